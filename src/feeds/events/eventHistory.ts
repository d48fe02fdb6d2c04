// The history of events: kept as long as the engine is the same, whoever looks, from what the picture hears anyway; with what
// the engine remembers and what other nodes tell while somebody does look.

import { type Clock, systemClock } from '../../cluster/clock';
import type { Cluster, ClusterStatus, Heard } from '../../cluster/cluster';
import type { NodeRoutes } from '../../cluster/nodeRoutes';
import { noiseActions } from '../../model/eventEntry';
import type { PanelError } from '../../protocol/rpc';
import { type Disposable, DisposableStore, toDisposable } from '../../util/disposable';
import { Emitter, type Event } from '../../util/emitter';
import { panelError } from '../panelError';
import { EventStore, type StoreLimits } from './eventStore';
import { createTrail } from './eventTrail';
import { createNodeFeeds } from './nodeFeeds';
import { createProbeHistory, type ProbeHistory } from './probeHistory';
import { createTaskChanges } from './taskChanges';

export type HistoryState =
  /** What the engine remembers is being read. */
  | { readonly type: 'loading' }
  | { readonly type: 'ready' }
  /** The past could not be read; what happens now is heard all the same. */
  | ({ readonly type: 'failed' } & PanelError);

export interface HistoryUse extends Disposable {
  /** Whether probes, attaching and the like are to be heard as well, which the picture leaves in the engine. */
  setNoise(on: boolean): void;
}

export interface EventHistory extends Disposable {
  readonly store: EventStore;
  readonly probes: ProbeHistory;
  readonly state: HistoryState;
  readonly onDidChangeState: Event<HistoryState>;
  /** Somebody looks, until disposed: reads the engine's own past once, and listens to connected nodes. Connects to nothing. */
  use(): HistoryUse;
  /** Reads again what could not be read. */
  retry(): void;
}

export interface EventHistoryOptions {
  readonly cluster: Cluster;
  readonly routes: Pick<NodeRoutes, 'status' | 'engineFor' | 'onDidChange'>;
  readonly log: (line: string) => void;
  readonly clock?: Clock;
  readonly limits?: StoreLimits;
}

/** Events that come before it is known which engine tells them. */
const mostPending = 2000;
const noiseAgainMs = 2000;

/** Costs nothing but the memory of what it hears until somebody looks. */
export function createEventHistory(options: EventHistoryOptions): EventHistory {
  const { cluster, routes, log } = options;
  const clock = options.clock ?? systemClock;
  const onError = (error: unknown) => log(`A listener of events failed: ${String(error)}`);
  const life = new DisposableStore();
  const store = new EventStore(onError, options.limits);
  const probes = life.add(createProbeHistory(clock, log));
  const tasks = createTaskChanges(cluster, store);
  const nodes = life.add(createNodeFeeds({ cluster, routes, store, probes, clock, log }));
  const states = life.add(new Emitter<HistoryState>(onError));
  const uses = new Set<{ noise: boolean }>();
  let trail = createTrail(store, () => cluster.info?.label ?? 'engine');
  let state: HistoryState = { type: 'loading' };
  let engineId: string | undefined;
  let pending: Heard[] = [];
  let session: AbortController | undefined;
  let joined: 'no' | 'under way' | 'yes' = 'no';
  let noise: AbortController | undefined;
  let noiseTimer: Disposable | undefined;

  function hear(heard: Heard): void {
    if (session) {
      take(heard);
      return;
    }
    if (pending[0] && pending[0].engine !== heard.engine) pending = [];
    if (pending.length < mostPending) pending.push(heard);
  }

  function take({ event, engine }: Heard): void {
    trail.heard(event);
    if (event.type === 'container' && event.action === 'health_status') probes.changed(event.id, engine);
  }

  function heedStatus(status: ClusterStatus): void {
    if (status.type !== 'live') {
      pending = [];
      if (!session) return;
      session.abort();
      session = undefined;
      joined = 'no';
      trail.lost();
      hushNoise();
      return;
    }
    if (session) return;
    if (engineId !== undefined && engineId !== status.info.id) forget();
    const again = engineId !== undefined;
    engineId = status.info.id;
    session = new AbortController();
    for (const heard of pending.splice(0)) take(heard);
    tasks.heed({ type: 'reset' });
    // What was missed is asked for at once: the engine will not remember it for long.
    if (again) join();
    sync();
  }

  function forget(): void {
    store.clear();
    probes.clear();
    tasks.forget();
    nodes.forget();
    trail = createTrail(store, () => cluster.info?.label ?? 'engine');
    engineId = undefined;
  }

  function join(): void {
    if (!session || joined !== 'no') return;
    const { signal } = session;
    joined = 'under way';
    become({ type: 'loading' });
    const read = async () => trail.join(await cluster.engine(signal), signal);
    read().then(
      () => {
        if (signal.aborted) return;
        joined = 'yes';
        become({ type: 'ready' });
      },
      (error: unknown) => {
        if (signal.aborted) return;
        joined = 'no';
        log(`The past events could not be read: ${String(error)}`);
        become({ type: 'failed', ...panelError(error) });
      },
    );
  }

  function become(next: HistoryState): void {
    state = next;
    states.fire(next);
  }

  function sync(): void {
    const active = uses.size > 0 && session !== undefined;
    const wantsNoise = active && [...uses].some((use) => use.noise);
    if (active && state.type !== 'failed') join();
    nodes.listen({ active, noise: wantsNoise });
    if (wantsNoise && !noise) hearNoise();
    if (!wantsNoise) hushNoise();
  }

  /** The picture's own stream leaves these in the engine; this one brings nothing else. */
  function hearNoise(): void {
    const own = new AbortController();
    noise = own;
    const listen = async () => {
      const engine = await cluster.engine(own.signal);
      const onOpen = () => {
        trail.join(engine, own.signal).catch((error: unknown) => {
          if (!own.signal.aborted) log(`The past events could not be read: ${String(error)}`);
        });
      };
      for await (const event of engine.events({ actions: noiseActions, onOpen }, own.signal)) {
        if (own.signal.aborted) return;
        trail.heard(event);
      }
    };
    listen()
      .catch((error: unknown) => {
        if (!own.signal.aborted) log(`Events of probes could not be heard: ${String(error)}`);
      })
      .finally(() => {
        if (noise !== own) return;
        noiseTimer = clock.setTimeout(() => {
          if (noise !== own) return;
          noise = undefined;
          sync();
        }, noiseAgainMs);
      });
  }

  function hushNoise(): void {
    noise?.abort();
    noise = undefined;
    noiseTimer?.dispose();
  }

  life.add(cluster.onDidHear(hear));
  life.add(cluster.onDidChangeStatus(heedStatus));
  life.add(cluster.onDidChange((change) => session && tasks.heed(change)));
  heedStatus(cluster.status);

  return {
    store,
    probes,
    get state() {
      return state;
    },
    onDidChangeState: states.event,
    use() {
      const own = { noise: false };
      uses.add(own);
      sync();
      const ending = toDisposable(() => {
        uses.delete(own);
        sync();
      });
      return {
        setNoise(on) {
          own.noise = on;
          sync();
        },
        dispose: () => ending.dispose(),
      };
    },
    retry() {
      if (state.type === 'failed') become({ type: 'loading' });
      sync();
    },
    dispose() {
      session?.abort();
      session = undefined;
      uses.clear();
      hushNoise();
      life.dispose();
    },
  };
}
