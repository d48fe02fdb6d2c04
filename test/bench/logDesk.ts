// The part of the benchmark about a log in the buffer: folding, finding, filtering, levels. No engine. Run with --expose-gc.

import { plainLine } from '../../src/logs/cleanLine';
import type { LogFilter } from '../../src/logs/filter/logFilter';
import type { BufferRow } from '../../src/logs/logChunk';
import { LogView } from '../../src/logs/logView';
import { recognise } from '../../src/logs/recognise/recognise';
import type { TextQuery } from '../../src/logs/search/textMatcher';
import { median, report, spread } from './figures';

const quick = process.env.DOCKHOUND_BENCH_QUICK === '1';
const count = quick ? 100_000 : 1_000_000;
const repeats = quick ? 1 : 3;
const group = 'log desk';

/** About 100 bytes each, of several programs; every hundredth line is a stack trace's. */
const forms: readonly ((n: number) => string)[] = [
  (n) =>
    `172.17.0.${n % 250} - - [02/Jan/2024:03:04:05 +0000] "GET /api/v1/orders/${n} HTTP/1.1" 200 615 "-" "curl/8.5.0"`,
  (n) =>
    `{"level":"info","ts":1704164645.123,"caller":"shop/orders.go:42","msg":"order stored","order":${n},"user":"anna"}`,
  (n) =>
    `2024-01-02 03:04:05.678  WARN 1 --- [nio-8080-exec-${n % 10}] c.e.shop.Orders : order ${n} took longer than 500 ms`,
  (n) =>
    `time="2024-01-02T03:04:05Z" level=debug msg="cache miss" key=order/${n} region=eu-1 trace=0af7651916cd43dd8448`,
  (n) => `order ${n} was handed over to the next worker after 12 ms; nothing is left to do for user anna in region eu`,
];

function text(n: number): string {
  if (n % 100 === 50)
    return `2024-01-02 03:04:05.678 ERROR 1 --- [main] c.e.shop.Orders : order ${n} could not be stored at all`;
  if (n % 100 > 50 && n % 100 < 56)
    return `\tat com.example.shop.Orders.store(Orders.java:${n % 900}) ~[shop.jar!/:1.0.${n % 7}]`;
  return forms[n % forms.length]?.(n) ?? '';
}

async function main(): Promise<void> {
  const batches = Array.from({ length: count / 500 }, (_, batch) =>
    Array.from(
      { length: 500 },
      (_, at): BufferRow => ({
        ...{ type: 'line', stream: 'stdout', source: 0, time: '2024-01-02T03:04:05.123456789Z' },
        text: text(batch * 500 + at),
      }),
    ),
  );
  const texts = batches.flat().map((row) => row.text);
  const before = heapMegabytes();
  const desk = createDesk();
  const { view } = desk;
  const began = performance.now();
  for (const batch of batches) view.append(batch);
  await desk.until(() => view.filterStatus.done);
  const filled = (performance.now() - began) / 1000;
  const folded = count - (view.end - view.first);
  if (folded !== count / 20) throw new Error(`${folded} lines folded instead of ${count / 20}`);
  report({ group, what: `rows appended and folded to entries, ${count}`, unit: 'rows/s', value: count / filled });
  for (const [name, query] of queries) await find(desk, name, query, texts);
  for (const [name, filter] of filters) await show(desk, name, filter, texts);
  report({
    group,
    what: `memory of ${count} rows with levels, folds and a filter`,
    unit: 'MB',
    value: heapMegabytes() - before,
  });
  view.dispose();
}

const queries: readonly (readonly [string, TextQuery])[] = [
  ['a regular expression with few hits', { text: 'order/?\\s?\\d*99999\\b', regex: true, matchCase: true }],
  ['a regular expression with many hits', { text: '\\bor[a-z]+s?/\\d+', regex: true, matchCase: true }],
  [
    'one that ignores case and looks ahead',
    { text: 'took longer than (?!500)|99950 COULD NOT', regex: true, matchCase: false },
  ],
  ['a text whose case counts', { text: '99950 could', regex: false, matchCase: true }],
  ['a text whose case does not count', { text: '99950 COULD', regex: false, matchCase: false }],
];

const filters: readonly (readonly [string, LogFilter])[] = [
  [
    'a text, with 3 lines before and after',
    { text: { ...{ text: '9999 ', regex: false, matchCase: false }, before: 3, after: 3 } },
  ],
  ['warnings and worse, levels not known yet', { levels: { minimum: 'warn', unknown: false } }],
  ['errors and worse, levels known', { levels: { minimum: 'error', unknown: false } }],
  ['a field of a structured line', { fields: [{ path: ['user'], op: '=', value: 'anna' }] }],
];

async function find(desk: Desk, name: string, query: TextQuery, texts: readonly string[]): Promise<void> {
  const { view } = desk;
  const took: number[] = [];
  const first: number[] = [];
  const plain: number[] = [];
  let hits = 0;
  for (let round = 0; round < repeats; round++) {
    globalThis.gc?.();
    const began = performance.now();
    view.find(query);
    await desk.until(() => (view.findStatus?.count ?? 0) > 0 || view.findStatus?.done === true);
    first.push(performance.now() - began);
    await desk.until(() => view.findStatus?.done === true);
    took.push(performance.now() - began);
    hits = view.findStatus?.count ?? 0;
    globalThis.gc?.();
    const source = query.regex ? query.text : query.text.replace(/[/]/g, '\\$&');
    const one = new RegExp(source, query.matchCase ? '' : 'i');
    const loop = performance.now();
    let found = 0;
    for (const own of texts) if (one.test(own)) found++;
    plain.push(performance.now() - loop);
    if (found !== hits) throw new Error(`${name}: found ${hits} times instead of ${found}`);
  }
  view.find(undefined);
  report({
    ...{ group, what: `${count} rows searched for ${name}`, unit: 'ms', value: median(took) },
    reference: { name: 'the same expression over an array of strings', value: median(plain) },
    target: 'under 1 s',
    note: `${hits} hits; ${spread(took)}`,
  });
  report({
    group,
    what: `first hit of ${name}`,
    unit: 'ms',
    value: median(first),
    target: 'under 100 ms',
    note: spread(first),
  });
}

async function show(desk: Desk, name: string, filter: LogFilter, texts: readonly string[]): Promise<void> {
  const { view } = desk;
  globalThis.gc?.();
  const began = performance.now();
  view.setFilter(filter);
  await desk.until(() => view.filterStatus.done);
  const took = performance.now() - began;
  globalThis.gc?.();
  const loop = performance.now();
  let read = 0;
  for (const own of texts)
    if (filter.text ? plainLine(own).includes(filter.text.text) : recognise(own).level !== 'unknown') read++;
  const plain = performance.now() - loop;
  report({
    ...{ group, what: `${count} rows filtered: ${name}`, unit: 'ms', value: took },
    reference: { name: filter.text ? 'includes() over strings' : 'recognising each line anew', value: plain },
    note: `${view.end - view.first} shown of ${read} that say something`,
  });
}

interface Desk {
  readonly view: LogView;
  /** Resolves as soon as a slice of work has made it so. */
  until(isSo: () => boolean): Promise<void>;
}

function createDesk(): Desk {
  let wake: () => void = () => undefined;
  const view = new LogView(() => wake());
  return {
    view,
    async until(isSo) {
      while (!isSo()) await new Promise<void>((done) => (wake = done));
    },
  };
}

function heapMegabytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
