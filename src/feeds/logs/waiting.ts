// Waits for something to happen to the cluster; every wait ends with its signal.

import type { Cluster } from '../../cluster/cluster';
import type { Engine } from '../../engine/engine';
import type { Event } from '../../util/emitter';
import { type ContainerRun, isAlive, readRun } from './containerRun';

/** Resolves after this time; rejects when the signal fires. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    if (signal.aborted) return fail(signal.reason);
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      done();
    }, ms);
    const stop = () => {
      clearTimeout(timer);
      fail(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** Resolves when the engine is reached again after it was away (at once when it never was); also when the signal fires. */
export async function clusterLive(cluster: Cluster, signal: AbortSignal): Promise<void> {
  // The picture may learn of a broken connection a little later than a stream does.
  await pause(settleMs, signal).catch(() => undefined);
  while (!signal.aborted && cluster.status.type !== 'live') await next(cluster.onDidChangeStatus, signal);
}

/** Resolves with the next run of this container, or undefined when it is removed; rejects when the signal fires. */
export async function containerRuns(
  cluster: Cluster,
  engine: Engine,
  id: string,
  signal: AbortSignal,
): Promise<ContainerRun | undefined> {
  for (;;) {
    // Listen first, then look, so that nothing falls in between.
    const touched = nextTouch(cluster, id, signal);
    const run = await readRun(engine, id, signal);
    if (!run || isAlive(run)) return run;
    await touched;
    signal.throwIfAborted();
  }
}

const settleMs = 1000;

async function nextTouch(cluster: Cluster, id: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const change = await next(cluster.onDidChange, signal);
    if (change === undefined || change.type === 'reset') return;
    if (change.type === 'patch' && change.objects.some((object) => object.kind === 'container' && object.id === id))
      return;
  }
}

/** The next value; undefined when the signal fires first. */
function next<T>(event: Event<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((done) => {
    if (signal.aborted) return done(undefined);
    const stop = () => {
      listening.dispose();
      done(undefined);
    };
    const listening = event((value) => {
      listening.dispose();
      signal.removeEventListener('abort', stop);
      done(value);
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}
