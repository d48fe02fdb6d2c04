// A list of any length: shows the rows in sight, scrolls by wheel, keyboard and thumb, and owns its position in rows.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type GridRow, rowFrame, type TreeRow } from './rowFrame';
import {
  lastTop,
  type RowScroll,
  reveal,
  revealInMiddle,
  scrollBy,
  scrollTo,
  thumb,
  topAtThumb,
  withExtent,
  withHeight,
} from './rowScroll';
import { styled } from './styled';
import { dragThumb } from './thumbDrag';

/** What a row is drawn from; `undefined`: not here yet. */
export type RowView = (position: number) => TemplateResult | undefined;

/**
 * Fires `range` (detail `{ from, to }`) when other rows come in sight, `follow` (detail: boolean) when following begins or
 * ends, and `current` when another row is chosen. Draws into the page itself; each row is wrapped in a list item that can take the focus.
 */
export class VirtualRows extends LitElement {
  static override properties = {
    place: { state: true },
    current: { state: true },
    anchor: { state: true },
    label: {},
    rowView: { attribute: false },
    treeRow: { attribute: false },
    gridRow: { attribute: false },
  };
  declare private place: RowScroll;
  /** The row that has the focus, or had it last. */
  declare current: number | undefined;
  /** Where a range of chosen rows begins; it ends at `current`. */
  declare private anchor: number | undefined;
  declare label: string;
  declare rowView: RowView;
  /** Makes the list a tree for who hears it instead of seeing it. */
  declare treeRow: ((position: number) => TreeRow | undefined) | undefined;
  /** Makes the list a grid of rows that can be chosen by range; undefined for a row that is not here yet. */
  declare gridRow: ((position: number) => GridRow | undefined) | undefined;
  private rowHeight = 18;
  /** Measured when the size changes: to ask in each frame makes the browser lay out the page twice. */
  private trackPx = 0;
  private sightFrom = -1;
  private sightTo = -1;
  private focusCurrent = false;
  private readonly resizing = new ResizeObserver(() => this.measure());

  constructor() {
    super();
    this.place = { first: 0, end: 0, top: 0, rows: 1, following: true };
    this.label = '';
    this.rowView = () => undefined;
    this.treeRow = undefined;
    this.gridRow = undefined;
    this.anchor = undefined;
  }

  get following(): boolean {
    return this.place.following;
  }

  get top(): number {
    return this.place.top;
  }

  /** Height of the viewport in whole rows. */
  get pageRows(): number {
    return Math.max(1, Math.floor(this.place.rows));
  }

  /** The chosen rows, `to` not among them. */
  get chosen(): { readonly from: number; readonly to: number } | undefined {
    const { current, anchor, place } = this;
    if (current === undefined) return undefined;
    const other = anchor ?? current;
    return {
      from: Math.max(place.first, Math.min(current, other)),
      to: Math.min(place.end, Math.max(current, other) + 1),
    };
  }

  chooseAll(): void {
    if (this.place.end === this.place.first) return;
    this.anchor = this.place.first;
    this.current = this.place.end - 1;
  }

  setExtent(first: number, end: number): void {
    this.move(withExtent(this.place, first, end));
  }

  /** Forgets the position: another list begins. */
  reset(first: number, end: number, following: boolean, top = first): void {
    this.current = undefined;
    this.anchor = undefined;
    this.move({ ...withExtent({ ...this.place, following, top }, first, end), following });
  }

  follow(): void {
    this.move({ ...this.place, top: lastTop(this.place), following: true });
  }

  stopFollowing(): void {
    this.move({ ...this.place, following: false });
  }

  showInMiddle(position: number): void {
    this.current = position;
    this.anchor = undefined;
    this.move(revealInMiddle(this.place, position));
  }

  /** The same row has another position now: the keyboard goes with it. */
  moveCurrent(position: number): void {
    this.current = position;
    this.anchor = undefined;
    this.focusCurrent = this.contains(document.activeElement);
  }

  /** Brings a row into sight, with the keyboard on it. */
  focusRow(position: number): void {
    this.current = position;
    this.anchor = undefined;
    this.focusCurrent = true;
    this.move(reveal(this.place, position));
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override firstUpdated(): void {
    const canvas = this.querySelector('.canvas');
    if (canvas) this.resizing.observe(canvas);
    this.addEventListener('wheel', (event) => this.onWheel(event), { passive: false });
    this.addEventListener('keydown', (event) => this.onKey(event));
    this.measure();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizing.disconnect();
  }

  protected override render(): TemplateResult {
    const { first, end, top, rows } = this.place;
    const from = Math.max(first, Math.floor(top));
    const to = Math.min(end, Math.ceil(top + rows));
    const positions = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
    const shift = styled({ transform: `translateY(${Math.round((from - top) * this.rowHeight)}px)` });
    return html`
      <div
        class="canvas"
        role=${this.gridRow ? 'treegrid' : this.treeRow ? 'tree' : 'list'}
        aria-label=${this.label}
        aria-multiselectable=${this.gridRow ? 'true' : nothing}
        tabindex=${this.inSight() ? -1 : 0}
      >
        <div class="rows" role=${this.gridRow ? 'rowgroup' : nothing} ${shift} @focusin=${this.onFocus} @mousedown=${this.onMouseDown}>
          ${repeat(
            positions,
            (position) => position,
            (position) => this.framed(position),
          )}
        </div>
      </div>
      ${this.bar()}
    `;
  }

  private framed(position: number): TemplateResult {
    const { first, end } = this.place;
    const { from = 0, to = 0 } = this.chosen ?? {};
    return rowFrame({
      ...{ position, first, end, isCurrent: position === this.current, isChosen: position >= from && position < to },
      ...{ isRange: to - from > 1, isTree: this.treeRow !== undefined, isGrid: this.gridRow !== undefined },
      ...{ tree: this.treeRow?.(position), grid: this.gridRow?.(position), content: this.rowView(position) },
    });
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('current')) this.dispatchEvent(new CustomEvent('current', { detail: this.current }));
    const { top, rows, first, end } = this.place;
    const from = Math.max(first, Math.floor(top));
    const to = Math.min(end, Math.ceil(top + rows));
    if (from !== this.sightFrom || to !== this.sightTo) {
      this.sightFrom = from;
      this.sightTo = to;
      this.dispatchEvent(new CustomEvent('range', { detail: { from, to } }));
    }
    if (this.focusCurrent) {
      this.focusCurrent = false;
      this.rowElement(this.current)?.focus({ preventScroll: true });
    } else if (document.activeElement === document.body && this.lostFocus) {
      // The focused row went out of sight; the list itself keeps the keyboard.
      this.querySelector<HTMLElement>('.canvas')?.focus({ preventScroll: true });
    }
    this.lostFocus = this.contains(document.activeElement);
  }
  private lostFocus = false;

