// The part of the benchmark that looks at real VS Code windows: Dockhound in one, the minimal reference in another, in turn.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { managerUrl } from '../support/lab';
import { BenchWindow, type Subject } from './benchWindow';
import { createAndRemove, type Lags, startAndKill, storm } from './changes';
import { fillEngine } from './engineLab';
import { median, report, spread } from './figures';
import { cpuSeconds, residentMegabytes } from './processes';

const quick = process.env.DOCKHOUND_BENCH_QUICK === '1';
/** Holds the folders that stageExtension.mjs makes. */
const stage = process.env.DOCKHOUND_BENCH_STAGE ?? '';
const only = process.env.DOCKHOUND_BENCH_ONLY?.split(',');
const sizes = quick
  ? { containers: 100, openings: 1, rounds: 2, idleSeconds: 5, stormEvents: 10 }
  : { containers: 1000, openings: 5, rounds: 20, idleSeconds: 60, stormEvents: 80 };
const stormEveryMs = 150;

const subjects: readonly Subject[] = [
  { name: 'dockhound', folder: path.join(stage, 'dockhound'), tab: 'Dockhound' },
  { name: 'minimal', folder: path.join(stage, 'minimal'), tab: 'Minimal' },
];

/** As timed.js of stageExtension.mjs writes them, one line each. */
interface Activation {
  readonly name: string;
  readonly loadMs: number;
  readonly activateMs: number;
  readonly cpuMs: number;
}

interface Measured {
  readonly openings: number[];
  readonly startAndKill: Lags[];
  readonly createAndRemove: Lags[];
  readonly storm: Lags[];
  readonly idle: number[];
  readonly memory: number[];
}

async function main(): Promise<void> {
  const url = managerUrl();
  await fillEngine(url, sizes.containers);
  const results = new Map<Subject, Measured>();
  const windows: BenchWindow[] = [];
  try {
    for (const subject of subjects) {
      const window = await BenchWindow.open(subject, [{ title: 'Containers', rows: sizes.containers }]);
      windows.push(window);
      await window.leave();
      results.set(subject, {
        ...{ openings: [], startAndKill: [], createAndRemove: [], storm: [], idle: [], memory: [] },
      });
    }
    for (let round = 0; round < sizes.openings; round++) {
      for (const window of windows) {
        const measured = results.get(window.subject);
        if (measured) await visit(window, measured, url, round === sizes.openings - 1);
      }
    }
  } finally {
    for (const window of windows) await window.close();
  }
  tellActivations();
  const [own, minimal] = subjects.map((subject) => results.get(subject));
  if (own && minimal) tell(own, minimal);
}

/** One load of VS Code: open the view, and on the last visit everything that needs it open. */
async function visit(window: BenchWindow, measured: Measured, url: string, isLast: boolean): Promise<void> {
  await window.load();
  measured.openings.push(await window.timeOpening());
  await window.page.waitForTimeout(2500);
  if (isLast) {
    if (wanted('changes')) {
      measured.startAndKill.push(await startAndKill(window, url, sizes.rounds));
      measured.createAndRemove.push(await createAndRemove(window, url, sizes.rounds));
    }
    if (wanted('storm')) measured.storm.push(await storm(window, url, sizes.stormEvents, stormEveryMs));
    if (wanted('idle')) measured.idle.push(await idleShare(window));
    measured.memory.push(residentMegabytes(window.extensionHost));
  }
  await window.leave();
}

/** Percent of one core that the extension host takes while nothing happens. */
async function idleShare(window: BenchWindow): Promise<number> {
  await window.page.waitForTimeout(5000);
  const pid = window.extensionHost;
  const before = cpuSeconds(pid);
  await window.page.waitForTimeout(sizes.idleSeconds * 1000);
  return ((cpuSeconds(pid) - before) / sizes.idleSeconds) * 100;
}

function tell(own: Measured, minimal: Measured): void {
  const group = `${sizes.containers} containers in VS Code`;
  const compare = (
    what: string,
    unit: string,
    of: (measured: Measured) => readonly number[],
    more: { target?: string; digits?: number },
  ) => {
    const values = of(own);
    if (values.length === 0) return;
    report({
      ...{ group, what, unit, value: median(values) },
      reference: { name: 'minimal extension', value: median(of(minimal)) },
      ...(more.target === undefined ? {} : { target: more.target }),
      note: `${spread(values, more.digits)}; minimal ${spread(of(minimal), more.digits)}`,
    });
  };
  compare('view opened → full tree', 'ms', (m) => m.openings, { target: '600 ms where minimal takes 480 ms' });
  const ms = (pick: (m: Measured) => readonly Lags[]) => (m: Measured) => pick(m).flatMap((lags) => lags.ms);
  const cpu = (pick: (m: Measured) => readonly Lags[]) => (m: Measured) => pick(m).map((lags) => lags.cpu);
  compare(
    'start or kill → shown',
    'ms',
    ms((m) => m.startAndKill),
    { target: '120 ms where minimal takes 73 ms' },
  );
  compare(
    'create or remove → shown',
    'ms',
    ms((m) => m.createAndRemove),
    { target: '300 ms, minimal 190 to 240 ms' },
  );
  const perChange = { target: 'under 0.05 s, minimal 0.03 s', digits: 3 };
  compare(
    'CPU per start or kill',
    's',
    cpu((m) => m.startAndKill),
    perChange,
  );
  compare(
    'CPU per create or remove',
    's',
    cpu((m) => m.createAndRemove),
    perChange,
  );
  const storms = `storm of ${sizes.stormEvents} events in ${(sizes.stormEvents * stormEveryMs) / 1000} s`;
  compare(
    `${storms}: lag of what was shown`,
    'ms',
    ms((m) => m.storm),
    { target: 'as it goes' },
  );
  compare(`${storms}: longest lag`, 'ms', (m) => m.storm.map((lags) => Math.max(...lags.ms)), {});
  compare(`${storms}: changes never shown`, '', (m) => m.storm.map((lags) => lags.missed), { target: '0' });
  compare(
    `${storms}: CPU per event`,
    's',
    cpu((m) => m.storm),
    { digits: 3 },
  );
  compare(`idle for ${sizes.idleSeconds} s`, '% of a core', (m) => m.idle, {
    target: 'under 0.3 %, minimal 0.15 %',
    digits: 2,
  });
  compare('memory of the extension host', 'MB', (m) => m.memory, {});
}

function tellActivations(): void {
  const file = process.env.DOCKHOUND_BENCH_ACTIVATIONS;
  if (!file || !existsSync(file)) return;
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const all = lines.map((line) => JSON.parse(line) as Activation);
  const tellOne = (what: string, of: (one: Activation) => number, target?: string) => {
    const [own = [], minimal = []] = subjects.map(({ name }) => all.filter((one) => one.name === name).map(of));
    report({
      ...{ group: 'activation', what, unit: 'ms', value: median(own) },
      reference: { name: 'minimal extension', value: median(minimal) },
      ...(target === undefined ? {} : { target }),
      note: spread(own, 1),
    });
  };
  tellOne('load the code and activate', (one) => one.loadMs + one.activateMs, 'under 50 ms');
  tellOne('of which: load the code', (one) => one.loadMs);
  tellOne('of which: activate', (one) => one.activateMs);
  tellOne('CPU of both', (one) => one.cpuMs);
}

function wanted(part: string): boolean {
  return !only || only.includes(part);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
