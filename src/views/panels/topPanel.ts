// The host side of the processes panel: which containers are read, each on the engine of its node, and when.

import type { Cluster } from '../../../cluster/cluster';
import { panelError } from '../../../feeds/panelError';
import { type WantedSource, wantedSources } from '../../../feeds/stats/statsSources';
import type { Gap } from '../../../model/gap';
import { HumanError } from '../../../model/humanError';
import type { PanelTarget } from '../../../protocol/panel';
import { type TopContract, type TopOverview, type TopSource, topValidators } from '../../../protocol/top';
import { DisposableStore } from '../../../util/disposable';
import { type Slots, slots } from '../../../util/slots';
import type { PanelController, PanelDefinition, PanelLink } from '../panelController';
import { createTopReader, type TopReader } from './topReader';
import { findUnreaped } from './unreaped';

/** Changes of the picture come in bursts; the set of containers is looked at once per burst. */
const syncAfterMs = 50;
/** How often a node that was not reached is tried again while somebody looks. */
const tryAgainMs = 31_000;
/** Calls at a time to one engine: `ps` there costs as much as here. */
const callsPerEngine = 4;

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
  const targets = [link.target, ...also];
  const reads = new Map<string, Read>();
  const room = new Map<string, Slots>();
  const listening = new DisposableStore();
  let life = new AbortController();
  let empty: TopOverview['empty'];
  let gaps: readonly Gap[] = [];
  let visible = false;
  let paused = false;
  let trying: NodeJS.Timeout | undefined;
  let syncing: NodeJS.Timeout | undefined;

  const nodeOf = ({ far }: WantedSource) => (far ? cluster.get('node', far.nodeId) : undefined);
  const sourceOf = ({ wanted, reader }: Read): TopSource => {
    const node = nodeOf(wanted)?.name;
    const { containerId, name } = wanted;
    return { containerId, name, state: reader.state, ...(node === undefined ? {} : { node }) };
  };
  const overview = (): TopOverview => ({
    ...{ sources: [...reads.values()].map(sourceOf), paused, also },
    ...(empty ? { empty } : {}),
  });

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
        ...{ containerId, name },
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
    if (!cluster.info) return;
    const wanted = targets.map((target) => wantedSources(cluster, target, routes, 'processes'));
    const sources = new Map(wanted.flatMap((one) => one.sources).map((source) => [source.containerId, source]));
    const before = JSON.stringify([[...reads.keys()], empty]);
    for (const [id, { reader }] of reads) {
      if (sources.has(id)) continue;
      reader.dispose();
      reads.delete(id);
    }
    for (const source of sources.values())
      (reads.get(source.containerId) ?? add(source)).reader.sync(visible && !paused);
    empty = sources.size > 0 ? undefined : wanted.find((one) => one.empty)?.empty;
    if (JSON.stringify([[...reads.keys()], empty]) !== before) link.notify('overview', overview());
    const missing = wanted.flatMap((one) => one.gaps);
    if (JSON.stringify(missing) === JSON.stringify(gaps)) return;
    gaps = missing;
    link.setGaps(gaps);
  }

  async function begin(): Promise<void> {
    try {
      await cluster.ready(life.signal);
      sync();
    } catch (error) {
      if (life.signal.aborted) return;
      const { message, next } = panelError(error);
      empty = { why: message, ...(next === undefined ? {} : { next }) };
      link.notify('overview', overview());
    }
  }

  function syncSoon(): void {
    if (!visible) return;
    syncing ??= setTimeout(() => {
      syncing = undefined;
      sync();
    }, syncAfterMs);
  }

  /** Nodes that were not reached: when one is, `onDidChange` says so. */
  function tryNodes(again: boolean): void {
    for (const { id, name } of cluster.all('node')?.values() ?? []) {
      const node = cluster.get('node', id);
      const isMissed = gaps.some((gap) => gap.reason === 'otherNode' && gap.node === name);
      if (!node || !isMissed || routes.status(id).type !== 'failed' || !routes.knows(node)) continue;
      routes.engineFor(node, life.signal, { again }).catch((error: unknown) => link.log(String(error)));
    }
  }

  listening.add(cluster.onDidChange(syncSoon));
  listening.add(routes.onDidChange(syncSoon));

  return {
    handlers: {
      start: overview,
      setPaused(params) {
        paused = params.paused;
        sync();
        return null;
      },
      async findUnreaped({ containerId }) {
        const read = reads.get(containerId);
        if (!read) throw new HumanError('This container is not shown any more.');
        const engine = await engineOf(read.wanted, life.signal);
        return findUnreaped(engine, containerId, read.wanted.name, life.signal);
      },
    },
    setVisible(now) {
      if (visible === now) return;
      visible = now;
      if (now) {
        life = new AbortController();
        void begin();
        trying = setInterval(() => tryNodes(false), tryAgainMs);
      } else {
        clearInterval(trying);
        life.abort();
        for (const { reader } of reads.values()) reader.sync(false);
      }
    },
    retry() {
      tryNodes(true);
      for (const { reader } of reads.values()) reader.retry();
      void begin();
    },
    dispose() {
      life.abort();
      listening.dispose();
      clearTimeout(syncing);
      clearInterval(trying);
      for (const { reader } of reads.values()) reader.dispose();
    },
  };
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
