// A JSON tree as the flat list of rows that are open: what a tree shows, without any element.

import type { Json } from '../../src/protocol/inspect';

export interface JsonRow {
  /** JSON pointer: the row's stable name. */
  readonly path: string;
  readonly parent: string;
  readonly depth: number;
  readonly key: string;
  /** `branch`: an object or array that has members. `more`: stands for members not shown. */
  readonly type: 'branch' | 'leaf' | 'more';
  /** A leaf's value, a branch's size in words, or how many are left out. */
  readonly text: string;
  readonly valueType: 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';
  /** Only of a branch. */
  readonly open?: boolean;
  /** The search matches its key or value. */
  readonly hit: boolean;
}

/** Members of one branch, and rows in all: beyond that a row says how many there are more. */
export const maxMembers = 300;
const maxRows = 5000;

/**
 * The rows of all open branches. With a search, only what matches is shown, with the branches it stands in; whatever is
 * below a branch whose own name matches stays reachable.
 */
export function jsonRows(json: Json, isOpen: (path: string, depth: number) => boolean, search = ''): JsonRow[] {
  const wanted = search.toLowerCase();
  const matches = wanted === '' ? undefined : matching(json, wanted);
  const rows: JsonRow[] = [];
  visit(json, '', 0);
  return rows;

  function visit(branch: Json, path: string, depth: number): void {
    const members = membersOf(branch);
    let shown = 0;
    for (const [key, value] of members) {
      const own = `${path}/${escapeKey(key)}`;
      if (matches && !matches.visible.has(own)) continue;
      if (shown === maxMembers || rows.length >= maxRows) {
        rows.push(more(path, depth, members.length - shown));
        return;
      }
      shown++;
      const inner = membersOf(value);
      const open = inner.length > 0 && (matches?.through.has(own) || isOpen(own, depth));
      rows.push({
        path: own,
        parent: path,
        depth,
        key,
        type: inner.length > 0 ? 'branch' : 'leaf',
        text: describe(value, inner.length),
        valueType: typeOf(value),
        ...(inner.length > 0 ? { open } : {}),
        hit: matches?.hits.has(own) ?? false,
      });
      if (open) visit(value, own, depth + 1);
    }
  }
}

/** How many keys and values match. */
export function countHits(json: Json, search: string): number {
  return search === '' ? 0 : matching(json, search.toLowerCase()).hits.size;
}

interface Matches {
  readonly hits: ReadonlySet<string>;
  /** Hits, their ancestors, and everything below a branch that is itself a hit. */
  readonly visible: ReadonlySet<string>;
  /** Ancestors of hits: opened, so that the hit is seen. */
  readonly through: ReadonlySet<string>;
}

function matching(json: Json, wanted: string): Matches {
  const hits = new Set<string>();
  const visible = new Set<string>();
  const through = new Set<string>();
  const look = (branch: Json, path: string, under: boolean): boolean => {
    let any = false;
    for (const [key, value] of membersOf(branch)) {
      const own = `${path}/${escapeKey(key)}`;
      const leaf = typeof value === 'object' && value !== null ? '' : String(value);
      const hit = key.toLowerCase().includes(wanted) || leaf.toLowerCase().includes(wanted);
      if (hit) hits.add(own);
      const below = look(value, own, under || hit);
      if (below) through.add(own);
      if (hit || below || under) visible.add(own);
      any ||= hit || below;
    }
    return any;
  };
  look(json, '', false);
  return { hits, visible, through };
}

function membersOf(value: Json): readonly (readonly [string, Json])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value as { readonly [key: string]: Json });
}

function typeOf(value: Json): JsonRow['valueType'] {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as 'string' | 'number' | 'boolean' | 'object';
}

function describe(value: Json, members: number): string {
  if (Array.isArray(value)) return members === 0 ? '[]' : `${members} ${members === 1 ? 'item' : 'items'}`;
  if (typeof value === 'object' && value !== null)
    return members === 0 ? '{}' : `${members} ${members === 1 ? 'key' : 'keys'}`;
  return typeof value === 'string' ? value : String(value);
}

function more(parent: string, depth: number, count: number): JsonRow {
  const text = `${count.toLocaleString()} more; see Raw JSON`;
  return {
    path: `${parent}/\u2026`,
    parent,
    depth,
    key: '…',
    type: 'more',
    text,
    valueType: 'null',
    hit: false,
  };
}

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
