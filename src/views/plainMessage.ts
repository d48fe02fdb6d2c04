// Makes an engine's words safe to show where VS Code would turn `[text](command:…)` into something to click.

import { oneLine } from './trees/rowLook';

/** For notifications, view messages and quick picks: one line, no links, no `$(icon)`, bounded. */
export function plainMessage(text: string): string {
  const harmless = oneLine(text).replaceAll('](', '] (').replaceAll('$(', '$ (');
  return harmless.length > 600 ? `${harmless.slice(0, 600)}…` : harmless;
}
