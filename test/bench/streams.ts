// The part of the benchmark without a window: frames, the log buffer, reading a log, listing. Run with --expose-gc.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { createDockerEngine } from '../../src/engine/dockerEngine';
import type { Engine } from '../../src/engine/engine';
import { openConnection } from '../../src/engine/openConnection';
import { FrameParser } from '../../src/engine/streams/frameParser';
import { cleanLine } from '../../src/logs/cleanLine';
import { LogBuffer } from '../../src/logs/logBuffer';
import type { BufferRow } from '../../src/logs/logChunk';
import { LogView } from '../../src/logs/logView';
import { engineRequest } from '../support/lab';
import { fillEngine } from './engineLab';
import { median, report, spread } from './figures';

const quick = process.env.DOCKHOUND_BENCH_QUICK === '1';
const lineCount = quick ? 50_000 : 1_000_000;
const containerCount = quick ? 100 : 1000;
const repeats = quick ? 1 : 5;
/** What `yes` prints: 99 characters and a line end. */
const lineText =
  'GET /api/v1/orders/4711 200 12ms user=anna trace=0af7651916cd43dd8448eb211c80319c region=eu-1 ok=1 x'.slice(0, 99);

async function main(url: string): Promise<void> {
  parseFrames();
  await fillAndSearchBuffer();
  const socketPath = url.replace(/^unix:\/\//, '');
  const address = { type: 'unix' as const, path: socketPath };
  const engine = createDockerEngine(await openConnection({ address, url, label: 'bench', origin: 'chosen' }));
  try {
    await fillEngine(url, containerCount);
    await listContainers(engine, socketPath);
    await readLog(engine, url, socketPath);
  } finally {
    engine.dispose();
  }
}

function parseFrames(): void {
  const count = quick ? 100_000 : 1_000_000;
  const chunks = framedChunks(count);
  const own: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < repeats; round++) {
    own.push(
      count /
        seconds(() => {
          const parser = new FrameParser('bench');
          let frames = 0;
          for (const chunk of chunks) frames += parser.push(chunk).length;
          if (frames !== count) throw new Error(`${frames} frames instead of ${count}`);
        }),
    );
    bare.push(
      count /
        seconds(() => {
          const frames = bareLoop(chunks);
          if (frames !== count) throw new Error(`${frames} frames instead of ${count}`);
        }),
    );
  }
  report({
    ...{ group: 'streams', what: 'frames taken apart (100-byte lines, 64 kB chunks)', unit: 'frames/s' },
    value: median(own),
    reference: { name: 'bare loop that takes a view of each', value: median(bare) },
    note: spread(own),
  });
}

function framedChunks(count: number): Buffer[] {
  const line = Buffer.from(`${lineText}\n`);
  const header = Buffer.from([1, 0, 0, 0, 0, 0, 0, line.length]);
  const frame = Buffer.concat([header, line]);
  const all = Buffer.concat(Array.from({ length: count }, () => frame));
  const chunks: Buffer[] = [];
  for (let at = 0; at < all.length; at += 65_536) chunks.push(all.subarray(at, at + 65_536));
  return chunks;
}

/**
 * The least that can be done to get at the lines: walk from header to header, take a view of each frame's bytes with its
 * stream, and carry on where a chunk ends within a frame.
 */
function bareLoop(chunks: readonly Buffer[]): number {
  let count = 0;
  let rest: Buffer = Buffer.alloc(0);
  for (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const frames: { readonly stream: number; readonly bytes: Buffer }[] = [];
    let at = 0;
    while (at + 8 <= bytes.length) {
      const length = bytes.readUInt32BE(at + 4);
      if (at + 8 + length > bytes.length) break;
      frames.push({ stream: bytes[at] ?? 0, bytes: bytes.subarray(at + 8, at + 8 + length) });
      at += 8 + length;
    }
    count += frames.length;
    rest = bytes.subarray(at);
  }
  return count;
}

async function fillAndSearchBuffer(): Promise<void> {
  const count = quick ? 100_000 : 1_000_000;
  const batches = Array.from({ length: count / 500 }, (_, batch) =>
    Array.from(
      { length: 500 },
      (_, at): BufferRow => ({
        ...{ type: 'line', stream: 'stdout', source: 0, time: '2024-01-02T03:04:05.123456789Z' },
        text: `${batch * 500 + at} ${lineText}`,
      }),
    ),
  );
  const rates: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < repeats; round++) {
    rates.push(
      count /
        seconds(() => {
          const buffer = new LogBuffer();
          for (const batch of batches) buffer.append(batch);
        }),
    );
    plain.push(
      count /
        seconds(() => {
          const rows: BufferRow[] = [];
          for (const batch of batches) for (const row of batch) rows.push(row);
        }),
    );
  }
  report({
    ...{ group: 'streams', what: `rows appended to the log buffer, ${count}`, unit: 'rows/s', value: median(rates) },
    reference: { name: 'pushing them into an array', value: median(plain) },
    note: spread(rates),
  });
  await searchBuffer(batches, count);
}

