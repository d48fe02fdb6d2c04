import assert from 'node:assert/strict';
import { everything } from '../../../src/model/logChoice';
import type { LogRow } from '../../../src/protocol/logs';
import { droppedWords, rowLabel, sourceColour, sourceTitle } from '../../../webview/logs/logRowView';
import { filterChips } from '../../../webview/logs/logsBars';

const time = '2026-11-22T21:14:03.112000000Z';
const line: Extract<LogRow, { type: 'line' }> = {
  type: 'line',
  seq: 5,
  stream: 'stderr',
  level: 'error',
  text: '\u001b[31mno route\u001b[0m',
  source: 1,
  time,
};

describe('what the log panel says', () => {
  it('reads a row as level, source, stream, time and text, without colours', () => {
    const { label } = rowLabel(line, [{ name: 'api.1' }, { name: 'api.2' }]);
    assert.match(label, /^error, api\.2, stderr, \d\d:\d\d:\d\d\.112, no route$/);
    assert.equal(
      rowLabel({ ...line, stream: 'stdout', level: 'unknown', text: 'x' }, [{ name: 'a' }]).label.split(', ').length,
      2,
    );
  });

  it('reads a folded entry with what it holds, and whether it is open', () => {
    const fold = { lines: 12, open: false, gist: 'ValueError: 7' };
    const closed = rowLabel({ ...line, fold }, []);
    assert.match(closed.label, /ValueError: 7, 12 more lines$/);
    assert.equal(closed.open, false);
    const open = rowLabel({ ...line, fold: { ...fold, open: true } }, []);
    assert.equal(open.open, true);
    assert.doesNotMatch(open.label, /more lines/);
  });

  it('reads a marker as one', () => {
    assert.match(
      rowLabel({ type: 'marker', seq: 1, marker: 'ended', text: 'api.1 exited', time }, []).label,
      /^marker, .*api\.1 exited$/,
    );
    assert.equal(droppedWords(1_204_332), '1,204,332 older lines dropped');
    assert.equal(droppedWords(1), '1 older line dropped');
  });

  it('keeps the colour of a source over its tries, and says which way it is read', () => {
    const sources = [{ name: 'api.1' }, { name: 'api.2' }, { name: 'api.1' }, { name: 'api.3' }];
    assert.deepEqual(
      sources.map(({ name }) => sourceColour(sources, name)),
      [0, 1, 0, 2],
    );
    assert.equal(sourceTitle({ name: 'api.1', node: 'w2', via: 'manager' }), 'api.1 on w2, read through the manager');
    assert.equal(sourceTitle({ name: 'api.1', via: 'engine' }), 'api.1, read from its own engine');
  });

  it('names each choice that hides lines, and takes back that one alone', () => {
    const fields = [
      { path: ['http', 'status'], value: '502', not: false },
      { path: ['peer'], value: 'db', not: true },
    ];
    const filter = { ...everything, level: 'warn' as const, hidden: ['a', 'b'], streams: 'stderr' as const, fields };
    const chips = filterChips(filter, new Date());
    assert.deepEqual(
      chips.map(({ words }) => words),
      ['≥ warn or no level', 'stderr', 'not 2 sources', 'http.status = 502', 'peer ≠ db'],
    );
    assert.deepEqual(chips.at(-1)?.without, { fields: [fields[0]] });
    assert.deepEqual(filterChips(everything, new Date()), []);
  });
});
