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
  // Children come before their parents.
  const deepestFirst: Node[][] = [];
  for (const node of nodes.values()) {
    deepestFirst[maxLevels - node.level] ??= [];
    deepestFirst[maxLevels - node.level]?.push(node);
  }
  for (const level of deepestFirst) for (const node of level ?? []) finish(node);
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
  match();
  lay();

  function nodeAt(path: string): Node {
    const known = nodes.get(path);
    if (known) return known;
    // Nearly always the folder is known by now, and the path is as it should be.
    const slash = path.lastIndexOf('/');
    const folder = slash === 0 ? root : nodes.get(path.slice(0, slash));
    if (folder && folder.level < maxLevels && slash < path.length - 1)
      return addTo(folder, path, path.slice(slash + 1));
    const parts = path.split('/').filter((part) => part !== '');
    if (parts.length > maxLevels) parts.splice(maxLevels - 1, parts.length, parts.slice(maxLevels - 1).join('/'));
    let at = root;
    for (const name of parts) {
      const below = `${at.path}/${name}`;
      at = nodes.get(below) ?? addTo(at, below, name);
    }
    return at;
  }

  function addTo(folder: Node, path: string, name: string): Node {
    const node = newNode(path, name, folder.level + 1);
    nodes.set(path, node);
    folder.children.push(node);
    return node;
  }

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

  /** Works out which differences the filter lets through. */
  function match(): void {
    const text = filter.text.toLowerCase();
    const passes = (node: Node) =>
      node.kind !== undefined &&
      filter.kinds.includes(node.kind) &&
      (text === '' || node.path.toLowerCase().includes(text));
    for (const level of deepestFirst) {
      for (const node of level ?? []) {
        node.matches = node.children.length > 0 ? sumOf(node.children) : passes(node) ? 1 : 0;
      }
    }
    root.matches = sumOf(root.children);
  }

  /** Works out the rows anew. */
  function lay(): void {
    shown = [];
    const show = (parent: Node) => {
      const children = parent.children.filter((child) => child.matches > 0);
      let place = 0;
      for (const node of children) {
        place++;
        shown.push({ node, place, siblings: children.length });
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
      match();
      // What is searched for is to be seen, unless that would be a flood.
      if (searches) for (const node of nodes.values()) node.open ||= node.matches > 0 && node.matches <= openAllUpTo;
      lay();
    },
  };
}

function sumOf(nodes: readonly Node[]): number {
  let sum = 0;
  for (const { matches } of nodes) sum += matches;
  return sum;
}

function newNode(path: string, name: string, level: number): Node {
  return { path, name, level, children: [], added: 0, changed: 0, deleted: 0, open: false, matches: 0 };
}

function foldersFirst(a: Node, b: Node): number {
  const folder = (node: Node) => Number(node.children.length === 0);
  return folder(a) - folder(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}
