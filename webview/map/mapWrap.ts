// Turns a layout that is a strip or a tower into one that fills its place: tall layers become several columns, many
// columns several rows. The order that dagre found, with few crossings, stays.

import type { MapLine, Part, Place } from './mapLayout';

const columnGap = 56;
const rowGap = 56;
const boxGap = 28;

/** The best of some shapes; undefined when there are too few frames and cells to wrap. */
export function wrappedLayout(part: Part, aspect: number): Part | undefined {
  if (part.places.size < 6) return undefined;
  const layers = layersOf(part.places);
  let best: Part | undefined;
  for (const tallest of [500, 700, 950, 1300, 1800, 2500]) {
    const columns = layers.flatMap((layer) => columnsOf(layer, tallest));
    for (let rows = 1; rows <= Math.min(6, columns.length); rows++) {
      const one = inRows(columns, rows);
      if (!best || extent(one, aspect) < extent(best, aspect)) best = one;
    }
  }
  return best && { ...best, lines: part.lines.map((line) => drawn(line, best.places)) };
}

/** How much of a place with that aspect it takes: the smaller, the larger it can be drawn. */
export function extent({ width, height }: Pick<Part, 'width' | 'height'>, aspect: number): number {
  return Math.max(width / aspect, height);
}

type Box = readonly [key: string, place: Place];
interface Column {
  readonly boxes: readonly Box[];
  readonly width: number;
  readonly height: number;
}

/** Dagre puts the middles of one layer above each other. */
function layersOf(places: ReadonlyMap<string, Place>): readonly (readonly Box[])[] {
  const layers = new Map<number, Box[]>();
  for (const [key, place] of places) {
    const middle = Math.round(place.x + place.width / 2);
    layers.set(middle, [...(layers.get(middle) ?? []), [key, place]]);
  }
  return [...layers].sort(([a], [b]) => a - b).map(([, layer]) => layer.sort(([, a], [, b]) => a.y - b.y));
}

function columnsOf(layer: readonly Box[], tallest: number): readonly Column[] {
  const columns: Box[][] = [];
  let height = Number.POSITIVE_INFINITY;
  for (const one of layer) {
    const more = one[1].height + boxGap;
    if (height + more > tallest) {
      columns.push([]);
      height = 0;
    }
    columns.at(-1)?.push(one);
    height += more;
  }
  return columns.map((boxes) => ({
    boxes,
    width: Math.max(...boxes.map(([, { width }]) => width)),
    height: boxes.reduce((sum, [, place]) => sum + place.height + boxGap, -boxGap),
  }));
}

function inRows(columns: readonly Column[], count: number): Part {
  const whole = columns.reduce((sum, { width }) => sum + width + columnGap, 0);
  const limit = whole / count;
  const rows: Column[][] = [[]];
  let used = 0;
  for (const column of columns) {
    if (used > 0 && used + column.width / 2 > limit && rows.length < count) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(column);
    used += column.width + columnGap;
  }
  const places = new Map<string, Place>();
  let [y, width] = [0, 0];
  for (const row of rows) {
    const height = Math.max(...row.map((column) => column.height));
    let x = 0;
    for (const column of row) {
      let at = y + (height - column.height) / 2;
      for (const [key, place] of column.boxes) {
        places.set(key, { ...place, x: x + (column.width - place.width) / 2, y: at });
        at += place.height + boxGap;
      }
      x += column.width + columnGap;
    }
    width = Math.max(width, x - columnGap);
    y += height + rowGap;
  }
  return { places, lines: [], width, height: y - rowGap };
}

/** From side to side where they stand beside each other, else from edge to edge. */
function drawn(line: MapLine, places: ReadonlyMap<string, Place>): MapLine {
  const [a, b] = [places.get(line.from), places.get(line.to)];
  if (!a || !b) return line;
  const middle = (place: Place) => ({ x: place.x + place.width / 2, y: place.y + place.height / 2 });
  const beside = a.x + a.width <= b.x || b.x + b.width <= a.x;
  const towards = (one: Place, other: Place) => {
    const [own, far] = [middle(one), middle(other)];
    return beside
      ? { x: far.x > own.x ? one.x + one.width : one.x, y: own.y }
      : { x: own.x, y: far.y > own.y ? one.y + one.height : one.y };
  };
  return { ...line, points: [towards(a, b), towards(b, a)] };
}
