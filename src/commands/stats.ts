// The command dockhound.stats: shows the stats panel of one object.

import type { TargetRef } from '../model/target';
import type { Panels, ShownPanel, ShowOptions } from '../views/panels/panels';

/** Rejects with a `HumanError` or `EngineError` where there is no such object or the engine cannot be reached. */
export async function showStats(
  services: { readonly panels: Panels },
  target: TargetRef,
  options: ShowOptions = {},
): Promise<ShownPanel> {
  return services.panels.open('stats', target, options);
}