  private bar(): TemplateResult {
    const bar = thumb(this.place, this.trackPx);
    const style = styled(bar ? { height: `${bar.size}px`, transform: `translateY(${bar.offset}px)` } : {});
    return html`<div class="track" aria-hidden="true" @pointerdown=${this.onTrack}>
      <div class="thumb" ?hidden=${!bar} ${style} @pointerdown=${this.onThumb}></div>
    </div>`;
  }

  private inSight(): boolean {
    const { top, rows } = this.place;
    return this.current !== undefined && this.current >= Math.floor(top) && this.current < Math.ceil(top + rows);
  }

  private rowElement(position: number | undefined): HTMLElement | null {
    return position === undefined ? null : this.querySelector<HTMLElement>(`[data-position="${position}"]`);
  }

  private measure(): void {
    const canvas = this.querySelector<HTMLElement>('.canvas');
    if (!canvas) return;
    const style = getComputedStyle(canvas);
    this.rowHeight = Math.round(Number.parseFloat(style.fontSize) * 1.45) || 18;
    this.style.setProperty('--row-height', `${this.rowHeight}px`);
    this.trackPx = this.querySelector<HTMLElement>('.track')?.clientHeight ?? 0;
    this.move(withHeight(this.place, canvas.clientHeight / this.rowHeight));
  }

  private move(next: RowScroll): void {
    const changed = next.following !== this.place.following;
    this.place = next;
    if (changed) this.dispatchEvent(new CustomEvent('follow', { detail: next.following }));
  }

  private onFocus(event: FocusEvent): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('.row') : null;
    if (!row) return;
    const position = Number(row.dataset.position);
    if (position !== this.current) this.anchor = undefined;
    this.current = position;
  }

  private onMouseDown(event: MouseEvent): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('.row') : null;
    if (!row || event.button !== 0) return;
    // What is pointed at is read: it stays where it is.
    if (this.gridRow) this.move({ ...this.place, following: false });
    if (!event.shiftKey || !this.gridRow || this.current === undefined) {
      this.anchor = undefined;
      return;
    }
    // A range of rows, not of text.
    event.preventDefault();
    this.anchor ??= this.current;
    this.current = Number(row.dataset.position);
    this.focusCurrent = true;
  }

  private onWheel(event: WheelEvent): void {
    if (event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    event.preventDefault();
    const unit =
      event.deltaMode === WheelEvent.DOM_DELTA_PIXEL
        ? 1 / this.rowHeight
        : event.deltaMode === WheelEvent.DOM_DELTA_LINE
          ? 1
          : this.pageRows;
    this.move(scrollBy(this.place, event.deltaY * unit));
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { first, end } = this.place;
    if (end === first) return;
    const at = this.current ?? Math.floor(this.place.top);
    const steps: Record<string, number> = {
      ArrowDown: this.current === undefined ? at : at + 1,
      ArrowUp: at - 1,
      PageDown: at + this.pageRows,
      PageUp: at - this.pageRows,
      Home: first,
      End: end - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    if (event.shiftKey && this.gridRow) this.anchor ??= this.current ?? at;
    else this.anchor = undefined;
    this.current = Math.min(end - 1, Math.max(first, next));
    this.focusCurrent = true;
    const moved = reveal(this.place, this.current);
    // Going up with the keys means reading, even where nothing has to scroll yet.
    this.move(
      event.key === 'End' ? scrollTo(moved, end) : { ...moved, following: moved.following && this.current === end - 1 },
    );
  }

  private onTrack(event: PointerEvent): void {
    const bar = this.querySelector<HTMLElement>('.thumb')?.getBoundingClientRect();
    if (!bar || (event.clientY >= bar.top && event.clientY <= bar.bottom)) return;
    this.move(scrollBy(this.place, event.clientY < bar.top ? -this.pageRows : this.pageRows));
  }

  private onThumb(event: PointerEvent): void {
    dragThumb(event, (offset, trackPx) => this.move(scrollTo(this.place, topAtThumb(this.place, offset, trackPx))));
  }
}
