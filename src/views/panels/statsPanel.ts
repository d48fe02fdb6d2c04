// The host side of the stats panel: measures what is visible, keeps the history, passes each sample on.

import type { Cluster } from '../../cluster/cluster';
import { panelError } from '../../feeds/panelError';
import { createStatsMeter, type FarContainer, type StatsMeter } from '../../feeds/stats/statsMeter';
import { type WantedSource, wantedSources } from '../../feeds/stats/statsSources';
import type { Gap } from '../../model/gap';
import { HumanError } from '../../model/humanError';
import type { StatsSample } from '../../model/statsSample';
import type { SwarmNode } from '../../model/swarmNode';
import type { PanelTarget } from '../../protocol/panel';
import { type StatsContract, type StatsOverview, statsValidators } from '../../protocol/stats';
import { DisposableStore } from '../../util/disposable';
import type { PanelController, PanelDefinition, PanelLink } from './panelController';

/** Changes of the picture come in bursts; the set of containers is looked at once per burst. */
const syncAfterMs = 50;
/** How often a node that was not reached is tried again while somebody looks. */
const tryAgainMs = 31_000;

export const statsPanel: PanelDefinition<StatsContract> = {
  validators: statsValidators,
  create: (link) => createStatsController(link),
};

interface Measured {
  readonly name: string;
  readonly meter: StatsMeter;
}

function createStatsController(link: PanelLink<StatsContract>): PanelController<StatsContract> {
  const { cluster, routes, target } = link;
  const measured = new Map<string, Measured>();
  let empty: StatsOverview['empty'];
  let gaps: readonly Gap[] = [];
  let visible = false;
  let trying: NodeJS.Timeout | undefined;
  let syncing: NodeJS.Timeout | undefined;
  let life = new AbortController();

  function overview(): StatsOverview {
    const sources = [...measured].map(([containerId, { name, meter }]) => ({ containerId, name, state: meter.state }));
    return { sources, ...(empty ? { empty } : {}) };
  }

  function add({ containerId, name, far }: WantedSource): Measured {
    const listener = {
      sample: (sample: StatsSample) => link.notify('sample', { containerId, sample }),
      changed: () => link.notify('overview', overview()),
      log: link.log,
    };
    const meter = createStatsMeter(cluster, containerId, name, listener, far && farContainer(link, far));
    const one = { name, meter };
    measured.set(containerId, one);
    return one;
  }

  function sync(): void {
    if (!cluster.info) return;
    const wanted = wantedSources(cluster, target, routes);
    const before = JSON.stringify([[...measured.keys()], empty]);
    const keep = new Set(wanted.sources.map((source) => source.containerId));
    for (const [id, { meter }] of measured) {
      if (keep.has(id)) continue;
      meter.dispose();
      measured.delete(id);
    }
    for (const source of wanted.sources) (measured.get(source.containerId) ?? add(source)).meter.sync(visible);
    empty = wanted.empty;
    if (JSON.stringify([[...measured.keys()], empty]) !== before) link.notify('overview', overview());
    if (JSON.stringify(wanted.gaps) !== JSON.stringify(gaps)) {
      gaps = wanted.gaps;
      link.setGaps(gaps);
    }
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
  function tryAgain(again: boolean): void {
    for (const node of farNodes(cluster, target)) {
      if (routes.status(node.id).type !== 'failed' || !routes.knows(node)) continue;
      routes.engineFor(node, life.signal, { again }).catch((error: unknown) => link.log(String(error)));
    }
  }

  const listening = new DisposableStore();
  listening.add(cluster.onDidChange(syncSoon));
  listening.add(routes.onDidChange(syncSoon));

  return {
    handlers: {
      start: () => ({
        ...overview(),
        history: Object.fromEntries([...measured].map(([id, { meter }]) => [id, meter.history])),
      }),
    },
    setVisible(now) {
      if (visible === now) return;
      visible = now;
      if (now) {
        life = new AbortController();
        void begin();
        trying = setInterval(() => tryAgain(false), tryAgainMs);
      } else {
        clearInterval(trying);
        life.abort();
        for (const { meter } of measured.values()) meter.sync(false);
      }
    },
    retry() {
      tryAgain(true);
      for (const { meter } of measured.values()) meter.retry();
      void begin();
    },
    dispose() {
      life.abort();
      listening.dispose();
      clearTimeout(syncing);
      clearInterval(trying);
      for (const { meter } of measured.values()) meter.dispose();
    },
  };
}

function farContainer(
  { cluster, routes }: PanelLink<StatsContract>,
  { nodeId, taskId }: NonNullable<WantedSource['far']>,
): FarContainer {
  return {
    node: cluster.get('node', nodeId)?.name ?? nodeId,
    engine(signal) {
      const node = cluster.get('node', nodeId);
      if (!node) throw new HumanError(`The node ${nodeId} is not known any more.`, 'Refresh.');
      return routes.engineFor(node, signal);
    },
    runs: () => cluster.get('task', taskId)?.state === 'running',
  };
}

function farNodes(cluster: Cluster, { kind, id }: PanelTarget): readonly SwarmNode[] {
  const tasks = [...(cluster.all('task')?.values() ?? [])].filter((task) =>
    kind === 'service' ? task.serviceId === id && task.desiredState === 'running' : kind === 'task' && task.id === id,
  );
  const ids = new Set(tasks.flatMap(({ nodeId }) => nodeId ?? []));
  return [...ids].flatMap((nodeId) => cluster.get('node', nodeId) ?? []);
}
