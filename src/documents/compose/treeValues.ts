// Plain values out of a compose tree, forgiving what docker forgives: numbers as text, one text for a list of one.

import { splitWords } from '../../model/splitWords';
import type { ComposeSetting, Located } from './composeFacts';
import type { ComposeEntry, ComposeMap, ComposeNode } from './composeTree';

/** The value at the end of a path of keys. */
export function nodeAt(node: ComposeNode | undefined, ...path: readonly string[]): ComposeNode | undefined {
  let at = node;
  for (const key of path) at = at?.type === 'map' ? at.entries.get(key)?.value : undefined;
  return at;
}

export function mapAt(node: ComposeNode | undefined, ...path: readonly string[]): ComposeMap | undefined {
  const found = nodeAt(node, ...path);
  return found?.type === 'map' ? found : undefined;
}

export function entriesOf(node: ComposeNode | undefined): readonly ComposeEntry[] {
  return node?.type === 'map' ? [...node.entries.values()] : [];
}

/** A scalar as text, as Go prints it; undefined for null and for what is no scalar. */
export function textOf(node: ComposeNode | undefined): string | undefined {
  return node?.type !== 'scalar' || node.value === null ? undefined : String(node.value);
}

export function locatedText(node: ComposeNode | undefined): Located<string> | undefined {
  const value = textOf(node);
  return node === undefined || value === undefined ? undefined : { value, range: node.range };
}

/** Also of text that holds a number, as after filling in a variable. */
export function numberOf(node: ComposeNode | undefined): number | undefined {
  const text = textOf(node);
  return text !== undefined && /^[-+]?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}

export function flagOf(node: ComposeNode | undefined): boolean | undefined {
  const text = textOf(node)?.toLowerCase();
  if (text === undefined) return undefined;
  if (/^(true|yes|on|y)$/.test(text)) return true;
  return /^(false|no|off|n)$/.test(text) ? false : undefined;
}

/** A list's texts, or the one text. */
export function textsOf(node: ComposeNode | undefined): readonly Located<string>[] {
  const items = node?.type === 'list' ? node.items : node ? [node] : [];
  return items.flatMap((item) => locatedText(item) ?? []);
}

/** `{ A: 1 }` or `[A=1]`; a name alone has no value. Later ones win. */
export function settingsOf(node: ComposeNode | undefined, separator = '='): readonly ComposeSetting[] {
  const all = new Map<string, ComposeSetting>();
  if (node?.type === 'map') {
    for (const { key, keyRange, value } of node.entries.values()) {
      const text = textOf(value);
      all.set(key, { name: key, range: keyRange, ...(text === undefined ? {} : { value: text }) });
    }
  } else {
    for (const { value, range } of textsOf(node)) {
      const at = value.indexOf(separator);
      const name = at < 0 ? value : value.slice(0, at);
      all.set(name, { name, range, ...(at < 0 ? {} : { value: value.slice(at + separator.length) }) });
    }
  }
  return [...all.values()];
}

/** Text is split into words as a shell would; a list is taken as it is. Throws a `RangeError` for a quote left open. */
export function wordsOf(node: ComposeNode | undefined): Located<readonly string[]> | undefined {
  if (!node || node.type === 'map') return undefined;
  if (node.type === 'list') return { value: node.items.flatMap((item) => textOf(item) ?? []), range: node.range };
  const text = textOf(node);
  return text === undefined ? undefined : { value: splitWords(text), range: node.range };
}
