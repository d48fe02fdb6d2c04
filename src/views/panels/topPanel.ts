// The host side of the processes panel: which containers are read, each on the engine of its node, and when.

import type { Cluster } from '../../cluster/cluster';
import { createTopReader, type TopReader } from '../../feeds/processes/topReader';
import { findUnreaped } from '../../feeds/processes/unreaped';
import { type WantedSource, wantedSources } from '../../feeds/stats/statsSources';
import { whileSeen } from '../../feeds/whileSeen';
import { type Gap, isOfOtherNode } from '../../model/gap';
import { HumanError } from '../../model/humanError';
import type { PanelTarget } from '../../protocol/panel';
import { type TopContract, type TopOverview, type TopSource, topValidators } from '../../protocol/top';
import { type Slots, slots } from '../../util/slots';
import type { PanelController, PanelDefinition, PanelLink } from './panelController';

/** Calls at a time to one engine: `ps` there costs as much as here. */
const callsPerEngine = 4;
/** From the beginning of one reading of a container to the beginning of the next, where there are few. */
const readEveryMs = 2000;
/** Many containers are read less often, so that an engine is asked no more than this. */
const readingsPerSecond = 10;

/** `also`: the other objects of a multiple selection. */
export function topPanel(also: readonly PanelTarget[]): PanelDefinition<TopContract> {
  return { validators: topValidators, others: also.length, create: (link) => createTopController(link, also) };
}

interface Read {
  readonly wanted: WantedSource;
  readonly reader: TopReader;
}

function createTopController(link: PanelLink<TopContract>, also: readonly PanelTarget[]): PanelController<TopContract> {
  const { cluster, routes } = link;
  const reads = new Map<string, Read>();
  const room = new Map<string, Slots>();
  /** Ids in the order of what they stand for, so that a slot keeps its place when its task is replaced. */
  let order: readonly string[] = [];
  let closed: ReadonlySet<string> = new Set();
  let empty: TopOverview['empty'];
  let gaps: readonly Gap[] = [];
  let paused = false;
  const watch = whileSeen({
    ...{ cluster, routes, sync, log: link.log },
    stop: () => {
      for (const { reader } of reads.values()) reader.sync(false);
    },
    failed(error) {
      empty = { why: error.message, ...(error.next === undefined ? {} : { next: error.next }) };
      link.notify('overview', overview());
    },
    wanted: () => [...(cluster.all('node')?.values() ?? [])].filter((node) => isMissed(node.name)),
  });

  const isMissed = (node: string) => gaps.some((gap) => isOfOtherNode(gap) && gap.node === node);
  const nodeOf = ({ far }: WantedSource) => (far ? cluster.get('node', far.nodeId) : undefined);
  const sourceOf = ({ wanted, reader }: Read): TopSource => {
    const node = nodeOf(wanted)?.name;
    const { containerId, name } = wanted;
    return { containerId, name, state: reader.state, ...(node === undefined ? {} : { node }) };
  };

  function overview(): TopOverview {
    const sources = order.flatMap((id) => reads.get(id) ?? []).map(sourceOf);
    return { sources, everyMs: everyMs(), paused, also, ...(empty ? { empty } : {}) };
  }

  function everyMs(): number {
    const running = [...reads].filter(([id, { reader }]) => !closed.has(id) && reader.state.type !== 'ended').length;
    return Math.max(readEveryMs, Math.ceil(running / readingsPerSecond) * 1000);
  }

  async function engineOf(wanted: WantedSource, signal: AbortSignal) {
    if (!wanted.far) return cluster.engine(signal);
    const node = nodeOf(wanted);
    if (!node) throw new HumanError(`The node ${wanted.far.nodeId} is not known any more.`, 'Refresh.');
    return routes.engineFor(node, signal);
  }

  function add(wanted: WantedSource): Read {
    const { containerId, name, far } = wanted;
    const place = far?.nodeId ?? '';
    const slot = room.get(place) ?? slots(callsPerEngine);
    room.set(place, slot);
    const read: Read = {
      wanted,
      reader: createTopReader({
        ...{ containerId, name, everyMs },
        engine: (signal) => engineOf(wanted, signal),
        ended: () => endedWords(cluster, wanted),
        enter: (signal) => slot.enter(signal),
        changed: () => reads.has(containerId) && link.notify('source', sourceOf(read)),
        log: link.log,
      }),
    };
    reads.set(containerId, read);
    return read;
  }

  function sync(): void {
    const targets = [link.target, ...also].flatMap((target) => partsOf(cluster, target));
    const wanted = targets.map((target) => wantedSources(cluster, target, routes, 'processes'));
    const sources = new Map(wanted.flatMap((one) => one.sources).map((source) => [source.containerId, source]));
    const before = shape();
    for (const [id, { reader }] of reads) {
      if (sources.has(id)) continue;
      reader.dispose();
      reads.delete(id);
    }
    for (const source of sources.values()) {
      const { reader } = reads.get(source.containerId) ?? add(source);
      reader.sync(watch.seen && !paused && !closed.has(source.containerId));
    }
    order = [...sources.keys()];
    empty = sources.size > 0 ? undefined : (wanted.find((one) => one.empty)?.empty ?? nothingIn(link.target));
    if (shape() !== before) link.notify('overview', overview());
    const missing = wanted.flatMap((one) => one.gaps);
    if (JSON.stringify(missing) === JSON.stringify(gaps)) return;
    gaps = missing;
    link.setGaps(gaps);
  }

  /** What the overview tells beside the readings. */
  const shape = () => JSON.stringify([order, empty, everyMs()]);

  return {
    handlers: {
      start: overview,
      setPaused(params) {
        paused = params.paused;
        if (cluster.info) sync();
        return null;
      },
      setClosed({ containerIds }) {
        closed = new Set(containerIds);
        if (cluster.info) sync();
        return null;
      },
      async findUnreaped({ containerId }) {
        const read = reads.get(containerId);
        if (!read) throw new HumanError('This container is not shown any more.');
        const engine = await engineOf(read.wanted, watch.signal);
        return findUnreaped(engine, containerId, read.wanted.name, watch.signal);
      },
    },
    setVisible: watch.setSeen,
    retry() {
      for (const { reader } of reads.values()) reader.retry();
      watch.retry();
    },
    dispose() {
      watch.dispose();
      for (const { reader } of reads.values()) reader.dispose();
    },
  };
}

