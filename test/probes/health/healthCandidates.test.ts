import assert from 'node:assert/strict';
import { type HealthPlace, healthTries } from '../../../src/probes/health/healthCandidates';

function place(tools: readonly string[], more: Partial<HealthPlace> = {}): HealthPlace {
  return {
    ...{ image: 'acme/web:1', entrypoint: [], command: ['/srv/web'], exposed: [8080], listening: [8080] },
    found: { hasShell: true, tools: new Set(tools) },
    ...more,
  };
}
const ids = (of: HealthPlace) => healthTries(of).map(({ id }) => id);

describe('health checks to try', () => {
  it('need only tools that are there', () => {
    assert.deepEqual(ids(place(['wget', 'nc'])), ['http-wget', 'tcp-nc']);
    assert.deepEqual(ids(place(['curl', 'bash'])), ['http-curl', 'http-bash', 'tcp-bash']);
    assert.deepEqual(ids(place([])), []);
  });

  it('ask the ports that listen, not those that only stand somewhere', () => {
    const [wget] = healthTries(place(['wget'], { exposed: [9999], listening: [3000] }));
    assert.deepEqual(wget?.test, ['CMD', 'wget', '-q', '-O', '/dev/null', 'http://127.0.0.1:3000/']);
    assert.equal(wget?.timeoutMs, 1000 * Number.parseInt(wget?.written?.timeout ?? '', 10));
    assert.deepEqual(ids(place(['wget', 'nc'], { listening: [3000, 9000] })), [
      ...['http-wget', 'tcp-nc', 'http-wget-9000', 'tcp-nc-9000'],
    ]);
    const [guess] = healthTries(place(['wget'], { listening: [] }));
    assert.match(guess?.test.at(-1) ?? '', /:8080\//, 'EXPOSE is what is left');
  });

  it('use the client of the program that owns the port', () => {
    assert.deepEqual(ids(place(['pg_isready', 'bash'], { listening: [5432] }))[0], 'pg-isready');
    assert.equal(ids(place(['redis-cli', 'grep'], { listening: [6379] }))[0], 'redis-ping');
    assert.equal(ids(place(['mysqladmin'], { listening: [3306] }))[0], 'mysql-ping');
    assert.deepEqual(ids(place(['nc'], { image: 'postgres:16', command: ['postgres'], listening: [5432] })), [
      'tcp-nc',
    ]);
    assert.ok(ids(place(['node'])).includes('http-node'));
    assert.ok(ids(place(['python3'])).includes('http-python'));
  });

  it('begin with the check that it has, once', () => {
    const current = { test: ['CMD', 'wget', '-q', '-O', '/dev/null', 'http://127.0.0.1:8080/'], timeoutMs: 1000 };
    assert.deepEqual(ids(place(['wget', 'nc'], { current })), ['current', 'tcp-nc']);
  });

  it('never start what nobody knows, nor read what a name hides', () => {
    const hostile = place(['wget'], {
      image: 'x\nRUN rm -rf /',
      command: ['sh', '-c', 'x\n"]\nHEALTHCHECK CMD evil'],
      entrypoint: ['/app'],
    });
    const all = healthTries(hostile);
    assert.deepEqual(
      all.map(({ test }) => test[1]),
      ['wget'],
    );
    assert.deepEqual(ids({ ...hostile, found: { hasShell: false, tools: new Set() } }), []);
  });
});
