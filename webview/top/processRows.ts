// Processes as the rows of a table: as a tree by parent or flat, sorted, filtered, without any element.

import { cellOrder, type ProcessColumn, type ProcessItem } from '../../src/model/processes';

export interface ProcessRow {
  readonly item: ProcessItem;
  /** 1 at the top. */
  readonly level: number;
  readonly hasChildren: boolean;
  readonly open: boolean;
}

export interface ProcessSort {
  /** A column's title. */
  readonly title: string;
  readonly descending: boolean;
}

export interface ProcessView {
  readonly asTree: boolean;
  readonly sort: ProcessSort | undefined;
  /** Part of the command, the user or the pid; empty: all. */
  readonly filter: string;
  /** Pids whose children are hidden. */
  readonly closed: ReadonlySet<string>;
}

/** More would be slow to draw every two seconds; a filter leads to the others. */
export const maxProcessRows = 1000;

/**
 * At most `maxProcessRows` rows, and how many there are in all. A parent that is not in the list makes a process a root; so
 * does a circle, which only a broken list can hold. A filter keeps the ancestors of what matches.
 */
export function processRows(
  items: readonly ProcessItem[],
  columns: readonly ProcessColumn[],
  view: ProcessView,
): { readonly rows: readonly ProcessRow[]; readonly total: number } {
  const column = columns.find(({ title }) => title === view.sort?.title);
  const sorted = column ? sortBy(items, column, view.sort?.descending ?? false) : items;
  const wanted = view.filter.trim().toLowerCase();
  const hit = (item: ProcessItem) =>
    [item.command, item.user, item.pid].some((text) => text.toLowerCase().includes(wanted));
  const rows = view.asTree
    ? treeRows(sorted, wanted === '' ? undefined : hit, view.closed)
    : sorted.filter((item) => wanted === '' || hit(item)).map((item) => row(item, 1, false, false));
  return { rows: rows.slice(0, maxProcessRows), total: rows.length };
}

function treeRows(
  items: readonly ProcessItem[],
  hit: ((item: ProcessItem) => boolean) | undefined,
  closed: ReadonlySet<string>,
): ProcessRow[] {
  const pids = new Set(items.map(({ pid }) => pid));
  const children = new Map<string, ProcessItem[]>();
  const roots: ProcessItem[] = [];
  for (const item of items) {
    if (item.parent === undefined || item.parent === item.pid || !pids.has(item.parent)) roots.push(item);
    else children.set(item.parent, [...(children.get(item.parent) ?? []), item]);
  }
  const seen = new Set<ProcessItem>();
  const rows: ProcessRow[] = [];
  // By a stack of our own: a chain of processes may be longer than the runtime's.
  const visit = (root: ProcessItem) => {
    const stack = [{ item: root, level: 1, hidden: false }];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { item, level, hidden } = next;
      if (seen.has(item)) continue;
      seen.add(item);
      const below = children.get(item.pid) ?? [];
      const open = below.length > 0 && (hit !== undefined || !closed.has(item.pid));
      if (!hidden) rows.push(row(item, level, below.length > 0, open));
      for (const child of [...below].reverse()) stack.push({ item: child, level: level + 1, hidden: hidden || !open });
    }
  };
  for (const root of roots) visit(root);
  for (const item of items) if (!seen.has(item)) visit(item);
  return hit ? withAncestors(rows, hit) : rows;
}

/** From the end, so that a row below is known before the row above it. */
function withAncestors(rows: readonly ProcessRow[], hit: (item: ProcessItem) => boolean): ProcessRow[] {
  const kept: ProcessRow[] = [];
  let needed = 0;
  for (const one of [...rows].reverse()) {
    if (!hit(one.item) && one.level >= needed) continue;
    kept.push(one);
    needed = one.level;
  }
  return kept.reverse();
}

/** What has no value comes last, whichever the direction; equals keep the engine's order. */
function sortBy(items: readonly ProcessItem[], column: ProcessColumn, descending: boolean): readonly ProcessItem[] {
  const keyed = items.map((item) => ({ item, key: cellOrder(item, column) }));
  keyed.sort((a, b) => {
    if (a.key === undefined || b.key === undefined) return Number(a.key === undefined) - Number(b.key === undefined);
    const order = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
    return descending ? -order : order;
  });
  return keyed.map(({ item }) => item);
}

function row(item: ProcessItem, level: number, hasChildren: boolean, open: boolean): ProcessRow {
  return { item, level, hasChildren, open };
}
