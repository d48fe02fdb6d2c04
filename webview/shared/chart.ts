// The one place that knows uPlot: a small chart over time in the theme's colours, with limits, marks, a cursor and a zoom.

import { html, LitElement, type TemplateResult } from 'lit';
import uPlot from 'uplot';
import { drawMarks } from './chartMarks';
import { drawingWatch } from './drawingWatch';
import { secondTime } from './localTime';
import { themeColour } from './themeColour';

export interface ChartLine {
  readonly label: string;
  /** Name of a theme colour, such as `--vscode-charts-blue`. */
  readonly colour: string;
  /** Told apart by its form, too: lengths of strokes and gaps. */
  readonly dash?: readonly number[];
  /** `undefined`: nothing was read at that time, and the line goes through; `null`: it breaks. */
  readonly values: readonly (number | null | undefined)[];
}

/** Something that happened, as an upright line with a word. */
export interface ChartMark {
  /** Seconds since the epoch. */
  readonly time: number;
  readonly word: string;
  readonly colour: string;
}

export interface ChartData {
  /** Seconds since the epoch. */
  readonly times: readonly number[];
  readonly lines: readonly ChartLine[];
  /** Drawn as a dashed line. */
  readonly limit?: number | undefined;
  readonly marks?: readonly ChartMark[];
  /** The scale goes at least this far, so that a quiet chart does not magnify noise. */
  readonly least: number;
  /** Values as people read them, on the axis and under the cursor. */
  readonly format: (value: number) => string;
}

/** Seconds since the epoch. */
export interface ChartSpan {
  readonly from: number;
  readonly to: number;
}

const heightPx = 130;
const axisPx = 64;

/**
 * `cursor` fires with the time under the pointer, `zoom` with the span that was dragged over, `unzoom` on a
 * double click. Decoration for eyes: numbers stand beside it.
 */
export class Chart extends LitElement {
  static override properties = { data: { attribute: false }, span: { attribute: false }, cursor: {}, label: {} };
  declare data: ChartData | undefined;
  /** The part of the time that is drawn. */
  declare span: ChartSpan | undefined;
  /** Seconds since the epoch: where other charts of the same time have their cursor. */
  declare cursor: number | undefined;
  declare label: string;
  private plot: uPlot | undefined;
  private shape = '';
  private drawn: ChartData | undefined;
  private drawnSpan = '';
  private readonly watch = drawingWatch(
    () => this.plot?.redraw(false),
    () => this.fit(),
  );

  constructor() {
    super();
    this.label = '';
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
    this.plot?.destroy();
    this.plot = undefined;
  }

  protected override render(): TemplateResult {
    return html`<div class="plot" role="img" aria-label=${this.label}></div>`;
  }

  protected override updated(): void {
    const { data } = this;
    const place = this.querySelector<HTMLElement>('.plot');
    if (!data || !place) return;
    const shape = data.lines.map(({ label, colour }) => `${label} ${colour}`).join('\n');
    if (shape !== this.shape) {
      this.plot?.destroy();
      this.plot = undefined;
      this.shape = shape;
    }
    const span = JSON.stringify(this.span);
    if (!this.plot) this.plot = new uPlot(this.options(data), columns(data), place);
    else if (this.drawn !== data || span !== this.drawnSpan) this.plot.setData(columns(data));
    this.drawn = data;
    this.drawnSpan = span;
    this.showCursor(this.plot);
  }

  private fit(): void {
    if (this.clientWidth > 0) this.plot?.setSize({ width: this.clientWidth, height: heightPx });
  }

  /** Without a word to whoever set it. */
  private showCursor(plot: uPlot): void {
    if (this.matches(':hover')) return;
    const left = this.cursor === undefined ? -10 : plot.valToPos(this.cursor, 'x');
    if (plot.cursor.left !== left) plot.setCursor({ left, top: left < 0 ? -10 : 1 }, false);
  }

  private tell(type: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  private options(data: ChartData): uPlot.Options {
    const grid = { stroke: () => themeColour('--grid', '--vscode-charts-lines'), width: 1 };
    const text = () => themeColour('--vscode-descriptionForeground');
    const axis = { stroke: text, font: font(), grid, ticks: { show: false } };
    const lines = data.lines.map(({ label, colour, dash }): uPlot.Series => {
      const form = dash && dash.length > 0 ? { dash: [...dash] } : {};
      return { label, stroke: () => themeColour(colour), width: 1.5, points: { show: false }, ...form };
    });
    const limit: uPlot.Series = {
      stroke: () => themeColour('--vscode-editorWarning-foreground'),
      dash: [6, 4],
      width: 1,
      points: { show: false },
    };
    return {
      width: Math.max(200, this.clientWidth),
      height: heightPx,
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: false },
        points: { show: false },
        // A double click is told, not taken: all charts show the same time.
        bind: { dblclick: () => () => this.unzoom() },
      },
      padding: [8, 28, 0, 0],
      scales: {
        x: { time: true, range: (_, min, max) => (this.span ? [this.span.from, this.span.to] : [min, max]) },
        y: { range: (_, __, max) => [0, Math.max(max, this.data?.least ?? 0) * 1.05 || 1] },
      },
      axes: [
        { ...axis, size: 22, values: (_, ticks) => ticks.map((tick) => secondTime(new Date(tick * 1000))), space: 90 },
        { ...axis, size: axisPx, values: (_, ticks) => ticks.map((tick) => this.data?.format(tick) ?? ''), space: 28 },
      ],
      series: [{}, ...lines, limit],
      hooks: {
        setCursor: [(plot) => this.tellCursor(plot)],
        setSelect: [(plot) => this.takeSelection(plot)],
        draw: [(plot) => drawMarks(plot, this.data?.marks ?? [])],
      },
    };
  }

  /** uPlot speaks of it with every reading, too; only what is under the pointer is news. */
  private tellCursor({ cursor, data }: uPlot): void {
    if (!this.matches(':hover') || cursor.idx == null || (cursor.left ?? -1) < 0) return;
    this.tell('cursor', data[0][cursor.idx]);
  }

  private unzoom(): null {
    this.tell('unzoom');
    return null;
  }

  private takeSelection(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < 4) return;
    const [from, to] = [plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x')];
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.tell('zoom', { from, to } satisfies ChartSpan);
  }
}

function columns(data: ChartData): uPlot.AlignedData {
  const limit = data.times.map(() => data.limit ?? null);
  return [[...data.times], ...data.lines.map((line) => [...line.values]), limit];
}

function font(): string {
  const style = getComputedStyle(document.body);
  return `11px ${style.fontFamily}`;
}
