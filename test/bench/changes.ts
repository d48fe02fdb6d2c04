// Changes made from outside while a window looks: how long until each is shown, and what the extension host pays for it.
import type { BenchWindow, Shown } from './benchWindow';
import {
  type Change,
  createContainer,
  killContainer,
  pauseContainer,
  removeContainer,
  startContainer,
  unpauseContainer,
  watchEngine,
} from './engineLab';
import { cpuSeconds } from './processes';

export interface Lags {
  /** Milliseconds from the engine's time stamp to the page, for each change that was seen. */
  readonly ms: number[];
  readonly missed: number;
  /** Seconds of the extension host's CPU per change. */
  readonly cpu: number;
}

/** What a row says after an event. Both extensions use these words. */
const words: Readonly<Record<string, string>> = {
  start: 'running',
  die: 'exited',
  pause: 'paused',
  unpause: 'running',
  create: 'created',
  destroy: '',
};

/** Longer than VS Code holds changes back (200 ms), so that each stands for itself. */
const pauseMs = 700;

export async function startAndKill(window: BenchWindow, url: string, rounds: number): Promise<Lags> {
  const names = (await window.drawn()).slice(0, 4);
  return measured(window, url, ['start', 'die'], async () => {
    for (let round = 0; round < rounds; round++) {
      const name = names[round % names.length] ?? '';
      await startContainer(url, name);
      await sleep(pauseMs);
      await killContainer(url, name);
      await sleep(pauseMs);
    }
  });
}

export async function createAndRemove(window: BenchWindow, url: string, rounds: number): Promise<Lags> {
  return measured(window, url, ['create', 'destroy'], async () => {
    for (let round = 0; round < rounds; round++) {
      // Sorts before all others, so that its row is drawn.
      const name = `aa-${String(round).padStart(3, '0')}-visitor`;
      await createContainer(url, name);
      await sleep(pauseMs);
      await removeContainer(url, name);
      await sleep(pauseMs);
    }
  });
}

/** `count` events, one each `everyMs`, on a few rows in turn. */
export async function storm(window: BenchWindow, url: string, count: number, everyMs: number): Promise<Lags> {
  const names = (await window.drawn()).slice(0, 5);
  for (const name of names) await startContainer(url, name);
  await sleep(3000);
  try {
    return await measured(window, url, ['pause', 'unpause'], async () => {
      const began = Date.now();
      const calls: Promise<unknown>[] = [];
      for (let at = 0; at < count; at++) {
        const name = names[at % names.length] ?? '';
        const isPausing = Math.floor(at / names.length) % 2 === 0;
        calls.push(isPausing ? pauseContainer(url, name) : unpauseContainer(url, name));
        await sleep(Math.max(0, began + (at + 1) * everyMs - Date.now()));
      }
      await Promise.all(calls);
    });
  } finally {
    for (const name of names) await removeContainer(url, name);
    for (const name of names) await createContainer(url, name);
    await sleep(2000);
  }
}

async function measured(
  window: BenchWindow,
  url: string,
  actions: readonly string[],
  work: () => Promise<void>,
): Promise<Lags> {
  const events = await watchEngine(url);
  try {
    await window.record();
    const pid = window.extensionHost;
    const before = cpuSeconds(pid);
    await work();
    await sleep(1500);
    const spent = cpuSeconds(pid) - before;
    const changes = events.changes.filter(({ action }) => actions.includes(action));
    const { ms, missed } = lags(changes, await window.shown());
    return { ms, missed, cpu: spent / changes.length };
  } finally {
    events.close();
  }
}

/** For each change the first time after it, and before the next one of the same container, at which its row says so. */
function lags(changes: readonly Change[], shown: readonly Shown[]): { ms: number[]; missed: number } {
  const ms: number[] = [];
  let missed = 0;
  changes.forEach((change, index) => {
    const next = changes.slice(index + 1).find(({ name }) => name === change.name)?.at ?? Number.POSITIVE_INFINITY;
    const word = words[change.action] ?? '';
    const seen = shown.find(
      ({ name, text, at }) =>
        name === change.name && at >= change.at && at < next && (word === '' ? text === '' : text.includes(word)),
    );
    if (seen) ms.push(seen.at - change.at);
    else missed++;
  });
  return { ms, missed };
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
