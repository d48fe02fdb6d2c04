// The command dockhound.logs: shows the logs panel of one object.

import type { TargetRef } from '../model/target';
import type { Panels, ShownPanel, ShowOptions } from '../views/panels/panels';

/** Rejects with a `HumanError` or `EngineError` where there is no such object or the engine cannot be reached. */
export async function showLogs(
  services: { readonly panels: Panels },
  target: TargetRef,
  options: ShowOptions = {},
): Promise<ShownPanel> {
  return services.panels.open('logs', target, options);
}
