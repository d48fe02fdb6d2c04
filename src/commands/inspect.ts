// The command dockhound.inspect: shows an object in the inspect panel, or as JSON in a read-only editor.

import type { TargetRef } from '../model/target';
import type { PanelTarget } from '../protocol/panel';
import type { Panels, ShowOptions } from '../views/panels/panels';

export interface InspectOptions extends ShowOptions {
  /** JSON in an editor instead of the panel. */
  readonly raw?: unknown;
}

/** Rejects with a `HumanError` or `EngineError` where there is no such object or the engine cannot be reached. */
export async function inspectObject(
  services: { readonly panels: Panels },
  target: TargetRef,
  options: InspectOptions = {},
): Promise<PanelTarget> {
  if (options.raw === true) return services.panels.openRaw(target);
  return (await services.panels.open('inspect', target, options)).target;
}
