// The timeline over the list of events: zoomed by dragging, wheel and keys; what is chosen in one is chosen in the other.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { TimelineMark } from '../../src/model/eventTimeline';
import type { EventTimeline } from '../../src/protocol/events';
import { drawingWatch } from './drawingWatch';
import { actionWord, kindIcons, toneWords } from './eventLooks';
import { drawAxis, drawLanes, laneHeight, type TimelineLook } from './timelineDrawing';
import { dragged, moved, type TimeSpan, timeAt, zoomed } from './timeScale';

/** Marks closer than this would lie on each other. */
const columnPx = 9;
const labelPx = 150;
/** A shorter way of the pointer is a click. */
const clickPx = 4;

/**
 * Fires `zoom` (detail: the span wanted, or undefined for all of it), `pick` (detail: the number of an event), `step`
 * (detail: -1 or 1, the event before or after) and `columns` when its width allows another number of them.
 */
export class TimelineElement extends LitElement {
  static override properties = {
    data: { attribute: false },
    selected: { attribute: false },
    label: {},
    cursor: { state: true },
    drag: { state: true },
    width: { state: true },
    theme: { state: true },
  };
  declare data: EventTimeline | undefined;
  declare selected: TimelineLook['selected'];
  declare label: string;
  declare private cursor: number | undefined;
  declare private drag: { readonly from: number; readonly to: number } | undefined;
  declare private width: number;
  declare private theme: number;
  private readonly watch = drawingWatch(
    () => {
      this.theme++;
    },
    () => this.measure(),
  );

  constructor() {
    super();
    this.label = '';
    this.width = 0;
    this.theme = 0;
  }

