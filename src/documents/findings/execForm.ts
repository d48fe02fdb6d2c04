// The shell form of CMD and ENTRYPOINT → the exec form, where no shell is needed.

import { splitWords, unquote } from '../dockerfile/words';

/**
 * `node server.js` → `["node", "server.js"]`. A script that only fills in variables keeps its shell and replaces it:
 * `exec node $FILE`. Undefined for anything that needs a shell as it stands (pipes, several commands, patterns).
 */
export function execForm(script: string): string | undefined {
  const flat = script.trim();
  if (
    flat === '' ||
    /[;&|<>()`{}*?[\]~#!\\\r\n]|^exec\s|^(?:cd|export|source|set|trap|if|for|while|\.)\s|^\w+=/.test(flat)
  ) {
    return undefined;
  }
  if (flat.includes('$')) return `exec ${flat}`;
  return `[${splitWords(flat)
    .map(({ text }) => JSON.stringify(unquote(text)))
    .join(', ')}]`;
}
