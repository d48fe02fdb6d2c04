import assert from 'node:assert/strict';
import type { Json } from '../../src/protocol/inspect';
import { countHits, jsonRows, maxMembers } from '../../webview/shared/jsonRows';

const json: Json = {
  Id: 'abc',
  State: { Running: true, Health: { Log: [{ Output: 'refused' }, { Output: 'ok' }] } },
  'a/b~c': null,
  Empty: {},
};

const closed = () => false;

describe('jsonRows', () => {
  it('shows the top when all is closed, sizes instead of contents', () => {
    const rows = jsonRows(json, closed);
    assert.deepEqual(
      rows.map((row) => [row.path, row.type, row.text]),
      [
        ['/Id', 'leaf', 'abc'],
        ['/State', 'branch', '2 keys'],
        ['/a~1b~0c', 'leaf', 'null'],
        ['/Empty', 'leaf', '{}'],
      ],
    );
  });

  it('opens only what is asked for', () => {
    const rows = jsonRows(json, (path) => path === '/State');
    assert.deepEqual(
      rows.map((row) => row.path),
      ['/Id', '/State', '/State/Running', '/State/Health', '/a~1b~0c', '/Empty'],
    );
    assert.equal(rows[2]?.depth, 1);
    assert.equal(rows[2]?.parent, '/State');
  });

  it('shows matches with the branches they stand in, and nothing else', () => {
    const rows = jsonRows(json, closed, 'REFUSED');
    assert.deepEqual(
      rows.map((row) => row.path),
      ['/State', '/State/Health', '/State/Health/Log', '/State/Health/Log/0', '/State/Health/Log/0/Output'],
    );
    assert.deepEqual(
      rows.filter((row) => row.hit).map((row) => row.path),
      ['/State/Health/Log/0/Output'],
    );
    assert.equal(countHits(json, 'output'), 2);
    assert.deepEqual(jsonRows(json, closed, 'nowhere'), []);
  });

  it('keeps what is below a matching branch reachable', () => {
    const rows = jsonRows(json, (path) => path === '/State/Health', 'health');
    assert.ok(rows.some((row) => row.path === '/State/Health/Log'));
    assert.ok(!rows.some((row) => row.path === '/State/Running'));
  });

  it('bounds a branch of ten thousand ports and says how many there are more', () => {
    const many: Json = { Ports: Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`${i}/tcp`, null])) };
    const rows = jsonRows(many, () => true);
    assert.equal(rows.length, maxMembers + 2);
    assert.equal(rows.at(-1)?.type, 'more');
    assert.match(rows.at(-1)?.text ?? '', /9,700|9.700/);
  });
});