/** A stack stands for its services, a Compose project for its containers; whatever else is meant stands for itself. */
function partsOf(cluster: Cluster, target: PanelTarget): readonly PanelTarget[] {
  const { kind, name } = target;
  const parts =
    kind === 'stack'
      ? [...(cluster.all('service')?.values() ?? [])].filter((service) => service.stack === name)
      : kind === 'project'
        ? [...(cluster.all('container')?.values() ?? [])].filter((one) => one.composeProject === name)
        : [target];
  return parts
    .map((part): PanelTarget => ({ kind: part.kind, id: part.id, name: part.name }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function nothingIn({ kind, name }: PanelTarget): TopOverview['empty'] {
  if (kind === 'project') return { why: `No container of the Compose project ${name} is known.`, next: 'Refresh.' };
  return { why: `No service of the ${kind} ${name} is known.`, next: 'Connect to a manager of the swarm.' };
}

/** Why a container has no processes, as far as the picture knows. */
function endedWords(cluster: Cluster, { containerId, name, far }: WantedSource): string | undefined {
  if (far) {
    const { state } = cluster.get('task', far.taskId) ?? {};
    return state === 'running' ? undefined : `${name} runs no more.`;
  }
  const container = cluster.get('container', containerId);
  if (!container) return cluster.all('container') ? `${name} was removed.` : undefined;
  switch (container.state) {
    case 'running':
    case 'paused':
    case 'unknown':
      return undefined;
    case 'created':
      return `${name} has not been started, so it has no processes. They appear here when it runs.`;
    case 'exited': {
      const code = container.exitCode === undefined ? '' : ` with code ${container.exitCode}`;
      return `${name} exited${code}, so it has no processes. They appear here when it runs again.`;
    }
    case 'restarting':
    case 'removing':
    case 'dead':
      return `${name} is ${container.state}, so it has no processes.`;
  }
}
