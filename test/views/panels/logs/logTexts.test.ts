import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile as write } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BufferRow } from '../../../../src/logs/logChunk';
import { LogView } from '../../../../src/logs/logView';
import { everything } from '../../../../src/model/logChoice';
import { ageIso } from '../../../../src/views/panels/logs/ageIso';
import { copyRows } from '../../../../src/views/panels/logs/copyRows';
import { detailOut } from '../../../../src/views/panels/logs/detailOut';
import { logText } from '../../../../src/views/panels/logs/logText';
import { rowsOut } from '../../../../src/views/panels/logs/rowsOut';
import { shownFilter } from '../../../../src/views/panels/logs/shownFilter';
import { writeFile } from '../../../../src/views/panels/logs/writeFile';

const time = '2026-11-22T21:14:03.112000000Z';
const line = (text: string, more: Partial<Extract<BufferRow, { type: 'line' }>> = {}): BufferRow => ({
  ...{ type: 'line', stream: 'stdout', source: 0, text, time },
  ...more,
});
const trace = [
  'java.lang.IllegalStateException: no route',
  '\tat shop.Router.find(Router.java:41)',
  '\tat shop.Main.main(Main.java:7)',
];

async function viewOf(rows: readonly BufferRow[]): Promise<LogView> {
  const view = new LogView(() => undefined);
  view.append(rows);
  while (!view.filterStatus.done) await new Promise((done) => setImmediate(done));
  return view;
}

describe('the rows that the view of a log gets', () => {
  it('have a structured line as its message and fields, with what matches in either', async () => {
    const view = await viewOf([
      line('{"level":"error","ts":1,"msg":"order declined","status":502,"peer":{"host":"db"},"who":"a b"}'),
    ]);
    view.find({ text: 'declined|502', regex: true, matchCase: false });
    view.setHighlights([{ pattern: 'db', regex: false, matchCase: true, colour: 2 }]);
    const [row] = rowsOut(view, 0, 10, true).rows;
    assert.ok(row?.type === 'line');
    assert.equal(row.text, 'order declined');
    assert.equal(row.fields, 'status=502 peer={"host":"db"} who="a b"');
    assert.equal(row.level, 'error');
    const all = `${row.text} ${row.fields}`;
    assert.deepEqual(
      row.marks?.map(({ start, end }) => all.slice(start, end)),
      ['declined', '502'],
    );
    assert.deepEqual(
      row.paints?.map(({ start, end, colour }) => [all.slice(start, end), colour]),
      [['db', 'green']],
    );
    const [raw] = rowsOut(view, 0, 10, false).rows;
    assert.ok(raw?.type === 'line' && raw.fields === undefined && raw.text.startsWith('{'));
  });

  it('leave plain lines as they are, and cut a long one', async () => {
    const view = await viewOf([
      line('just words'),
      line('x'.repeat(50_000)),
      line('{not json'),
      { type: 'marker', marker: 'ended', text: 'exited' },
    ]);
    const { rows } = rowsOut(view, 0, 10, true);
    assert.deepEqual(
      rows.map((row) => row.text.length),
      [10, 10_000, 9, 6],
    );
    assert.equal(rows[1]?.type === 'line' && rows[1].cut, 40_000);
    assert.deepEqual(
      rows.map((row) => row.seq),
      [0, 1, 2, 3],
    );
  });

  it('fold a stack trace, whose detail is the whole of it', async () => {
    const view = await viewOf([line('before'), ...trace.map((text) => line(text)), line('after')]);
    const { rows } = rowsOut(view, 0, 10, true);
    const head = rows[1];
    assert.ok(head?.type === 'line');
    assert.equal(rows.length, 3);
    assert.deepEqual([head.fold?.lines, head.fold?.open], [2, false]);
    assert.equal(detailOut(view.buffer, head.seq)?.text, trace.join('\n'));
    assert.deepEqual(copyRows(view, 1, 3), { text: [...trace, 'after'].join('\n'), lines: 2, left: 0 });
    assert.equal(detailOut(view.buffer, 99), null);
  });

  it('tell the fields of a line to its detail', async () => {
    const view = await viewOf([line('{"level":"warn","msg":"slow","a":{"b":[1,2]}}', { stream: 'stderr' })]);
    const detail = detailOut(view.buffer, 0);
    assert.ok(detail?.type === 'line');
    assert.deepEqual([detail.level, detail.stream, detail.format], ['warn', 'stderr', 'json']);
    assert.deepEqual(JSON.parse(JSON.stringify(detail.fields)), { level: 'warn', msg: 'slow', a: { b: [1, 2] } });
  });
});

