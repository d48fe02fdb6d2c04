// Follows the stats of everything that some objects stand for: who joins and leaves, who streams and who takes turns.

import type { Cluster } from '../../cluster/cluster';
import type { NodeRoutes } from '../../cluster/nodeRoutes';
import type { Engine } from '../../engine/engine';
import type { Gap } from '../../model/gap';
import { HumanError } from '../../model/humanError';
import type { StatsMark, StatsSample } from '../../model/statsSample';
import type { PanelTarget } from '../../protocol/panel';
import { recentReadings, type StatsOverview, type StatsPast, type StatsSource } from '../../protocol/stats';
import type { Disposable } from '../../util/disposable';
import { whileSeen } from '../whileSeen';
import { endedWords } from './endedWords';
import { createFarContainers, farNodes, type PlacedSource } from './farContainers';
import type { StatsBook, StatsMemory } from './statsBook';
import { createMarkFeed, type MarkFeed } from './statsMarks';
import { createStatsMeter, type StatsMeter } from './statsMeter';
import { liveAtMost, type StatsPlan, statsPlan } from './statsPlan';
import { createStatsRounds } from './statsRounds';
import { type WantedSources, wantedSources } from './statsSources';

/** What left stays in sight so long, greyed. */
const leftForMs = 10 * 60_000;
const leftAtMost = 50;
/** Marks of containers that are not followed yet: a new task's start comes before the task is known. */
const looseMarks = 300;

export interface StatsFollowerOptions {
  readonly cluster: Cluster;
  readonly routes: NodeRoutes;
  readonly targets: readonly [PanelTarget, ...PanelTarget[]];
  readonly book: StatsBook;
  overview(overview: StatsOverview): void;
  sample(containerId: string, sample: StatsSample): void;
  mark(containerId: string, mark: StatsMark): void;
  gaps(gaps: readonly Gap[]): void;
  log(line: string): void;
}

export interface StatsFollower extends Disposable {
  overview(): StatsOverview;
  recent(): Readonly<Record<string, readonly StatsSample[]>>;
  history(containerIds: readonly string[]): Readonly<Record<string, StatsPast>>;
  /** What is drawn and in sight; decides who streams. */
  look(seen: Seen): void;
  setVisible(visible: boolean): void;
  retry(): void;
}

export interface Seen {
  readonly charted: readonly string[];
  readonly inSight: readonly string[];
}

interface Followed {
  readonly wanted: PlacedSource;
  readonly meter: StatsMeter;
  readonly memory: StatsMemory;
  leftAt?: number;
}

