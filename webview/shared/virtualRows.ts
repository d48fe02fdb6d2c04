// A list of any length: shows the rows in sight, scrolls by wheel, keyboard and thumb, and owns its position in rows.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
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

/** Where a row stands in a tree. */
export interface TreeRow {
  /** 1 at the top. */
  readonly level: number;
  /** Only for rows with rows below them. */
  readonly open?: boolean;
  /** Which of how many with the same parent, from 1. */
  readonly place: number;
  readonly siblings: number;
}

/** What a row is drawn from; `undefined`: not here yet. */
export type RowView = (position: number) => TemplateResult | undefined;

/**
 * Fires `range` (detail `{ from, to }`) when other rows come in sight, and `follow` (detail: boolean) when following
 * begins or ends. Draws into the page itself; each row is wrapped in a list item that can take the focus.
 */
export class VirtualRows extends LitElement {
  static override properties = {
    place: { state: true },
    current: { state: true },
    label: {},
    rowView: { attribute: false },
    treeRow: { attribute: false },
  };
  declare private place: RowScroll;
  /** The row that has the focus, or had it last. */
  declare current: number | undefined;
  declare label: string;
  declare rowView: RowView;
  /** Makes the list a tree for who hears it instead of seeing it. */
  declare treeRow: ((position: number) => TreeRow | undefined) | undefined;
  private rowHeight = 18;
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

  setExtent(first: number, end: number): void {
    this.move(withExtent(this.place, first, end));
  }

  /** Forgets the position: another list begins. */
  reset(first: number, end: number, following: boolean, top = first): void {
    this.current = undefined;
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
    this.move(revealInMiddle(this.place, position));
  }

  /** Brings a row into sight, with the keyboard on it. */
  focusRow(position: number): void {
    this.current = position;
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
      <div class="canvas" role=${this.treeRow ? 'tree' : 'list'} aria-label=${this.label} tabindex=${this.inSight() ? -1 : 0}>
        <div class="rows" ${shift} @focusin=${this.onFocus}>
          ${repeat(
            positions,
            (position) => position,
            (position) => {
              const tree = this.treeRow?.(position);
              return html`<div
              class="row ${position === this.current ? 'current' : ''}"
              role=${this.treeRow ? 'treeitem' : 'listitem'}
              tabindex=${position === this.current ? 0 : -1}
              data-position=${position}
              aria-level=${tree?.level ?? nothing}
              aria-expanded=${tree?.open === undefined ? nothing : String(tree.open)}
              aria-posinset=${tree?.place ?? position - first + 1}
              aria-setsize=${tree?.siblings ?? end - first}
            >
              ${this.rowView(position) ?? html`<span class="quiet">…</span>`}
            </div>`;
            },
          )}
        </div>
      </div>
      ${this.bar()}
    `;
  }

  protected override updated(_: PropertyValues): void {
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
    const track = this.querySelector<HTMLElement>('.track')?.clientHeight ?? 0;
    const bar = thumb(this.place, track);
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
    this.move(withHeight(this.place, canvas.clientHeight / this.rowHeight));
  }

  private move(next: RowScroll): void {
    const changed = next.following !== this.place.following;
    this.place = next;
    if (changed) this.dispatchEvent(new CustomEvent('follow', { detail: next.following }));
  }

  private onFocus(event: FocusEvent): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('.row') : null;
    if (row) this.current = Number(row.dataset.position);
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
    if (event.button !== 0) return;
    event.preventDefault();
    const handle = event.currentTarget as HTMLElement;
    const track = handle.parentElement;
    if (!track) return;
    const grabbedAt = event.clientY - handle.getBoundingClientRect().top;
    handle.setPointerCapture(event.pointerId);
    const drag = (move: PointerEvent) => {
      const offset = move.clientY - grabbedAt - track.getBoundingClientRect().top;
      this.move(scrollTo(this.place, topAtThumb(this.place, offset, track.clientHeight)));
    };
    const end = () => {
      handle.removeEventListener('pointermove', drag);
      handle.removeEventListener('pointerup', end);
      handle.removeEventListener('pointercancel', end);
    };
    handle.addEventListener('pointermove', drag);
    handle.addEventListener('pointerup', end);
    handle.addEventListener('pointercancel', end);
  }
}
