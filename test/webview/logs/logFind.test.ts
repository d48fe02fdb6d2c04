import assert from 'node:assert/strict';
import type { FindProgress, LogsContract } from '../../../src/protocol/logs';
import { LogFind } from '../../../webview/logs/logFind';
import { noQuery } from '../../../webview/logs/logsLook';
import type { Host } from '../../../webview/shared/hostRpc';

function search(refuse?: string) {
  const asked: { method: string; params: unknown }[] = [];
  const went: number[] = [];
  const said: string[] = [];
  let tell: (found: FindProgress) => void = () => undefined;
  const host = {
    async request(method: string, params: unknown) {
      asked.push({ method, params });
      if (method === 'find' && refuse !== undefined) throw new Error(refuse);
      return method === 'findStep' ? { epoch: 1, position: 42, wrapped: false, ordinal: 2, count: 9 } : null;
    },
    on: (_: string, listener: (found: FindProgress) => void) => {
      tell = listener;
    },
  } as unknown as Host<LogsContract>;
  const find = new LogFind({
    host,
    list: () => ({ top: 10.5, current: undefined }) as never,
    changed: () => undefined,
    goTo: ({ position }) => void went.push(position),
    marksChanged: async () => undefined,
    before: async () => undefined,
    said: (words) => void said.push(words),
    fail: (error) => assert.fail(String(error)),
  });
  return {
    find,
    asked,
    went,
    said,
    tell: (found: Partial<FindProgress>) => tell({ query: 1, count: 0, scanned: 1, done: true, ...found }),
  };
}

describe('the search of the log panel', () => {
  it('leads to the first match from what is in sight on', async () => {
    const { find, asked, went } = search();
    find.query = { ...noQuery, text: 'declined' };
    await find.start(true);
    assert.deepEqual(
      asked.map(({ method }) => method),
      ['find', 'findStep'],
    );
    assert.deepEqual(asked[1]?.params, { from: 9, direction: 'next' });
    assert.deepEqual(went, [42]);
  });

  it('says how far it is, how it ended, and speaks the count once', async () => {
    const { find, said, tell } = search();
    assert.equal(find.words, '');
    find.query = { ...noQuery, text: 'x' };
    await find.start(false);
    assert.equal(find.words, '…');
    tell({ count: 0, scanned: 0.4, done: false });
    assert.equal(find.words, '… (40 %)');
    tell({ count: 1200, scanned: 0.5, done: false });
    assert.equal(find.words, '1,200 (50 %)');
    tell({ count: 1200, scanned: 0.5, done: true, stopped: true });
    assert.equal(find.words, '1,200 in the first 50 %');
    tell({ count: 1200 });
    tell({ count: 1201 });
    assert.equal(find.words, '1,201');
    assert.deepEqual(said, ['1,200 matches']);
    await find.step('next');
    assert.equal(find.words, '3 of 1,201');
    tell({ query: 99, count: 5 });
    assert.equal(find.words, '3 of 1,201');
  });

  it('keeps an expression that is not valid from going anywhere', async () => {
    const { find, asked, went } = search('Invalid regular expression');
    find.query = { ...noQuery, text: '(', regex: true };
    await find.start(true);
    assert.equal(find.words, 'not valid');
    await find.step('next');
    assert.deepEqual([asked.length, went.length], [1, 0]);
  });

  it('ends with an empty text', async () => {
    const { find, asked } = search();
    await find.start(true);
    assert.deepEqual(asked, [{ method: 'find', params: { query: 1, find: null } }]);
  });
});
