// The map as a graph: drawn from facts, laid out anew only when its structure changes, moved by mouse, wheel and keys.

import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { NetworkMap } from '../../src/model/networkMap';
import { createFitText, type FitText } from './fitText';
import { boxView, frameView, lineView } from './mapBoxes';
import type { MapCell, MapStructure } from './mapCells';
import { frame as frameSizes, type MapLayout, mapLayout, type Place, structureKey } from './mapLayout';
import { anchored, type Camera, type Direction, fitted, inSight, neighbour, zoomed } from './mapMoves';

/** Fired with the key of a box: `choose` (click, Enter), `fold` (a group), `focus-on` (double click, F). */
export type MapGraphEvent = CustomEvent<string>;

const arrows: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export class MapGraph extends LitElement {
  static override properties = {
    map: { attribute: false },
    structure: { attribute: false },
    selected: {},
    layout: { state: true },
    camera: { state: true },
    current: { state: true },
  };
  declare map: NetworkMap;
  declare structure: MapStructure;
  declare selected: string | undefined;
  declare private layout: MapLayout | undefined;
  declare private camera: Camera;
  declare private current: string | undefined;
  private laidOut = '';
  /** The person has moved the map, so it is no more made to fit by itself. */
  private moved = false;
  private wanted: ReturnType<typeof setTimeout> | undefined;
  private dragging: { readonly x: number; readonly y: number; readonly camera: Camera } | undefined;
  private dragged = false;
  private focusCurrent = false;
  private readonly shorten: FitText = createFitText(this);
  private readonly resized = new ResizeObserver(() => {
    if (!this.moved) this.fitAll();
    else if (this.selected !== undefined) this.show(this.selected);
  });

  constructor() {
    super();
    this.map = { networks: [], endpoints: [] };
    this.structure = { frames: [], shared: [] };
    this.selected = undefined;
    this.camera = { left: 0, top: 0, scale: 1 };
    this.current = undefined;
  }

  /** All of it in sight. */
  fitAll(): void {
    this.moved = false;
    if (this.layout) this.camera = fitted(this.layout, this.extent());
  }

  zoom(factor: number): void {
    const { width, height } = this.extent();
    this.move(zoomed(this.camera, factor, width / 2, height / 2));
  }

  /** Brings a box into sight and gives it the keyboard. */
  show(key: string): void {
    const place = this.stops().get(key);
    if (!place) return;
    this.current = key;
    this.camera = inSight(this.camera, place, this.extent());
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
    clearTimeout(this.wanted);
    this.wanted = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('structure')) return;
    if (structureKey(this.structure) === this.laidOut) return;
    // Not while drawing: what is there stays in sight until the new layout is known.
    this.wanted ??= setTimeout(() => {
      this.wanted = undefined;
      this.layOut();
    });
  }

  protected override updated(): void {
    if (!this.focusCurrent) return;
    this.focusCurrent = false;
    this.querySelector<SVGElement>('.stop[tabindex="0"]')?.focus();
  }

  protected override render(): TemplateResult {
    const { layout, camera } = this;
    if (!layout) return html``;
    const { frames, shared } = this.structure;
    const stops = this.stops();
    const current = this.current !== undefined && stops.has(this.current) ? this.current : stops.keys().next().value;
    const lit = this.litLines();
    const look = (key: string, place: Place) => ({
      ...{ place, selected: key === this.selected, current: key === current, shorten: this.shorten },
    });
    const boxes = [
      ...frames.map(({ network, items }) => ({ items, networkIds: [network.id] })),
      ...shared.map(({ networkIds, items }) => ({ items, networkIds })),
    ].flatMap(({ items, networkIds }) => items.map((item) => ({ item, networkIds })));
    const names = new Map(this.map.networks.map(({ id, name }) => [id, name]));
    return html`<svg
      class="map ${this.dragging ? 'dragging' : ''}"
      role="group"
      aria-label="Network map with ${frames.length} networks and ${this.map.endpoints.length} endpoints. Arrow keys move between neighbours, Enter shows details, plus and minus zoom, 0 shows all."
      @keydown=${this.onKey}
      @pointerdown=${this.onDown}
      @pointermove=${this.onMove}
      @pointerup=${this.onUp}
      @pointercancel=${this.onUp}
      @click=${this.onClick}
      @dblclick=${(event: MouseEvent) => this.tell('focus-on', keyAt(event))}
      @focusin=${this.onFocus}
      @wheel=${this.onWheel}
    >
      <g transform="translate(${camera.left} ${camera.top}) scale(${camera.scale})">
        ${layout.lines.map((line) => lineView(line, lit === undefined ? 'plain' : lit.has(line.key) ? 'lit' : 'dim'))}
        ${repeat(
          frames.filter(({ key }) => layout.places.has(key)),
          ({ key }) => key,
          (one) => frameView(one, look(one.key, placeOf(layout, one.key))),
        )}
        ${repeat(
          boxes.filter(({ item }) => layout.places.has(item.key)),
          ({ item }) => item.key,
          ({ item, networkIds }) =>
            boxView(
              item,
              networkIds,
              networkIds.flatMap((id) => names.get(id) ?? []),
              look(item.key, placeOf(layout, item.key)),
            ),
        )}
      </g>
    </svg>`;
  }

  private layOut(): void {
    const before = this.layout;
    const panel = this.extent();
    const next = mapLayout(this.structure, Math.min(3, Math.max(0.6, panel.width / Math.max(1, panel.height))));
    this.laidOut = structureKey(this.structure);
    this.layout = next;
    if (!before || !this.moved) {
      this.camera = fitted(next, panel);
      return;
    }
    const key = this.anchor(before, next, panel);
    if (key !== undefined) this.camera = anchored(this.camera, placeOf(before, key), placeOf(next, key));
  }

  /** What shall not jump: what has the keyboard or is selected, else what is nearest to the middle of the panel. */
  private anchor(before: MapLayout, next: MapLayout, { width, height }: DOMRectReadOnly): string | undefined {
    const stays = (key: string | undefined) => key !== undefined && before.places.has(key) && next.places.has(key);
    const first = [this.current, this.selected].find(stays);
    if (first !== undefined) return first;
    const { left, top, scale } = this.camera;
    const [x, y] = [(width / 2 - left) / scale, (height / 2 - top) / scale];
    let best: { key: string; distance: number } | undefined;
    for (const [key, place] of before.places) {
      if (!next.places.has(key)) continue;
      const distance = Math.hypot(place.x + place.width / 2 - x, place.y + place.height / 2 - y);
      if (!best || distance < best.distance) best = { key, distance };
    }
    return best?.key;
  }

  /** Everything the keyboard can reach, in the order of the page. */
  private stops(): ReadonlyMap<string, Place> {
    const stops = new Map<string, Place>();
    const { layout } = this;
    if (!layout) return stops;
    const add = (key: string, height?: number) => {
      const place = layout.places.get(key);
      if (place) stops.set(key, height === undefined ? place : { ...place, height });
    };
    for (const { key, items } of this.structure.frames) {
      add(key, frameSizes.header);
      for (const item of items) add(item.key);
    }
    for (const { items } of this.structure.shared) for (const item of items) add(item.key);
    return stops;
  }

  /** Those of what is selected; undefined: nothing is, so none is picked out. */
  private litLines(): ReadonlySet<string> | undefined {
    const key = this.selected;
    const { layout } = this;
    if (key === undefined || !layout) return undefined;
    const cell = this.structure.shared.find((one: MapCell) => one.items.some((item) => item.key === key));
    const lines = layout.lines.filter(({ from, to }) => to === key || from === cell?.key);
    return lines.length === 0 ? undefined : new Set(lines.map((line) => line.key));
  }

  private extent(): DOMRectReadOnly {
    return this.getBoundingClientRect();
  }

  private move(camera: Camera): void {
    this.moved = true;
    this.camera = camera;
  }

  private tell(type: 'choose' | 'fold' | 'focus-on', key: string | undefined): void {
    if (key !== undefined) this.dispatchEvent(new CustomEvent<string>(type, { detail: key }));
  }

  private activate(key: string | undefined): void {
    // The details take some of the room, and what was just chosen must not shrink for that.
    this.moved = true;
    this.tell(key?.startsWith('group:') ? 'fold' : 'choose', key);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = keyAt(event) ?? this.current;
    const direction = arrows[event.key];
    if (direction !== undefined) {
      const next = key === undefined ? undefined : neighbour(this.stops(), key, direction);
      if (next !== undefined) {
        this.show(next);
        this.focusCurrent = true;
      }
    } else if (event.key === 'Enter' || event.key === ' ') this.activate(key);
    else if (event.key === 'f' || event.key === 'F') this.tell('focus-on', key);
    else if (event.key === '+' || event.key === '=') this.zoom(1.25);
    else if (event.key === '-') this.zoom(0.8);
    else if (event.key === '0') this.fitAll();
    else return;
    event.preventDefault();
  }

  private onFocus(event: FocusEvent): void {
    const key = keyAt(event);
    if (key !== undefined) this.current = key;
  }

  private onDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.dragged = false;
    this.dragging = { x: event.clientX, y: event.clientY, camera: this.camera };
  }

  private onMove(event: PointerEvent): void {
    const { dragging } = this;
    if (!dragging) return;
    const [dx, dy] = [event.clientX - dragging.x, event.clientY - dragging.y];
    // A click may tremble.
    if (!this.dragged && Math.hypot(dx, dy) < 4) return;
    if (!this.dragged && event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
    this.dragged = true;
    this.move({ ...dragging.camera, left: dragging.camera.left + dx, top: dragging.camera.top + dy });
  }

  private onUp(): void {
    this.dragging = undefined;
  }

  private onClick(event: MouseEvent): void {
    const key = keyAt(event);
    if (!this.dragged && key !== undefined) this.activate(key);
  }

  /** As editors do: the wheel scrolls, with Ctrl (or a pinch) it zooms where the pointer is. */
  private onWheel(event: WheelEvent): void {
    event.preventDefault();
    const { left, top } = this.extent();
    if (event.ctrlKey || event.metaKey) {
      const factor = Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 150);
      this.move(zoomed(this.camera, factor, event.clientX - left, event.clientY - top));
    } else {
      const [dx, dy] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
      this.move({ ...this.camera, left: this.camera.left - dx, top: this.camera.top - dy });
    }
  }
}

function placeOf(layout: MapLayout, key: string): Place {
  const place = layout.places.get(key);
  if (!place) throw new Error(`${key} is not laid out`);
  return place;
}

function keyAt(event: Event): string | undefined {
  const stop = event.target instanceof Element ? event.target.closest('[data-key]') : null;
  return stop?.getAttribute('data-key') ?? undefined;
}
