// Pan, zoom, and the way of the arrow keys from box to box: pure, so that it can be tested without a page.

import type { Place } from './mapLayout';

/** What is seen: a point of the map at (x, y) is at (x * scale + left, y * scale + top) of the panel. */
export interface Camera {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

export interface Extent {
  readonly width: number;
  readonly height: number;
}

export const smallestScale = 0.1;
const largestScale = 2.5;
const margin = 20;

/** All of it, as large as it can be but not larger than life; centred. */
export function fitted(map: Extent, panel: Extent): Camera {
  const room = { width: Math.max(1, panel.width - 2 * margin), height: Math.max(1, panel.height - 2 * margin) };
  const scale = clamp(Math.min(room.width / Math.max(1, map.width), room.height / Math.max(1, map.height), 1));
  return {
    left: (panel.width - map.width * scale) / 2,
    // A low map is easier found at the top.
    top: Math.max(margin, Math.min((panel.height - map.height * scale) / 2, 60)),
    scale,
  };
}

/** The point of the panel at (x, y) stays where it is. */
export function zoomed(camera: Camera, factor: number, x: number, y: number): Camera {
  const scale = clamp(camera.scale * factor);
  const ratio = scale / camera.scale;
  return { left: x - (x - camera.left) * ratio, top: y - (y - camera.top) * ratio, scale };
}

/** The least movement that brings the place into sight. */
export function inSight(camera: Camera, place: Place, panel: Extent): Camera {
  const { scale } = camera;
  const shift = (from: number, size: number, room: number) => {
    if (from < margin) return margin - from;
    return from + size > room - margin ? Math.max(margin - from, room - margin - from - size) : 0;
  };
  return {
    left: camera.left + shift(place.x * scale + camera.left, place.width * scale, panel.width),
    top: camera.top + shift(place.y * scale + camera.top, place.height * scale, panel.height),
    scale,
  };
}

/** After a new layout: what was held in view stays where it was on the panel. */
export function anchored(camera: Camera, before: Place, now: Place): Camera {
  const { scale } = camera;
  return {
    left: camera.left + (before.x - now.x) * scale,
    top: camera.top + (before.y - now.y) * scale,
    scale,
  };
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The nearest stop in that direction: what is straight ahead is nearer than what is askew. */
export function neighbour(stops: ReadonlyMap<string, Place>, from: string, direction: Direction): string | undefined {
  const here = stops.get(from);
  if (!here) return undefined;
  let best: { key: string; cost: number } | undefined;
  for (const [key, place] of stops) {
    if (key === from) continue;
    const dx = place.x + place.width / 2 - (here.x + here.width / 2);
    const dy = place.y + place.height / 2 - (here.y + here.height / 2);
    const across = direction === 'left' || direction === 'right';
    const ahead = across ? (direction === 'right' ? dx : -dx) : direction === 'down' ? dy : -dy;
    if (ahead < 4) continue;
    // Overlapping sides count as straight ahead.
    const aside = across
      ? gap(here.y, here.height, place.y, place.height)
      : gap(here.x, here.width, place.x, place.width);
    const cost = ahead + aside * 3;
    if (!best || cost < best.cost) best = { key, cost };
  }
  return best?.key;
}

function gap(a: number, aSize: number, b: number, bSize: number): number {
  return Math.max(0, b - (a + aSize), a - (b + bSize));
}

function clamp(scale: number): number {
  return Math.min(largestScale, Math.max(smallestScale, scale));
}
