// How a person writes where something stands in JSON: `State.Health.Log[0].Output`, as jq and JavaScript read it.

import { atPointer, type PlainJson } from './maskSecrets';

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
