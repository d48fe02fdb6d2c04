// Where each frame, cell, box and line is: networks in layers from left to right, what they share between them.

import { Graph, layout } from '@dagrejs/dagre';
import type { MapItem, MapStructure } from './mapCells';
import { cost, wrappedLayout } from './mapWrap';

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface MapLine {
  readonly key: string;
  /** Key of the cell, and of the network's frame. */
  readonly from: string;
  readonly to: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface MapLayout {
  /** By key: frames, shared cells and every box. */
  readonly places: ReadonlyMap<string, Place>;
  readonly lines: readonly MapLine[];
  readonly width: number;
  readonly height: number;
}

export const box = { width: 190, height: 40, gap: 8 } as const;
export const frame = { padding: 10, header: 46, least: 222 } as const;
const apart = 36;

/** What the layout depends on; while it is the same, nothing moves. */
export function structureKey({ frames, shared }: MapStructure): string {
  return JSON.stringify([
    frames.map(({ key, items }) => [key, items.map((item) => item.key)]),
    shared.map(({ key, items }) => [key, items.map((item) => item.key)]),
  ]);
}

/** The same structure gives the same layout. `aspect`: width by height of the place it shall fill. */
export function mapLayout(structure: MapStructure, aspect: number): MapLayout {
  const sizes = new Map<string, { width: number; height: number }>();
  for (const { key, items } of structure.frames) sizes.set(key, frameSize(items.length));
  for (const { key, items } of structure.shared) sizes.set(key, gridSize(items.length));
  const parts = components(structure).map((part) => bestLayout(part, sizes, aspect));
  const packed = pack(parts, aspect);
  const places = new Map<string, Place>();
  const lines: MapLine[] = [];
  for (const { part, x, y } of packed.parts) {
    for (const [key, place] of part.places) places.set(key, { ...place, x: place.x + x, y: place.y + y });
    for (const line of part.lines) {
      lines.push({ ...line, points: line.points.map((point) => ({ x: point.x + x, y: point.y + y })) });
    }
  }
  for (const { key, items } of structure.frames) fill(places, key, items, frame.padding, frame.header);
  for (const { key, items } of structure.shared) fill(places, key, items, 0, 0);
  return { places, lines, width: packed.width, height: packed.height };
}

/** What hangs together, laid out by itself. */
export interface Part {
  readonly places: ReadonlyMap<string, Place>;
  readonly lines: readonly MapLine[];
  readonly width: number;
  readonly height: number;
}

interface Component {
  readonly keys: readonly string[];
  readonly edges: readonly { readonly cell: string; readonly frames: readonly string[] }[];
}

function columnsOf(count: number): number {
  // Boxes are wide and low, so a square of them has fewer columns than rows.
  return Math.max(1, Math.min(6, Math.round(Math.sqrt(count / 2.6))));
}

function gridSize(count: number): { width: number; height: number } {
  const columns = columnsOf(count);
  const rows = Math.ceil(count / columns);
  return {
    width: columns * box.width + (columns - 1) * box.gap,
    height: Math.max(0, rows * box.height + (rows - 1) * box.gap),
  };
}

function frameSize(count: number): { width: number; height: number } {
  if (count === 0) return { width: frame.least, height: frame.header };
  const { width, height } = gridSize(count);
  return {
    width: Math.max(frame.least, width + 2 * frame.padding),
    height: frame.header + height + frame.padding,
  };
}

function fill(places: Map<string, Place>, key: string, items: readonly MapItem[], left: number, top: number): void {
  const home = places.get(key);
  if (!home) return;
  const columns = columnsOf(items.length);
  for (const [at, item] of items.entries()) {
    places.set(item.key, {
      x: home.x + left + (at % columns) * (box.width + box.gap),
      y: home.y + top + Math.floor(at / columns) * (box.height + box.gap),
      width: box.width,
      height: box.height,
    });
  }
}

/** What hangs together, largest first: dagre would put everything else beside it in one endless row. */
function components({ frames, shared }: MapStructure): readonly Component[] {
  const home = new Map<string, string>(frames.map(({ key }) => [key, key]));
  const root = (key: string): string => {
    let at = key;
    while (home.get(at) !== at) at = home.get(at) ?? at;
    return at;
  };
  const edges = shared.map(({ key, networkIds }) => ({ cell: key, frames: networkIds.map((id) => `network:${id}`) }));
  for (const { frames: ends } of edges) {
    const [first, ...rest] = ends;
    for (const end of rest) if (first) home.set(root(end), root(first));
  }
  const found = new Map<string, { keys: string[]; edges: typeof edges }>();
  for (const { key } of frames) {
    const one = found.get(root(key)) ?? { keys: [], edges: [] };
    found.set(root(key), one);
    one.keys.push(key);
  }
  for (const edge of edges) found.get(root(edge.frames[0] ?? ''))?.edges.push(edge);
  return [...found.values()];
}

type Sizes = ReadonlyMap<string, { width: number; height: number }>;

interface Way {
  readonly rankdir: 'LR' | 'TB';
  /** Networks in many layers, as a chain of them wants it, or all beside what they share. */
  readonly layers: boolean;
}

const ways: readonly Way[] = [
  { rankdir: 'LR', layers: true },
  { rankdir: 'TB', layers: true },
  { rankdir: 'LR', layers: false },
  { rankdir: 'TB', layers: false },
];

/** The way that can be drawn largest with the fewest lines behind boxes; of about equal ones the first. */
function bestLayout(part: Component, sizes: Sizes, aspect: number): Part {
  const [first, ...others] = (part.edges.length === 0 ? ways.slice(0, 1) : ways).map((way) => layOut(part, sizes, way));
  if (!first) throw new Error('There is at least one way');
  const wrapped = [first, ...others].flatMap((one, at) =>
    ways[at]?.rankdir === 'LR' ? (wrappedLayout(one, aspect) ?? []) : [],
  );
  return [...others, ...wrapped].reduce(
    (best, one) => (cost(one, aspect) < cost(best, aspect) * 0.85 ? one : best),
    first,
  );
}

function layOut({ keys, edges }: Component, sizes: Sizes, { rankdir, layers }: Way): Part {
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir, nodesep: 28, ranksep: 64, edgesep: 14, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const key of [...keys, ...edges.map(({ cell }) => cell)]) graph.setNode(key, { ...(sizes.get(key) ?? box) });
  const lines: { cell: string; frame: string; v: string; w: string }[] = [];
  for (const { cell, frames } of edges) {
    for (const [at, end] of frames.entries()) {
      // Into the cell from its first network, out of it to the others: so there are layers, not two columns.
      const [v, w] = at === 0 || !layers ? [end, cell] : [cell, end];
      graph.setEdge(v, w, { weight: 1 });
      lines.push({ cell, frame: end, v, w });
    }
  }
  layout(graph);
  const places = new Map<string, Place>();
  for (const key of graph.nodes()) {
    const { x = 0, y = 0, width = 0, height = 0 } = graph.node(key);
    places.set(key, { x: x - width / 2, y: y - height / 2, width, height });
  }
  const { width = 0, height = 0 } = graph.graph();
  return {
    places,
    lines: lines.map(({ cell, frame: end, v, w }) => ({
      ...{ key: `${cell} ${end}`, from: cell, to: end },
      points: pointsOf(graph.edge(v, w)),
    })),
    width,
    height,
  };
}

function pointsOf({ points = [] }: { points?: readonly { x: number; y: number }[] }): MapLine['points'] {
  return points.map(({ x, y }) => ({ x, y }));
}

/** In rows, so that all together have about the aspect of the place they shall fill. */
function pack(
  parts: readonly Part[],
  aspect: number,
): { parts: readonly { part: Part; x: number; y: number }[]; width: number; height: number } {
  const area = parts.reduce((sum, part) => sum + (part.width + apart) * (part.height + apart), 0);
  const widest = parts.reduce((most, part) => Math.max(most, part.width), 0);
  const limit = Math.max(widest, Math.sqrt(area * aspect));
  const sorted = [...parts].sort((a, b) => b.height - a.height);
  const placed: { part: Part; x: number; y: number }[] = [];
  let [x, y, rowHeight, width] = [0, 0, 0, 0];
  for (const part of sorted) {
    if (x > 0 && x + part.width > limit) {
      y += rowHeight + apart;
      x = 0;
      rowHeight = 0;
    }
    placed.push({ part, x, y });
    width = Math.max(width, x + part.width);
    rowHeight = Math.max(rowHeight, part.height);
    x += part.width + apart;
  }
  return { parts: placed, width, height: y + rowHeight };
}