async function searchBuffer(batches: readonly BufferRow[][], count: number): Promise<void> {
  const before = heapMegabytes();
  let wake: () => void = () => undefined;
  const view = new LogView(() => wake());
  for (const batch of batches) view.append(batch);
  const held = heapMegabytes() - before;
  const needle = `${count - 1} GET`;
  const began = performance.now();
  view.find({ text: needle, regex: false, matchCase: true });
  while (!view.findStatus?.done) await new Promise<void>((done) => (wake = done));
  const took = (performance.now() - began) / 1000;
  if (view.findStatus.count !== 1) throw new Error(`found ${view.findStatus.count} times instead of once`);
  const texts = batches.flat().map(({ text }) => text);
  const plain = seconds(() => {
    let found = 0;
    for (const text of texts) if (text.includes(needle)) found++;
    if (found !== 1) throw new Error(`found ${found} times instead of once`);
  });
  view.dispose();
  report({
    ...{ group: 'streams', what: `rows searched for a text, ${count}`, unit: 'rows/s', value: count / took },
    reference: { name: 'includes() over strings', value: count / plain },
  });
  report({ group: 'streams', what: `memory of a log buffer of ${count} rows`, unit: 'MB', value: held });
}

async function listContainers(engine: Engine, socketPath: string): Promise<void> {
  const own: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < repeats + 1; round++) {
    plain.push(
      await ms(() =>
        run('curl', ['-sS', '-o', '/dev/null', '--unix-socket', socketPath, 'http://d/containers/json?all=1']),
      ),
    );
    own.push(await ms(() => engine.list('container')));
  }
  const before = heapMegabytes();
  const listing = await engine.list('container');
  const grown = heapMegabytes() - before;
  const group = 'lists';
  report({
    ...{ group, what: `${listing.items.length} containers listed and understood`, unit: 'ms', value: median(own) },
    reference: { name: 'curl, not understood', value: median(plain) },
    note: spread(own),
  });
  report({ group, what: `memory of ${listing.items.length} containers as understood`, unit: 'MB', value: grown });
}

async function readLog(engine: Engine, url: string, socketPath: string): Promise<void> {
  const spec = {
    Image: 'busybox:1.36',
    Cmd: ['sh', '-c', `yes '${lineText}' | head -n ${lineCount}`],
    HostConfig: { LogConfig: { Type: 'json-file' }, NetworkMode: 'none' },
  };
  const { Id } = (await engineRequest(url, 'POST', '/containers/create?name=zz-log', spec)) as { Id: string };
  try {
    await engineRequest(url, 'POST', `/containers/${Id}/start`);
    await untilExited(url, Id);
    const path = `/containers/${Id}/logs?stdout=1&stderr=1&timestamps=1`;
    const rounds = quick ? 1 : 3;
    const took = { own: [] as number[], curl: [] as number[], cli: [] as number[], old: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      took.own.push(await ms(() => readIntoBuffer(engine, Id)));
      took.cli.push(await ms(() => run('docker', ['-H', url, 'logs', '-t', Id])));
      took.curl.push(
        await ms(() => run('curl', ['-sS', '-o', '/dev/null', '--unix-socket', socketPath, `http://d${path}`])),
      );
      took.old.push(await ms(() => drainHttp10(socketPath, path)));
    }
    const what = `reading a log of ${lineCount} lines into the buffer`;
    const seconds = (values: readonly number[]) => median(values) / 1000;
    const compare = (name: string, values: readonly number[]) =>
      report({
        ...{ group: 'logs', what, unit: 's', value: seconds(took.own), reference: { name, value: seconds(values) } },
      });
    compare('docker logs -t > /dev/null', took.cli);
    compare('curl > /dev/null', took.curl);
    compare('the same bytes over HTTP/1.0, thrown away', took.old);
  } finally {
    await engineRequest(url, 'DELETE', `/containers/${Id}?force=1`);
  }
}

/** As a panel reads: it follows, which ends here with the container. */
async function readIntoBuffer(engine: Engine, id: string): Promise<void> {
  const buffer = new LogBuffer();
  const source = { kind: 'container' as const, id };
  for await (const batch of engine.logs(source, { follow: true, tail: 'all' }, new AbortController().signal)) {
    buffer.append(
      batch.map(({ stream, time, text }) => ({
        ...{ type: 'line', stream, source: 0, text: cleanLine(text) },
        ...(time === undefined ? {} : { time }),
      })),
    );
  }
  if (buffer.lineCount !== lineCount) throw new Error(`read ${buffer.lineCount} lines instead of ${lineCount}`);
}

/** The engine sends no chunks under 1.0, so nobody has to take them apart. */
function drainHttp10(socketPath: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath, () => socket.write(`GET ${path} HTTP/1.0\r\nHost: d\r\n\r\n`));
    socket.on('data', () => undefined);
    socket.on('error', reject);
    socket.on('end', () => resolve());
  });
}

async function untilExited(url: string, id: string): Promise<void> {
  for (;;) {
    const { State } = (await engineRequest(url, 'GET', `/containers/${id}/json`)) as {
      State: { Status: string; ExitCode: number };
    };
    if (State.Status === 'exited') {
      if (State.ExitCode === 0) return;
      throw new Error(`the writer of the log ended with ${State.ExitCode}`);
    }
    await new Promise((done) => setTimeout(done, 200));
  }
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))));
  });
}

function seconds(work: () => void): number {
  globalThis.gc?.();
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
}

async function ms(work: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.();
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function heapMegabytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

main(process.env.DOCKHOUND_TEST_MANAGER ?? '').catch((error) => {
  console.error(error);
  process.exit(1);
});
