import assert from 'node:assert/strict';
import type { LogFilter } from '../../src/logs/filter/logFilter';
import type { BufferRow } from '../../src/logs/logChunk';
import { LogView } from '../../src/logs/logView';
import { isAtLeast } from '../../src/logs/recognise/level';
import type { LogLevel } from '../../src/model/logLevel';
import { type Seeded, seeded } from '../records/seeded';

interface Truth {
  readonly row: BufferRow;
  readonly level: LogLevel;
  /** First row of its entry; itself for others. */
  readonly head: number;
}

const words = ['apple', 'pear', 'plum', 'Apple pie', 'fig'];
const stamped: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** Rows of four writers, entries with frames, markers: with what is known of them by making them. */
function write(chance: Seeded, count: number, truth: Truth[]): BufferRow[] {
  const rows: BufferRow[] = [];
  const heads = headsOf(truth);
  for (let i = 0; i < count; i++) {
    const seq = truth.length;
    const time = new Date(1.7e12 + seq * 10 + chance.int(30)).toISOString();
    if (chance.int(60) === 0) {
      const row: BufferRow = { type: 'marker', marker: 'note', text: 'apple', time };
      heads.clear();
      truth.push({ row, level: 'unknown', head: seq });
      rows.push(row);
      continue;
    }
    const source = chance.int(2);
    const stream = chance.pick(['stdout', 'stderr'] as const);
    const writer = `${source}/${stream}`;
    const above = heads.get(writer);
    const isFrame = above !== undefined && chance.int(3) === 0;
    const level = isFrame ? above.level : chance.pick([...stamped, 'unknown'] as const);
    const name = chance.pick(words);
    const head = isFrame ? above.head : seq;
    const text = isFrame
      ? `    at ${name.replace(' ', '.')}.f${chance.int(9)} (/app/x.js:1:1)`
      : level === 'unknown'
        ? `the ${name} says n=${seq}`
        : chance.int(2) === 0
          ? `level=${level} msg="${name}" n=${chance.int(5)}`
          : `${level.toUpperCase()}: ${chance.int(4) === 0 ? `\u001b[3${chance.int(8)}m${name}\u001b[0m` : name} ${seq}`;
    const row: BufferRow = { type: 'line', source, stream, text, time };
    if (!isFrame) heads.set(writer, { head, level });
    truth.push({ row, level, head });
    rows.push(row);
  }
  return rows;
}

function headsOf(truth: readonly Truth[]): Map<string, { head: number; level: LogLevel }> {
  const heads = new Map<string, { head: number; level: LogLevel }>();
  for (const { row, head, level } of truth) {
    if (row.type === 'marker') heads.clear();
    else heads.set(`${row.source}/${row.stream}`, { head, level });
  }
  return heads;
}

function randomFilter(chance: Seeded): LogFilter {
  const some = (share: number) => chance.int(share) === 0;
  const { text } = {
    text: chance.pick([
      { text: 'apple', regex: false, matchCase: true },
      { text: 'APPLE', regex: false, matchCase: false },
      { text: 'p[^l]+m?|^the', regex: true, matchCase: false },
      { text: 'plum', regex: false, matchCase: true, inverse: true },
      { text: '[37]$', regex: true, matchCase: true },
    ]),
  };
  const from = new Date(1.7e12 + chance.int(3000) * 10).toISOString();
  const to = new Date(1.7e12 + 30_000 + chance.int(6000) * 10).toISOString();
  return {
    ...(some(2) ? { text: { ...text, ...(some(2) ? { before: chance.int(4), after: chance.int(4) } : {}) } } : {}),
    ...(some(3) ? { levels: { minimum: chance.pick(['debug', 'warn', 'error'] as const), unknown: some(2) } } : {}),
    ...(some(5) ? { levels: { only: ['info', 'unknown'] as const } } : {}),
    ...(some(4) ? { streams: ['stderr'] as const } : {}),
    ...(some(4) ? { hiddenSources: [chance.int(2)] } : {}),
    ...(some(5) ? { from } : {}),
    ...(some(5) ? { to } : {}),
    ...(some(6)
      ? { fields: [{ path: ['n'], op: chance.pick(['=', '!=', '~'] as const), value: String(chance.int(5)) }] }
      : {}),
  };
}

function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what is removed
  return text.replace(/\u001b\[\d*m/g, '');
}

function matches(query: NonNullable<LogFilter['text']>, text: string): boolean {
  const source = query.regex ? query.text : query.text.replace(/[[\]^$*+?.]/g, '\\$&');
  return new RegExp(source, query.matchCase ? '' : 'i').test(plain(text)) !== (query.inverse === true);
}

function place({ row }: Truth, filter: LogFilter): boolean {
  if (row.type === 'marker') return true;
  if (filter.streams && !filter.streams.some((stream) => stream === row.stream)) return false;
  if (filter.hiddenSources?.includes(row.source)) return false;
  const time = Date.parse(row.time ?? '');
  return !(filter.from && time < Date.parse(filter.from)) && !(filter.to && time > Date.parse(filter.to));
}

function passes(truth: readonly Truth[], seq: number, filter: LogFilter): boolean {
  const own = truth[seq];
  const head = truth[own?.head ?? seq];
  if (!own || !head) return false;
  if (filter.text && !matches(filter.text, own.row.text)) return false;
  const { levels: wanted } = filter;
  if (wanted && 'only' in wanted && !wanted.only.includes(own.level)) return false;
  if (wanted && 'minimum' in wanted) {
    if (own.level === 'unknown' ? !wanted.unknown : !isAtLeast(own.level, wanted.minimum)) return false;
  }
  return (filter.fields ?? []).every(({ op, value }) => {
    // The generator's only field; lines in quotes are its structured ones.
    const field = /^level=\w+ msg="[^"]*" n=(\d)$/.exec(head.row.text)?.[1];
    if (field === undefined) return op === '!=';
    return op === '!=' ? field !== value : op === '=' ? field === value : field.includes(value);
  });
}

/** Without folding: what passes, and its neighbours among what could be shown. */
function shownFlat(truth: readonly Truth[], first: number, filter: LogFilter): Map<number, boolean> {
  // A marker is always shown, and no context before it is added behind it: it parts what is near from what is not.
  const lines = truth.flatMap((own, seq) => (seq >= first && place(own, filter) ? [seq] : []));
  const shown = new Map<number, boolean>();
  for (const [i, seq] of lines.entries()) {
    if (truth[seq]?.row.type === 'marker' || !passes(truth, seq, filter)) continue;
    const { before = 0, after = 0 } = filter.text ?? {};
    const isMarker = (row: number) => truth[row]?.row.type === 'marker';
    const above = lines.slice(Math.max(0, i - before), i);
    const below = lines.slice(i + 1, i + 20).filter((row) => !isMarker(row));
    for (const near of [...above.slice(above.findLastIndex(isMarker) + 1), ...below.slice(0, after)]) {
      if (!shown.has(near)) shown.set(near, true);
    }
    shown.set(seq, false);
  }
  for (let seq = first; seq < truth.length; seq++) if (truth[seq]?.row.type === 'marker') shown.set(seq, false);
  return shown;
}

/** Folded, without context: entries that pass, or of which a line does as long as nothing was shown in between. */
function shownFolded(truth: readonly Truth[], first: number, filter: LogFilter): Map<number, boolean> {
  const shown = new Map<number, boolean>();
  let newest = -1;
  const show = (seq: number) => {
    shown.set(seq, false);
    newest = Math.max(newest, seq);
  };
  for (let seq = first; seq < truth.length; seq++) {
    const own = truth[seq];
    if (!own) continue;
    const head = truth[own.head];
    if (own.row.type === 'marker') show(seq);
    if (own.row.type === 'marker' || !head || !place(own, filter) || shown.has(own.head)) continue;
    if (!passes(truth, seq, filter)) continue;
    show(own.head !== seq && newest < own.head && place(head, filter) ? own.head : seq);
  }
  return shown;
}

async function settled(view: LogView): Promise<void> {
  do await new Promise((done) => setImmediate(done));
  while (!view.filterStatus.done || view.findStatus?.done === false);
}

function shownBy(view: LogView): Map<number, boolean> {
  return new Map(view.rows(view.first, 1e6).rows.map(({ seq, context }) => [seq, context === true]));
}

describe('LogView, by chance', () => {
  it('shows, counts and steps as a slow search over all rows does', async () => {
    for (let seed = 1; seed <= 16; seed++) {
      const chance = seeded(seed);
      const filter = randomFilter(chance);
      const folding = chance.int(2) === 0 && !filter.text?.before && !filter.text?.after;
      const query = { text: chance.pick(['le', 'P', 'at a', '\\d3']), regex: true, matchCase: chance.int(2) === 0 };
      const view = new LogView(() => undefined);
      const truth: Truth[] = [];
      view.setFolding(folding);
      if (chance.int(2) === 0) view.setFilter(filter);
      view.find(query);
      for (let batch = 0; batch < 6; batch++) {
        view.append(write(chance, 1 + chance.int(500), truth));
        if (chance.int(2) === 0) await settled(view);
        if (batch === 3) view.setFilter(filter);
      }
      await settled(view);
      const shown = folding ? shownFolded(truth, 0, filter) : shownFlat(truth, 0, filter);
      const about = `seed ${seed} ${JSON.stringify(filter)} ${folding}`;
      const sorted = [...shown].sort(([a], [b]) => a - b);
      assert.deepEqual([...shownBy(view)], sorted, about);

      const found = truth.flatMap((own, seq) => {
        if (own.row.type === 'marker' || !matches(query, own.row.text)) return [];
        const isShown = shown.has(seq) || (folding && shown.has(own.head) && place(own, filter));
        return isShown ? [seq] : [];
      });
      assert.equal(view.findStatus?.count, found.length, about);
      let position = -1;
      for (const seq of found.slice(0, 10)) {
        const step = await view.step(position, 'next');
        assert.equal(step?.seq, seq, about);
        assert.equal(step?.epoch, view.epoch);
        position = step?.position ?? -1;
        assert.equal(view.seqAt(position), seq, about);
      }

      for (let i = 0; i < 8; i++) view.setUnfolded(chance.int(truth.length), chance.int(3) > 0);
      const unfolded = truth.flatMap((own, seq) => {
        const isLine = folding && own.head !== seq && shown.has(own.head) && place(own, filter);
        return shown.has(seq) || (isLine && view.isUnfolded(seq)) ? [seq] : [];
      });
      assert.deepEqual([...shownBy(view).keys()], unfolded, about);
      for (const [i, seq] of unfolded.entries()) assert.equal(view.seqAt(view.first + i), seq);

      // Unfolded entries move what follows; errors are asked for by what is shown now.
      const errors = [...shownBy(view).keys()].filter((seq) => {
        const own = truth[seq];
        return own?.head === seq && isAtLeast(own.level, 'error');
      });
      let error = await view.stepTo('error', view.end, 'previous');
      for (const seq of errors.reverse().slice(0, 20)) {
        assert.equal(error?.seq, seq, about);
        error = await view.stepTo('error', error?.position ?? -1, 'previous');
      }
      for (const { seq, level } of view.rows(0, 1e6).rows) assert.equal(level, truth[seq]?.level);
      view.dispose();
    }
  });

  it('shows the same in slices, with rows dropped on the way, as when it looks at the rest all at once', async () => {
    for (let seed = 100; seed <= 112; seed++) {
      const chance = seeded(seed);
      const filter = randomFilter(chance);
      const limits = { maxRows: 2000, maxChars: 1e9 };
      const view = new LogView(() => undefined, limits);
      const whole = new LogView(() => undefined, limits);
      const truth: Truth[] = [];
      view.setFilter(filter);
      view.find({ text: 'a', regex: false, matchCase: false });
      const places = new Map<number, number>();
      const { epoch } = view;
      for (let batch = 0; batch < 12; batch++) {
        const rows = write(chance, 1 + chance.int(900), truth);
        view.append(rows);
        whole.append(rows);
        await settled(view);
        for (let position = view.first; position < view.end; position++) {
          const seq = view.seqAt(position);
          assert.ok(seq !== undefined && seq >= view.buffer.firstSeq);
          assert.equal(places.get(position) ?? seq, seq, 'positions hold within an epoch');
          places.set(position, seq);
          assert.equal(view.positionOf(seq), position);
        }
      }
      assert.equal(view.epoch, epoch);
      whole.setFilter({});
      await settled(whole);
      whole.setFilter(filter);
      whole.find({ text: 'a', regex: false, matchCase: false });
      await settled(whole);
      // At the very edge an entry may have lost its first line in one of them and not in the other.
      const edge = view.buffer.firstSeq + 200;
      const behind = (rows: Map<number, boolean>) => [...rows].filter(([seq]) => seq >= edge);
      assert.deepEqual(behind(shownBy(view)), behind(shownBy(whole)), `seed ${seed} ${JSON.stringify(filter)}`);
    }
  });

  it('finds the first row that is not earlier than a time, in whatever order they came', async () => {
    const chance = seeded(7);
    const view = new LogView(() => undefined, { maxRows: 3000, maxChars: 1e9 });
    const truth: Truth[] = [];
    for (let batch = 0; batch < 6; batch++) view.append(write(chance, 900, truth));
    view.setFolding(false);
    await settled(view);
    const { firstSeq } = view.buffer;
    for (let i = 0; i < 200; i++) {
      const ms = 1.7e12 + chance.int(60_000);
      const expected = truth.findIndex(({ row }, seq) => seq >= firstSeq && Date.parse(row.time ?? '') >= ms);
      const position = view.positionAt(new Date(ms).toISOString());
      assert.equal(view.seqAt(position), expected === -1 ? undefined : expected);
    }
  });
});
