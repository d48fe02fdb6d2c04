// What differs from an image as a tree that shows any stretch of its open rows, also of 100,000 of them.

import type { ChangeKind, FileChange } from './containerFile';

export interface ChangeCounts {
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
}

export interface ChangeRow {
  /** Absolute, inside the container. */
  readonly path: string;
  readonly name: string;
  /** 1 for what lies in the root folder. */
  readonly level: number;
  /** Absent for a folder that is here only for what lies in it. */
  readonly kind?: ChangeKind;
  /** A folder with differences in it: how many, without the folders between. */
  readonly counts?: ChangeCounts;
  /** Only with `counts`. */
  readonly open: boolean;
  /** Which of how many in the same folder, from 1. */
  readonly place: number;
  readonly siblings: number;
}

export interface ChangeFilter {
  /** Part of the path, upper and lower case alike; empty: all. */
  readonly text: string;
  readonly kinds: readonly ChangeKind[];
}

export interface ChangeTree {
  readonly counts: ChangeCounts;
  /** Files, and folders with nothing in them, that the filter lets through. */
  readonly matches: number;
  /** Rows there are now. */
  readonly rowCount: number;
  rows(from: number, count: number): readonly ChangeRow[];
  /** The kind of this very path; undefined where it does not differ itself. */
  kindOf(path: string): ChangeKind | undefined;
  /** Opens or closes a folder; without a path all of them. */
  setOpen(path: string | undefined, open: boolean): void;
  setFilter(filter: ChangeFilter): void;
}

/** With so few differences everything is open from the start. */
const openAllUpTo = 200;
/** Deeper than any file system allows; what lies below is one name. */
const maxLevels = 400;

interface Node {
  readonly path: string;
  readonly name: string;
  readonly level: number;
  kind?: ChangeKind;
  children: Node[];
  added: number;
  changed: number;
  deleted: number;
  open: boolean;
  /** Leaves in it, or itself, that pass the filter. */
  matches: number;
}

export function changeTree(changes: readonly FileChange[]): ChangeTree {
  const root = newNode('', '', 0);
  const nodes = new Map<string, Node>();
  for (const { path, kind } of changes) nodeAt(path).kind = kind;
  const byDepth = [...nodes.values()].sort((a, b) => b.level - a.level);
  for (const node of byDepth) finish(node);
  finish(root);
  let filter: ChangeFilter = { text: '', kinds: ['added', 'changed', 'deleted'] };
  let shown: { readonly node: Node; readonly place: number; readonly siblings: number }[] = [];
  const total = root.added + root.changed + root.deleted;
  for (const node of nodes.values()) node.open = total <= openAllUpTo;
  // A lone folder hides what one came for.
  for (let at = root; at.children.length === 1; ) {
    const [only] = at.children;
    if (!only) break;
    only.open = true;
    at = only;
  }
  lay();

  function nodeAt(path: string): Node {
    const known = nodes.get(path);
    if (known) return known;
    const parts = path.split('/').filter((part) => part !== '');
    if (parts.length > maxLevels) parts.splice(maxLevels - 1, parts.length, parts.slice(maxLevels - 1).join('/'));
    let at = root;
    for (const name of parts) {
      const below = `${at.path}/${name}`;
      let next = nodes.get(below);
      if (!next) {
        next = newNode(below, name, at.level + 1);
        nodes.set(below, next);
        at.children.push(next);
      }
      at = next;
    }
    return at;
  }

  /** Children are finished before their parents. */
  function finish(node: Node): void {
    if (node.children.length === 0) {
      if (node.kind) node[node.kind] = 1;
      return;
    }
    node.children.sort(foldersFirst);
    for (const child of node.children) {
      node.added += child.added;
      node.changed += child.changed;
      node.deleted += child.deleted;
    }
  }

  /** Works out the rows anew. */
  function lay(): void {
    const text = filter.text.toLowerCase();
    const kinds = new Set(filter.kinds);
    for (const node of byDepth) {
      if (node.children.length > 0) node.matches = node.children.reduce((sum, child) => sum + child.matches, 0);
      else node.matches = node.kind && kinds.has(node.kind) && node.path.toLowerCase().includes(text) ? 1 : 0;
    }
    root.matches = root.children.reduce((sum, child) => sum + child.matches, 0);
    shown = [];
    const show = (parent: Node) => {
      const children = parent.children.filter((child) => child.matches > 0);
      for (const [i, node] of children.entries()) {
        shown.push({ node, place: i + 1, siblings: children.length });
        if (node.open) show(node);
      }
    };
    show(root);
  }

  return {
    counts: { added: root.added, changed: root.changed, deleted: root.deleted },
    get matches() {
      return root.matches;
    },
    get rowCount() {
      return shown.length;
    },
    rows: (from, count) =>
      shown.slice(from, from + count).map(({ node, place, siblings }) => {
        const { path, name, level, kind, children, added, changed, deleted, open } = node;
        return {
          ...{ path, name, level, place, siblings, open: open && children.length > 0 },
          ...(kind === undefined ? {} : { kind }),
          ...(children.length === 0 ? {} : { counts: { added, changed, deleted } }),
        };
      }),
    kindOf: (path) => nodes.get(path)?.kind,
    setOpen(path, open) {
      if (path === undefined) for (const node of nodes.values()) node.open = open;
      else {
        const node = nodes.get(path);
        if (node) node.open = open;
      }
      lay();
    },
    setFilter(next) {
      const searches = next.text !== '' && next.text !== filter.text;
      filter = next;
      // What is searched for is to be seen, unless that would be a flood.
      lay();
      if (!searches) return;
      for (const node of nodes.values()) if (node.matches > 0 && node.matches <= openAllUpTo) node.open = true;
      lay();
    },
  };
}

function newNode(path: string, name: string, level: number): Node {
  return { path, name, level, children: [], added: 0, changed: 0, deleted: 0, open: false, matches: 0 };
}

function foldersFirst(a: Node, b: Node): number {
  const folder = (node: Node) => Number(node.children.length === 0);
  return folder(a) - folder(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}
