// The host side of the stats panel: passes on what is measured, in bundles, and what the view looks at.

import type { StatsBook } from '../../feeds/stats/statsBook';
import { createStatsFollower } from '../../feeds/stats/statsFollower';
import { isOfOtherNode } from '../../model/gap';
import type { PanelTarget } from '../../protocol/panel';
import { type StatsContract, statsValidators } from '../../protocol/stats';
import type { PanelController, PanelDefinition, PanelLink } from './panelController';
import type { StatsSettings } from './statsSettings';

/** Readings of many containers come at any time: told together, so that a page draws less often than they come. */
const bundleMs = 250;

/** `also`: the other objects of a multiple selection. `book`: what was measured in this window. */
export function statsPanel(
  also: readonly PanelTarget[],
  book: StatsBook,
  settings: StatsSettings,
): PanelDefinition<StatsContract> {
  return {
    validators: statsValidators,
    others: also.length,
    create: (link) => createStatsController(link, also, book, settings),
  };
}

function createStatsController(
  link: PanelLink<StatsContract>,
  also: readonly PanelTarget[],
  book: StatsBook,
  settings: StatsSettings,
): PanelController<StatsContract> {
  const { cluster, routes, target, log } = link;
  let bundle: StatsContract['notices']['samples'][number][] = [];
  let sending: NodeJS.Timeout | undefined;
  let gaps = '';
  const follower = createStatsFollower({
    ...{ cluster, routes, targets: [target, ...also], book, log },
    overview: (overview) => link.notify('overview', overview),
    mark: (containerId, mark) => link.notify('mark', { containerId, mark }),
    sample(containerId, sample) {
      bundle.push({ containerId, sample });
      sending ??= setTimeout(() => {
        sending = undefined;
        link.notify('samples', bundle);
        bundle = [];
      }, bundleMs);
    },
    gaps(found) {
      // A table has rows for them.
      const isTold = follower.overview().many && follower.overview().sources.length > 0;
      const own = isTold ? found.filter((gap) => !isOfOtherNode(gap)) : found;
      if (JSON.stringify(own) === gaps) return;
      gaps = JSON.stringify(own);
      link.setGaps(own);
    },
  });
  const listening = settings.onThresholds(() => link.notify('thresholds', settings.thresholds()));

  return {
    handlers: {
      start() {
        // What waits is in what is answered.
        bundle = [];
        return { ...follower.overview(), recent: follower.recent(), thresholds: settings.thresholds() };
      },
      history: ({ containerIds }) => follower.history(containerIds),
      look(seen) {
        follower.look(seen);
        return null;
      },
      connectNode({ nodeId }) {
        const node = { kind: 'node', id: nodeId };
        // It asks the person, and says itself what fails.
        link.execute('dockhound.node.connect', node).catch((error: unknown) => log(String(error)));
        return null;
      },
    },
    setVisible: (visible) => follower.setVisible(visible),
    retry: () => follower.retry(),
    dispose() {
      clearTimeout(sending);
      listening.dispose();
      follower.dispose();
    },
  };
}
