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
  for (const tallest of [600, 900, 1400, 2200]) {
    const columns = layers.flatMap((layer) => columnsOf(layer, tallest));
    for (let rows = 1; rows <= Math.min(4, columns.length); rows++) {
      const bare = inRows(columns, rows);
      const one = { ...bare, lines: part.lines.map((line) => drawn(line, bare.places)) };
      if (!best || cost(one, aspect) < cost(best, aspect)) best = one;
    }
  }
  return best;
}

/** Less is better: how small it must be drawn to be seen whole, and how many boxes a line passes behind. */
export function cost({ places, lines, width, height }: Part, aspect: number): number {
  let hidden = 0;
  for (const { from, to, points } of lines) {
    for (const [key, place] of places) if (key !== from && key !== to && passesBehind(points, place)) hidden++;
  }
  return Math.max(width / aspect, height) * (1 + (0.5 * hidden) / Math.max(1, lines.length));
}

/** Whether any of its pieces meets the box (Liang and Barsky's clipping, after a look at who is near at all). */
function passesBehind(points: MapLine['points'], { x, y, width, height }: Place): boolean {
  for (let at = 1; at < points.length; at++) {
    const [start, end] = [points[at - 1], points[at]];
    if (!start || !end) continue;
    if (Math.max(start.x, end.x) <= x || Math.min(start.x, end.x) >= x + width) continue;
    if (Math.max(start.y, end.y) <= y || Math.min(start.y, end.y) >= y + height) continue;
    const across = clip(start.x, end.x - start.x, x, x + width);
    const down = clip(start.y, end.y - start.y, y, y + height);
    if (Math.max(across[0], down[0]) < Math.min(across[1], down[1])) return true;
  }
  return false;
}

/** Which part of the way from 0 to 1 lies between two sides; one that does not move is between them all the way. */
function clip(start: number, way: number, low: number, high: number): readonly [number, number] {
  if (way === 0) return [0, 1];
  const [one, other] = [(low - start) / way, (high - start) / way];
  return [Math.max(0, Math.min(one, other)), Math.min(1, Math.max(one, other))];
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
