// How often is read, in words.

import type { StatsOverview } from '../../src/protocol/stats';

export function paceWords({ sources, pace }: Pick<StatsOverview, 'sources' | 'pace'>): string {
  const gone = sources.filter(({ leftAt, state }) => leftAt !== undefined || state.type === 'ended').length;
  const here = sources.length - gone;
  const all = `${here} ${here === 1 ? 'container' : 'containers'}${gone > 0 ? `, ${gone} ended` : ''}`;
  if (pace.inTurn === 0) return all;
  const every = `each every ${Math.round(pace.everyMs / 1000)} s`;
  return pace.live === 0 ? `${all}, ${every}` : `${all}: ${pace.live} live, ${pace.inTurn} ${every}`;
}
