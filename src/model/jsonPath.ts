// How a person writes where something stands in JSON: `State.Health.Log[0].Output`, as jq and JavaScript read it.

import { atPointer } from './maskSecrets';
import type { PlainJson } from './plainJson';

/**
 * The JSON pointer of what a person writes as `State.Health.Log[0]`; of as much of it as is there, the rest left out. Keys with
 * dots in them are found, too. Empty where not even the beginning is there.
 */
export function pointerOf(json: PlainJson, path: string): string {
  let pointer = '';
  let rest = path;
  while (rest !== '') {
    const key = longestKey(atPointer(json, pointer), rest);
    if (key === undefined) break;
    pointer += `/${key.name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    rest = rest.slice(key.length).replace(/^\./, '');
  }
  return pointer;
}

function longestKey(
  branch: PlainJson | undefined,
  path: string,
): { readonly name: string; readonly length: number } | undefined {
  if (typeof branch !== 'object' || branch === null) return undefined;
  if (Array.isArray(branch)) {
    const [written, index] = /^\[?(\d+)\]?/.exec(path) ?? [];
    return written !== undefined && index !== undefined && Number(index) < branch.length
      ? { name: index, length: written.length }
      : undefined;
  }
  let best: string | undefined;
  for (const name of Object.keys(branch)) {
    const follows = path.startsWith(name) ? path[name.length] : 'x';
    if ((follows === undefined || follows === '.' || follows === '[') && name.length > (best?.length ?? -1))
      best = name;
  }
  return best === undefined ? undefined : { name: best, length: best.length };
}

/** `pointer` as in RFC 6901; empty for all of it. */
export function jsonPath(json: PlainJson, pointer: string): string {
  let path = '';
  let at = '';
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(atPointer(json, at))) path += `[${key}]`;
    else if (/^[A-Za-z_$][\w$]*$/.test(key)) path += path === '' ? key : `.${key}`;
    else path += `[${JSON.stringify(key)}]`;
    at += `/${part}`;
  }
  return path;
}
