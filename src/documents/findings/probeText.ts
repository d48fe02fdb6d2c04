// The text of a health check's command: its port, its tool, what it asks.

/** The command with this port in the place of that one; undefined where it does not ask it. */
export function movePort(text: string, from: number, to: number): string | undefined {
  // Behind a host's colon, or a word of its own as `nc` takes it.
  const port = new RegExp(`([\\w\\])]:|(?:^|[\\s"'])(?:[-\\w]*port[=\\s])?)${from}(?=$|[/\\s"'?])`, 'i');
  const found = port.exec(text);
  if (found === null) return undefined;
  const at = found.index + (found[1] ?? '').length;
  return text.slice(0, at) + to + text.slice(at + String(from).length);
}

/** Whether the command calls this program, by its name or its path. */
export function hasWord(text: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?:^|[\\s"'/;&|(])${escaped}(?![\\w./-])`).test(text);
}

/** Port and path of the URL that a command asks. */
export function probeTarget(text: string): { readonly port?: number; readonly path?: string } {
  const [, port, path] = /\bhttps?:\/\/[^\s:/"']+(?::(\d{1,5}))?(\/[^\s"']*)?/i.exec(text) ?? [];
  return { ...(port === undefined ? {} : { port: Number(port) }), ...(path === undefined ? {} : { path }) };
}
