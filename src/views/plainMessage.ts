// Makes an engine's words safe to show where VS Code would turn `[text](command:…)` into something to click.

/** For notifications, view messages and quick picks: one line, no links, no `$(icon)`, bounded. */
export function plainMessage(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes.
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
  const harmless = line.replaceAll('](', '] (').replaceAll('$(', '$ (');
  return harmless.length > 600 ? `${harmless.slice(0, 600)}…` : harmless;
}
