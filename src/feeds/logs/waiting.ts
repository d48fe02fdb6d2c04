// Waits for something to happen to the cluster; every wait ends with its signal.

import type { Cluster } from '../../cluster/cluster';
import { DisposableStore } from '../../util/disposable';
import type { Event } from '../../util/emitter';
import { pause } from '../../util/pause';
import type { RunEvents } from './runEvents';

/** Resolves when the engine is reached again after it was away (at once when it never was); also when the signal fires. */
export async function clusterLive(cluster: Cluster, signal: AbortSignal): Promise<void> {
  // The picture may learn of a broken connection a little later than a stream does.
  await pause(settleMs, signal).catch(() => undefined);
  while (!signal.aborted && cluster.status.type !== 'live') await next(cluster.onDidChangeStatus, signal);
}

/** Resolves when the picture or the container's engine tells of it; also when the signal fires. */
export function containerTouched(
  cluster: Cluster,
  events: Pick<RunEvents, 'onDidChange'>,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((done) => {
    const life = new DisposableStore();
    const over = () => {
      life.dispose();
      signal.removeEventListener('abort', over);
      done();
    };
    if (signal.aborted) return done();
    signal.addEventListener('abort', over, { once: true });
    life.add(events.onDidChange((changed) => changed === id && over()));
    life.add(
      cluster.onDidChange((change) => {
        if (change.type === 'reset') return over();
        if (change.type === 'patch' && change.objects.some((object) => object.kind === 'container' && object.id === id))
          over();
      }),
    );
  });
}

const settleMs = 1000;

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
