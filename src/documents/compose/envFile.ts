// Reads files of variables: the `.env` beside a compose file, and those that `env_file` names.

/** `NAME=value`, `export` before it, quotes around the value, `#` comments: as Compose reads `.env`. Later ones win. */
export function parseDotEnv(text: string): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    const [, name, rest = ''] = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.]*)\s*=\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined) result.set(name, unquoted(rest.trim()));
  }
  return result;
}

function unquoted(text: string): string {
  const single = /^'([^']*)'/.exec(text);
  if (single) return single[1] ?? '';
  const double = /^"((?:[^"\\]|\\.)*)"/.exec(text);
  if (double) return (double[1] ?? '').replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter);
  return text.replace(/(^|\s+)#.*$/, '').trim();
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** As docker reads `env_file` (docker/cli, opts/file.go): no quotes; a name alone takes its value from `variable`. */
export function parseEnvFile(
  text: string,
  variable: (name: string) => string | undefined,
): readonly { readonly name: string; readonly value: string }[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((raw) => {
      const line = raw.replace(/\r$/, '').trimStart();
      if (line === '' || line.startsWith('#')) return [];
      const at = line.indexOf('=');
      const name = at < 0 ? line.trim() : line.slice(0, at);
      const value = at < 0 ? variable(name) : line.slice(at + 1);
      return name === '' || value === undefined ? [] : [{ name, value }];
    });
}
