// The command dockhound.logs: shows the logs of some objects, merged by time, in one panel.

import { HumanError } from '../model/humanError';
import type { TargetRef } from '../model/target';
import { logReading } from '../protocol/logs';
import type { Panels, ShownPanel, ShowOptions } from '../views/panels/panels';

/**
 * All targets in one panel: containers, tasks, services, stacks, Compose projects, nodes, the swarm, the engine. `tail` is a
 * number of lines or `'all'`; `since` and `until` are times (ISO 8601) or ages (`15m`). Rejects with a `HumanError` or
 * `EngineError` where an option makes no sense, there is no such object or the engine cannot be reached.
 */
export async function showLogs(
  services: { readonly panels: Panels },
  targets: readonly [TargetRef, ...TargetRef[]],
  options: ShowOptions = {},
): Promise<ShownPanel> {
  const { tail = 'all', since, until } = options;
  const range = { tail, ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
  if (!logReading.safeParse(range).success) {
    throw new HumanError(
      'This range of a log cannot be read.',
      'Give tail as a number of lines or "all", since and until as a time such as 2026-01-31T08:00:00Z or an age such as 15m.',
    );
  }
  const [first, ...also] = targets;
  return services.panels.open('logs', first, { ...options, also });
}
