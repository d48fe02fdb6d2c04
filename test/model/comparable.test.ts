import assert from 'node:assert/strict';
import { comparable, comparableText, isAlike } from '../../src/model/comparable';
import type { PlainJson } from '../../src/model/plainJson';

const mark = (text: string) => `mark of ${text.length} ${text.at(-2)}`;
const of = (json: PlainJson) => comparable(json, mark);
const quiet = { kind: 'container', everything: false, differs: 'before' } as const;

describe('comparable', () => {
  const base = { Name: '/api', State: { Pid: 7, Status: 'running' } };

  it('has its keys in order, and lists whose order means nothing', () => {
    const one = of({
      b: 1,
      a: { Env: ['Z=1', 'A=2'], Cmd: ['z', 'a'] },
      Mounts: [{ Destination: '/z' }, { Destination: '/a' }],
    });
    const other = of({
      Mounts: [{ Destination: '/a' }, { Destination: '/z' }],
      a: { Cmd: ['z', 'a'], Env: ['A=2', 'Z=1'] },
      b: 1,
    });
    assert.equal(comparableText(one, other, quiet), comparableText(other, one, quiet));
    assert.match(comparableText(one, other, quiet), /"Cmd": \[\s+"z",\s+"a"/);
  });

  it('leaves out what changes by itself, unless all is wanted', () => {
    const [one, other] = [of(base), of({ ...base, State: { Pid: 8, Status: 'running' } })];
    assert.equal(isAlike(one, other, 'container'), true);
    assert.doesNotMatch(comparableText(one, other, quiet), /Pid/);
    assert.match(comparableText(one, other, { ...quiet, everything: true }), /"Pid": 7/);
    const network = (EndpointID: string, IPAddress: string) =>
      of({ NetworkSettings: { Networks: { front: { EndpointID, IPAddress } } } });
    assert.equal(isAlike(network('x', '10.0.0.1'), network('y', '10.0.0.1'), 'container'), true);
    assert.equal(isAlike(network('x', '10.0.0.1'), network('y', '10.0.0.2'), 'container'), false);
  });

  it('masks secrets, and says where another one stands in the same place', () => {
    const env = (...Env: string[]) => of({ Config: { Env } });
    const one = env('DB_PASSWORD=hunter2', 'API_TOKEN=same');
    const other = env('AA=first', 'API_TOKEN=same', 'DB_PASSWORD=hunter3');
    const texts = [comparableText(one, other, quiet), comparableText(other, one, { ...quiet, differs: 'now' })];
    for (const text of texts) {
      assert.doesNotMatch(text, /hunter|same/);
      assert.match(text, /API_TOKEN=•+"/);
    }
    assert.match(texts[0] ?? '', /DB_PASSWORD=•+ \(before\)/);
    assert.match(texts[1] ?? '', /DB_PASSWORD=•+ \(now\)/);
    // What is kept does not hold them either.
    assert.doesNotMatch(JSON.stringify([one.json, [...one.secrets]]), /hunter/);
    assert.equal(isAlike(one, env('API_TOKEN=same', 'DB_PASSWORD=hunter2'), 'container'), true);
    assert.equal(isAlike(one, env('API_TOKEN=same', 'DB_PASSWORD=hunter4'), 'container'), false);
  });
});