  get columns(): number {
    return Math.max(1, Math.floor(this.width / columnPx));
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.watch.start(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watch.stop();
  }

  protected override render(): TemplateResult {
    const lanes = this.data?.lanes ?? [];
    return html`<div
      class="timeline"
      role="group"
      aria-roledescription="timeline"
      aria-label="${this.label}. Left and right go from event to event, plus and minus zoom, 0 shows all. The list below tells the same in words."
      tabindex="0"
      @keydown=${this.onKey}
    >
      <div class="timeline-axis"><span class="lane-labels quiet">${this.others()}</span><canvas class="axis" aria-hidden="true"></canvas></div>
      <div class="timeline-lanes" aria-hidden="true">
        <div class="lane-labels">
          ${lanes.map(
            ({ kind, name }) =>
              html`<div class="lane-label" title="${kind} ${name}"><span class="codicon codicon-${kindIcons[kind]}"></span><bdi>${name}</bdi></div>`,
          )}
        </div>
        <canvas
          class="lanes"
          title=${this.hint() ?? nothing}
          @wheel=${{ handleEvent: (event: WheelEvent) => this.onWheel(event), passive: false }}
          @pointerdown=${this.onPointerDown}
          @pointermove=${(event: PointerEvent) => {
            this.cursor = event.offsetX;
            this.at = { x: event.offsetX, y: event.offsetY };
          }}
          @pointerleave=${() => {
            this.cursor = undefined;
            this.at = undefined;
          }}
          @dblclick=${() => this.fire('zoom', undefined)}
        ></canvas>
      </div>
    </div>`;
  }
  private at: { readonly x: number; readonly y: number } | undefined;

  protected override updated(_: PropertyValues): void {
    const { data, width, selected, cursor, drag } = this;
    const axis = this.querySelector<HTMLCanvasElement>('canvas.axis');
    const lanes = this.querySelector<HTMLCanvasElement>('canvas.lanes');
    if (!data || !axis || !lanes || width === 0) return;
    const look: TimelineLook = { data, width, selected, cursor, drag };
    drawAxis(axis, look);
    drawLanes(lanes, look);
  }

  private others(): string {
    const { others = 0, lanes = [] } = this.data ?? {};
    const count = lanes.length - (others > 0 ? 1 : 0) + others;
    return count === 1 ? '1 object' : `${count.toLocaleString()} objects`;
  }

  private hint(): string | undefined {
    const mark = this.at && this.markAt(this.at.x, this.at.y);
    if (!mark) return undefined;
    const more = mark.count > 1 ? `, and ${mark.count - 1} more` : '';
    return `${actionWord(mark.action)}${toneWords[mark.tone] ? ` (${toneWords[mark.tone]})` : ''}${more}`;
  }

  private measure(): void {
    const before = this.columns;
    this.width = Math.max(0, Math.floor(this.clientWidth) - labelPx - 24);
    if (this.columns !== before) this.fire('columns', this.columns);
  }

  private markAt(x: number, y: number): TimelineMark | undefined {
    const { data } = this;
    const lane = data?.lanes[Math.floor(y / laneHeight)];
    if (!data || !lane) return undefined;
    const column = (x / this.width) * data.columns - 0.5;
    let best: TimelineMark | undefined;
    for (const one of lane.marks) {
      const distance = Math.abs(one.column - column);
      if (distance <= 1 && distance < Math.abs((best?.column ?? Number.POSITIVE_INFINITY) - column)) best = one;
    }
    return best;
  }

  private onPointerDown(event: PointerEvent): void {
    if (event.button !== 0 || !this.data) return;
    const canvas = event.currentTarget as HTMLCanvasElement;
    canvas.setPointerCapture(event.pointerId);
    const from = event.offsetX;
    const y = event.offsetY;
    const move = (next: PointerEvent) => {
      const to = Math.min(this.width, Math.max(0, next.offsetX));
      this.drag = Math.abs(to - from) < clickPx ? undefined : { from, to };
    };
    const end = (next: PointerEvent) => {
      canvas.removeEventListener('pointermove', move);
      canvas.removeEventListener('pointerup', end);
      canvas.removeEventListener('pointercancel', end);
      const { drag, data } = this;
      this.drag = undefined;
      if (next.type === 'pointercancel' || !data) return;
      if (drag) {
        const span = dragged(timeAt(data, this.width, drag.from), timeAt(data, this.width, drag.to));
        if (span) this.fire('zoom', span);
        return;
      }
      const mark = this.markAt(from, y);
      if (mark) this.fire('pick', mark.seq);
    };
    canvas.addEventListener('pointermove', move);
    canvas.addEventListener('pointerup', end);
    canvas.addEventListener('pointercancel', end);
  }

  private onWheel(event: WheelEvent): void {
    const { data } = this;
    if (!data) return;
    event.preventDefault();
    const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    const length = data.to - data.from;
    if (sideways) {
      this.go(moved(data, (Math.sign(event.deltaX || event.deltaY) * length) / 8, this.limits(data)));
      return;
    }
    const factor = event.deltaY > 0 ? 1.25 : 0.8;
    this.go(zoomed(data, factor, timeAt(data, this.width, event.offsetX), this.limits(data)));
  }

  private onKey(event: KeyboardEvent): void {
    const { data, selected } = this;
    if (!data || event.ctrlKey || event.metaKey || event.altKey) return;
    const around =
      selected && selected.ms >= data.from && selected.ms <= data.to ? selected.ms : (data.from + data.to) / 2;
    const eighth = (data.to - data.from) / 8;
    const limits = this.limits(data);
    switch (event.key) {
      case '+':
      case '=':
        this.go(zoomed(data, 0.5, around, limits));
        break;
      case '-':
        this.go(zoomed(data, 2, around, limits));
        break;
      case '0':
        this.fire('zoom', undefined);
        break;
      case 'ArrowLeft':
      case 'ArrowRight': {
        const way = event.key === 'ArrowLeft' ? -1 : 1;
        if (event.shiftKey) this.go(moved(data, way * eighth, limits));
        else this.fire('step', way);
        break;
      }
      default:
        return;
    }
    event.preventDefault();
  }

  private limits({ oldest, now, from, to }: EventTimeline): TimeSpan {
    const air = Math.max(30_000, (now - oldest) * 0.02);
    return { from: Math.min(from, oldest - air), to: Math.max(to, now) };
  }

  private go(span: TimeSpan): void {
    const { oldest = 0, now = 0 } = this.data ?? {};
    this.fire('zoom', span.from <= oldest && span.to >= now ? undefined : span);
  }

  private fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
