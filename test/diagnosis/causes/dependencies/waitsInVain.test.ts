import assert from 'node:assert/strict';
import { waitsInVain as cause } from '../../../../src/diagnosis/causes/dependencies/waitsInVain';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

const loop = (words: string, ...seconds: readonly number[]): Box => ({
  name: 'api',
  config: { Env: ['DB_HOST=db', 'DATABASE_URL=postgresql://db:5432/shop'] },
  log: seconds.map((one) => `${one} ${words}`),
});
const db: Box = { name: 'db' };

describe('cause waits-in-vain', () => {
  it('catches loops of many makers, by what they wait for', () => {
    for (const words of [
      'waiting for db:5432',
      'Waiting for db...',
      'wait-for-it.sh: waiting 15 seconds for db:5432',
      'db is unavailable - sleeping',
    ]) {
      const given = { boxes: [loop(words, 30, 20, 10, 1), { ...db, state: exited(0) }] };
      assert.match(foundBy(cause, scene(given))[0]?.title ?? '', /api still waits for db .*: db is not running/, words);
      assert.equal(verdict(given), 'waits-in-vain', words);
    }
    const nobody = { boxes: [loop('waiting for db:5432', 30, 20, 10, 1)] };
    assert.match(foundBy(cause, scene(nobody))[0]?.title ?? '', /no container or service of that name/);
    const apart = { boxes: [loop('waiting for db:5432', 30, 20, 1), { ...db, networks: { other: {} } }] };
    assert.match(foundBy(cause, scene(apart))[0]?.title ?? '', /db runs, but on none of its networks/);
    const silent = { boxes: [loop('waiting for db:5432', 300, 200, 1), db] };
    assert.match(foundBy(cause, scene(silent))[0]?.title ?? '', /does not answer there/);
  });

  it('is silent where nothing of it is wrong', () => {
    const short = { boxes: [loop('waiting for db:5432', 3, 2, 1), { ...db, state: exited(0) }] };
    assert.deepEqual(foundBy(cause, scene(short)), [], 'it began a moment ago');
    const coming = { boxes: [loop('waiting for db:5432', 30, 20, 1), db] };
    assert.deepEqual(foundBy(cause, scene(coming)), [], 'db may still come up');
    const box = loop('waiting for db:5432', 90, 80, 70);
    const over = {
      boxes: [{ ...box, log: [...(box.log ?? []), '60 connected', '50 up', '40 GET /', '30 GET /'] }, db],
    };
    assert.deepEqual(foundBy(cause, scene(over)), [], 'it got further');
    const queue = { boxes: [loop('waiting for jobs', 300, 200, 1)] };
    assert.deepEqual(foundBy(cause, scene(queue)), [], 'a worker that is idle');
    assert.equal(verdict({ boxes: [loop('waiting for messages. To exit press CTRL+C', 300, 200, 1)] }), 'healthy');
  });
});