describe('a log as text', () => {
  const gather = async (view: LogView, scope: 'all' | 'shown', sources = [{ name: 'api.1' }, { name: 'api.2' }]) => {
    let text = '';
    let last = 0;
    for await (const piece of logText(view, sources, scope)) {
      text += piece.text;
      assert.ok(piece.done >= last && piece.done <= 1);
      last = piece.done;
    }
    return text;
  };

  it('has time, source and text of every line, without colours; or only of those that are shown', async () => {
    const view = await viewOf([
      line('\u001b[31mred\u001b[0m'),
      line('green', { source: 1 }),
      { type: 'marker', marker: 'ended', text: 'api.1 exited', time },
    ]);
    assert.equal(await gather(view, 'all'), `${time} api.1 red\n${time} api.2 green\n${time} --- api.1 exited ---\n`);
    assert.match(await gather(view, 'all', [{ name: 'api.1' }]), /Z red\n/);
    view.setFilter({ text: { text: 'red', regex: false, matchCase: true } });
    assert.equal(await gather(view, 'shown'), `${time} api.1 red\n${time} --- api.1 exited ---\n`);
    assert.match(await gather(view, 'all'), /green/);
  });

  it('comes in pieces when it is long, whole and in order', async () => {
    const view = await viewOf(Array.from({ length: 12_345 }, (_, i) => line(`line ${i}`)));
    const text = await gather(view, 'all', []);
    assert.equal(text, Array.from({ length: 12_345 }, (_, i) => `${time} line ${i}\n`).join(''));
  });

  it('is written whole to a file or not at all', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'dockhound-log-'));
    const file = path.join(folder, 'a.log');
    await write(file, 'before');
    const stop = new AbortController();
    const pieces = async function* (stopAt: number) {
      for (let i = 0; i < 3; i++) {
        if (i === stopAt) stop.abort();
        yield `piece ${i} ü\n`;
      }
    };
    await assert.rejects(writeFile(file, pieces(1), stop.signal));
    assert.equal(await readFile(file, 'utf8'), 'before');
    assert.equal(await writeFile(file, pieces(9), new AbortController().signal), 33);
    assert.equal(await readFile(file, 'utf8'), 'piece 0 ü\npiece 1 ü\npiece 2 ü\n');
    await assert.rejects(writeFile(path.join(folder, 'no', 'a.log'), pieces(9), new AbortController().signal));
    assert.deepEqual(await readdir(folder), ['a.log']);
    await rm(folder, { recursive: true });
  });
});

describe('what is chosen of a log', () => {
  it('becomes a filter over its buffer, with sources by name', () => {
    const sources = [{ name: 'a' }, { name: 'b' }, { name: 'a' }];
    assert.deepEqual(shownFilter(everything, sources), {});
    const text = { text: 'x', regex: true, matchCase: false, inverse: true };
    const fields = [{ path: ['a', 'b'], value: '1', not: true }];
    const chosen = {
      ...everything,
      text,
      context: 2,
      level: 'warn' as const,
      unknown: false,
      hidden: ['a', 'gone'],
      streams: 'stderr' as const,
      from: time,
      fields,
    };
    assert.deepEqual(shownFilter(chosen, sources), {
      text: { ...text, before: 2, after: 2 },
      levels: { minimum: 'warn', unknown: false },
      streams: ['stderr'],
      hiddenSources: [0, 2],
      from: time,
      fields: [{ path: ['a', 'b'], value: '1', op: '!=' }],
    });
  });

  it('takes an age as a moment', () => {
    const now = Date.parse('2026-11-22T12:00:00Z');
    assert.equal(ageIso('15m', now), '2026-11-22T11:45:00.000Z');
    assert.equal(ageIso(time, now), time);
  });
});