export function createStatsFollower(options: StatsFollowerOptions): StatsFollower {
  const { cluster, routes, targets, book, log } = options;
  const [target, ...also] = targets;
  const followed = new Map<string, Followed>();
  /** By the node's id; the engine in hand is ''. */
  const feeds = new Map<string, MarkFeed>();
  const loose: { readonly id: string; readonly mark: StatsMark }[] = [];
  let wanted: Pick<WantedSources, 'gaps' | 'missing' | 'empty'> = { gaps: [], missing: [] };
  let failure: StatsOverview['empty'];
  let seen: Seen = { charted: [], inSight: [] };
  let plan: StatsPlan = statsPlan([], seen);
  let told = '';
  let telling: NodeJS.Timeout | undefined;
  const rounds = createStatsRounds(async (id, signal) => followed.get(id)?.meter.read(signal));
  const far = createFarContainers({ routes, log, changed: () => watch.seen && cluster.info && sync() });
  const endOf = (source: PlacedSource) => endedWords(cluster, source, far.of);
  const watch = whileSeen({
    ...{ cluster, routes, sync, log },
    stop() {
      far.set([]);
      rounds.set([], 0);
      for (const { meter } of followed.values()) meter.sync('rest');
      for (const feed of feeds.values()) feed.set(false);
    },
    failed(error) {
      failure = { why: error.message, ...(error.next === undefined ? {} : { next: error.next }) };
      tell();
    },
    wanted: () => wanted.missing.flatMap(({ nodeId }) => cluster.get('node', nodeId) ?? []),
  });

  function overview(): StatsOverview {
    const empty = followed.size > 0 ? undefined : (failure ?? wanted.empty);
    return {
      sources: [...followed.values()].map(sourceOf),
      missing: wanted.missing,
      pace: { live: plan.live.size, inTurn: plan.inTurn.length, everyMs: plan.everyMs },
      many: also.length > 0 || (target.kind !== 'container' && target.kind !== 'task'),
      also,
      ...(empty ? { empty } : {}),
    };
  }

  function sourceOf({ wanted: { containerId, name, far }, meter, leftAt }: Followed): StatsSource {
    const nodeId = far?.nodeId ?? cluster.info?.swarm.nodeId;
    const node = nodeId === undefined ? undefined : cluster.get('node', nodeId)?.name;
    return {
      ...{ containerId, name, state: meter.state },
      ...(node === undefined ? {} : { node }),
      ...(leftAt === undefined ? {} : { leftAt: new Date(leftAt).toISOString() }),
    };
  }

  /** Many states change together when a panel opens: told once. */
  function tell(): void {
    telling ??= setTimeout(() => {
      telling = undefined;
      const now = overview();
      const text = JSON.stringify(now);
      if (text === told) return;
      told = text;
      options.overview(now);
    }, 0);
  }

  async function engineOf({ far }: PlacedSource, signal: AbortSignal): Promise<Engine> {
    if (!far) return cluster.engine(signal);
    const node = cluster.get('node', far.nodeId);
    if (!node) throw new HumanError(`The node ${far.nodeId} is not known any more.`, 'Refresh.');
    return routes.engineFor(node, signal);
  }

  function add(source: PlacedSource): Followed {
    const { containerId, name, far } = source;
    const memory = book.of(containerId);
    const node = far && (cluster.get('node', far.nodeId)?.name ?? far.nodeId);
    const meter = createStatsMeter({
      ...{ containerId, name, memory, log },
      who: node === undefined ? 'the engine' : `the engine of node ${node}`,
      engine: (signal) => engineOf(source, signal),
      ended: () => endOf(source),
      sample(sample) {
        book.of(containerId);
        options.sample(containerId, sample);
      },
      changed: tell,
    });
    const one: Followed = { wanted: source, meter, memory };
    followed.set(containerId, one);
    for (const { id, mark } of loose) if (id === containerId) memory.mark(mark);
    return one;
  }

  function takeMark(place: string, id: string, mark: StatsMark): void {
    if (mark.kind === 'started' || mark.kind === 'restarted' || mark.kind === 'ended') far.touch(place);
    const one = followed.get(id);
    if (one?.memory.mark(mark)) options.mark(id, mark);
    if (one) return;
    loose.push({ id, mark });
    if (loose.length > looseMarks) loose.shift();
  }

  function sync(): void {
    const found = targets.map((one) => wantedSources(cluster, one, routes));
    const beside = targets.map((one) => farNodes(cluster, one, routes, far));
    if (watch.seen) far.set([...new Set(beside.flatMap(({ nodes }) => nodes))]);
    const placed = [...found, ...beside].flatMap((one): readonly PlacedSource[] => one.sources);
    const sources = new Map(placed.map((one) => [one.containerId, one]));
    // What is known of a node's tasks says more than that nothing is known.
    const missing = [...beside, ...found].flatMap((one) => one.missing);
    const empty = found.find((one) => one.empty)?.empty;
    const named = new Set(found.flatMap((one) => one.missing).map(({ nodeId }) => nodeId));
    const unnamed = beside.flatMap((one) => one.missing).filter(({ nodeId }) => !named.has(nodeId));
    wanted = {
      gaps: [
        ...found.flatMap(({ gaps }) => gaps),
        ...unnamed.map(({ node, message }): Gap => ({ part: 'stats', node, reason: 'otherNode', message })),
      ],
      missing: [...new Map(missing.map((one) => [one.nodeId, one])).values()],
      ...(empty ? { empty } : {}),
    };
    failure = undefined;
    for (const source of sources.values()) delete (followed.get(source.containerId) ?? add(source)).leftAt;
    dropLeft(sources);
    steer();
    options.gaps(wanted.gaps);
  }

  function dropLeft(ids: ReadonlyMap<string, unknown>): void {
    const now = Date.now();
    const left = [...followed].filter(([id]) => !ids.has(id));
    for (const [, one] of left) one.leftAt ??= now;
    left.sort(([, a], [, b]) => (b.leftAt ?? 0) - (a.leftAt ?? 0));
    for (const [i, [id, one]] of left.entries()) {
      // What never told anything leaves nothing to look at.
      const isOver =
        now - (one.leftAt ?? now) > leftForMs || i >= leftAtMost || one.memory.history.samples.length === 0;
      if (!isOver) continue;
      one.meter.dispose();
      followed.delete(id);
    }
  }

  /** Who streams, who takes turns, and whose events are heard. */
  function steer(): void {
    const here = [...followed].filter(([, one]) => one.leftAt === undefined);
    const runs = here.filter(([, { wanted: source }]) => endOf(source) === undefined);
    plan = statsPlan(
      runs.map(([id]) => id),
      seen,
    );
    const inTurn = new Set(plan.inTurn);
    for (const [id, { meter }] of followed) {
      meter.sync(!watch.seen ? 'rest' : plan.live.has(id) ? 'live' : inTurn.has(id) ? 'inTurn' : 'rest');
    }
    rounds.set(watch.seen ? plan.inTurn : [], plan.everyMs);
    const places = new Map(here.map(([, { wanted: source }]) => [source.far?.nodeId ?? '', source]));
    for (const [place, source] of places) {
      if (!feeds.has(place)) {
        const engine = (signal: AbortSignal) => engineOf(source, signal);
        const onMark = (id: string, mark: StatsMark) => takeMark(place, id, mark);
        feeds.set(place, createMarkFeed({ engine, onMark, log }));
      }
    }
    for (const [place, feed] of feeds) feed.set(watch.seen && places.has(place));
    tell();
  }

  return {
    overview,
    recent: () =>
      Object.fromEntries([...followed].map(([id, { memory }]) => [id, memory.history.samples.slice(-recentReadings)])),
    history: (ids) =>
      Object.fromEntries(
        ids.flatMap((id) => {
          const memory = followed.get(id)?.memory;
          return memory ? [[id, { samples: memory.history.samples, marks: memory.marks }]] : [];
        }),
      ),
    look(now) {
      seen = now;
      if (followed.size > liveAtMost) steer();
    },
    setVisible: (visible) => watch.setSeen(visible),
    retry() {
      for (const { meter } of followed.values()) meter.retry();
      watch.retry();
    },
    dispose() {
      clearTimeout(telling);
      watch.dispose();
      far.dispose();
      rounds.dispose();
      for (const feed of feeds.values()) feed.dispose();
      for (const { meter } of followed.values()) meter.dispose();
    },
  };
}
