// YAML text → a plain tree in which every key and value knows its place, with anchors, aliases and merge keys resolved.

import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument, type Scalar } from 'yaml';
import { type TextLines, type TextRange, textLines } from '../textLines';
import type { ComposeProblem } from './composeFacts';

export type ComposeNode = ComposeMap | ComposeList | ComposeScalar;

export interface ComposeEntry {
  readonly key: string;
  readonly keyRange: TextRange;
  readonly value: ComposeNode;
}

export interface ComposeMap {
  readonly type: 'map';
  readonly range: TextRange;
  readonly entries: ReadonlyMap<string, ComposeEntry>;
}

export interface ComposeList {
  readonly type: 'list';
  readonly range: TextRange;
  readonly items: readonly ComposeNode[];
}

export interface ComposeScalar {
  readonly type: 'scalar';
  readonly range: TextRange;
  readonly value: string | number | boolean | null;
}

export interface ComposeTree {
  /** Absent when there is nothing, or nothing that can be understood. */
  readonly root?: ComposeNode;
  readonly lines: TextLines;
  readonly problems: readonly ComposeProblem[];
}

/** One mistake often makes hundreds. */
const mostErrors = 20;
const longestText = 2_000_000;
/** Aliases of aliases grow exponentially (a "billion laughs"); real files stay far below. */
const mostNodes = 100_000;

/** Never throws: what cannot be understood becomes a problem with its place. What follows an error may be missing. */
export function composeTree(text: string): ComposeTree {
  const lines = textLines(text);
  if (text.length > longestText) {
    return { lines, problems: [problemAt(lines, 0, 0, 'yaml', 'The file is too long to be a compose file.')] };
  }
  try {
    return read(text, lines);
  } catch (error) {
    // Thousands of levels exhaust the stack, in the parser as well as here.
    if (!(error instanceof RangeError)) throw error;
    return { lines, problems: [problemAt(lines, 0, 0, 'yaml', 'The file is nested too deeply.')] };
  }
}

function read(text: string, lines: TextLines): ComposeTree {
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent', uniqueKeys: true, merge: false });
  const problems: ComposeProblem[] = document.errors
    .slice(0, mostErrors)
    .map(({ code, message, pos: [from, to] }) =>
      code === 'MULTIPLE_DOCS'
        ? problemAt(lines, from, from + 3, 'yaml', 'Only the first document of the file counts.', 'warning')
        : problemAt(lines, from, to, 'yaml', `Not valid YAML: ${message.replace(/\s+/g, ' ').slice(0, 200)}.`),
    );
  const reader = createReader(lines, problems);
  const root = document.contents ? reader(document.contents) : undefined;
  return { lines, problems, ...(root ? { root } : {}) };
}

/** Nodes are read in the order of the text, so that an anchor is known when its alias comes. */
function createReader(lines: TextLines, problems: ComposeProblem[]): (node: Node) => ComposeNode {
  const anchors = new Map<string, ComposeNode>();
  const weights = new Map<ComposeNode, number>();
  let total = 0;
  let overflowed = false;

  const weigh = <T extends ComposeNode>(node: T, parts: Iterable<ComposeNode>): T => {
    let weight = 1;
    for (const part of parts) weight += weights.get(part) ?? 1;
    weights.set(node, weight);
    total = Math.max(total, weight);
    return node;
  };

  const rangeOf = ({ range }: Node): TextRange => {
    const [from, to] = range ?? [0, 0];
    return { start: lines.positionAt(from), end: lines.positionAt(Math.max(from, to)) };
  };

  const empty = (node: Node): ComposeScalar => ({ type: 'scalar', range: rangeOf(node), value: null });

  const complain = (node: Node, message: string) => {
    problems.push({ code: 'yaml', severity: 'error', message, range: rangeOf(node) });
  };

  const read = (node: Node): ComposeNode => {
    if (overflowed) return empty(node);
    const result = readAny(node);
    if (total > mostNodes && !overflowed) {
      overflowed = true;
      complain(node, 'The aliases make the file too large.');
      return empty(node);
    }
    if ('anchor' in node && typeof node.anchor === 'string') anchors.set(node.anchor, result);
    return result;
  };

  const readAny = (node: Node): ComposeNode => {
    if (isAlias(node)) {
      const meant = anchors.get(node.source);
      if (!meant) complain(node, `There is no anchor &${node.source} before this alias.`);
      return meant ?? empty(node);
    }
    if (isSeq<Node | null>(node)) {
      const items = node.items.flatMap((item) => (item ? [read(item)] : []));
      return weigh({ type: 'list', range: rangeOf(node), items }, items);
    }
    if (isMap<Node, Node | null>(node)) {
      const own = new Map<string, ComposeEntry>();
      const merged: ComposeNode[] = [];
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value ?? '') : undefined;
        if (name === undefined) {
          if (key) complain(key, 'A key must be plain text.');
          continue;
        }
        const part = value ? read(value) : empty(key);
        if (name === '<<' && (key as Scalar).type === 'PLAIN') merged.push(part);
        else own.set(name, { key: name, keyRange: rangeOf(key), value: part });
      }
      const entries = withMerged(own, merged);
      return weigh(
        { type: 'map', range: rangeOf(node), entries },
        [...entries.values()].map(({ value }) => value),
      );
    }
    return { type: 'scalar', range: rangeOf(node), value: isScalar(node) ? scalarOf(node) : null };
  };
  return read;
}

/** A map's own keys win; of several merged maps the first one does (YAML's merge key, yaml.org/type/merge.html). */
function withMerged(
  own: ReadonlyMap<string, ComposeEntry>,
  merged: readonly ComposeNode[],
): ReadonlyMap<string, ComposeEntry> {
  if (merged.length === 0) return own;
  const sources = merged.flatMap((node) => (node.type === 'list' ? node.items : [node]));
  const all = new Map<string, ComposeEntry>();
  for (const source of [...sources].reverse()) {
    if (source.type === 'map') for (const [key, entry] of source.entries) all.set(key, entry);
  }
  for (const [key, entry] of own) all.set(key, entry);
  return all;
}

/** docker reads YAML with go-yaml v3, to which `0440` is octal, as file modes are written; to YAML 1.2 it is not. */
function scalarOf({ value, source, type }: Scalar): ComposeScalar['value'] {
  if (typeof value === 'number' && type === 'PLAIN' && source && /^0[0-7]+$/.test(source)) {
    return Number.parseInt(source, 8);
  }
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'bigint':
      return Number(value);
    default:
      return value === null || value === undefined ? null : String(value);
  }
}

function problemAt(
  lines: TextLines,
  from: number,
  to: number,
  code: string,
  message: string,
  severity: ComposeProblem['severity'] = 'error',
): ComposeProblem {
  const range = { start: lines.positionAt(from), end: lines.positionAt(Math.max(from, to)) };
  return { code, severity, message, range };
}
