// The host side of the stats panel: measures what is visible, keeps the history, passes each sample on.

import type { Gap } from '../../model/gap';
import type { StatsSample } from '../../model/statsSample';
import { type StatsContract, type StatsOverview, statsValidators } from '../../protocol/stats';
import type { PanelController, PanelDefinition, PanelLink } from './panelController';
import { panelError } from './panelController';
import { createStatsMeter, type StatsMeter } from './statsMeter';
import { wantedSources } from './statsSources';

/** Changes of the picture come in bursts; the set of containers is looked at once per burst. */
const syncAfterMs = 50;

export const statsPanel: PanelDefinition<StatsContract> = {
  validators: statsValidators,
  create: (link) => createStatsController(link),
};

interface Measured {
  readonly name: string;
  readonly meter: StatsMeter;
}

function createStatsController(link: PanelLink<StatsContract>): PanelController<StatsContract> {
  const { cluster, target } = link;
  const measured = new Map<string, Measured>();
  let empty: StatsOverview['empty'];
  let gaps: readonly Gap[] = [];
  let visible = false;
  let syncing: NodeJS.Timeout | undefined;
  let life = new AbortController();

  function overview(): StatsOverview {
    const sources = [...measured].map(([containerId, { name, meter }]) => ({ containerId, name, state: meter.state }));
    return { sources, ...(empty ? { empty } : {}) };
  }

  function add(containerId: string, name: string): Measured {
    const meter = createStatsMeter(cluster, containerId, name, {
      sample: (sample: StatsSample) => link.notify('sample', { containerId, sample }),
      changed: () => link.notify('overview', overview()),
      log: link.log,
    });
    const one = { name, meter };
    measured.set(containerId, one);
    return one;
  }

  function sync(): void {
    if (!cluster.info) return;
    const wanted = wantedSources(cluster, target);
    const before = JSON.stringify([[...measured.keys()], empty]);
    const keep = new Set(wanted.sources.map((source) => source.containerId));
    for (const [id, { meter }] of measured) {
      if (keep.has(id)) continue;
      meter.dispose();
      measured.delete(id);
    }
    for (const { containerId, name } of wanted.sources) {
      (measured.get(containerId) ?? add(containerId, name)).meter.sync(visible);
    }
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

  const listening = cluster.onDidChange(() => {
    if (!visible) return;
    syncing ??= setTimeout(() => {
      syncing = undefined;
      sync();
    }, syncAfterMs);
  });

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
      } else {
        life.abort();
        for (const { meter } of measured.values()) meter.sync(false);
      }
    },
    retry() {
      for (const { meter } of measured.values()) meter.retry();
      void begin();
    },
    dispose() {
      life.abort();
      listening.dispose();
      clearTimeout(syncing);
      for (const { meter } of measured.values()) meter.dispose();
    },
  };
}
