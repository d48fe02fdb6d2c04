// The one place that knows uPlot: a small chart over time, in the theme's colours, with an optional limit line.

import { html, LitElement, type TemplateResult } from 'lit';
import uPlot from 'uplot';
import { secondTime } from './localTime';

export interface ChartLine {
  readonly label: string;
  /** Name of a theme colour, such as `--vscode-charts-blue`. */
  readonly colour: string;
  readonly values: readonly (number | null)[];
}

export interface ChartData {
  /** Seconds since the epoch. */
  readonly times: readonly number[];
  readonly lines: readonly ChartLine[];
  /** Drawn as a dashed line. */
  readonly limit?: number | undefined;
  /** The scale goes at least this far, so that a quiet chart does not magnify noise. */
  readonly least: number;
  /** Values as people read them, on the axis and under the cursor. */
  readonly format: (value: number) => string;
}

const heightPx = 130;
const axisPx = 64;
/** Seconds in sight at least, so that the first samples do not crawl. */
const spanSeconds = 60;

/** `cursor` fires with the index in sight under the pointer, or undefined. Decoration for eyes: numbers stand beside it. */
export class Chart extends LitElement {
  static override properties = { data: { attribute: false }, label: {} };
  declare data: ChartData | undefined;
  declare label: string;
  private plot: uPlot | undefined;
  private shape = '';
  private readonly resizing = new ResizeObserver(() => this.fit());
  private readonly theming = new MutationObserver(() => this.plot?.redraw(false));

  constructor() {
    super();
    this.label = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // VS Code tells a new theme by the body's class and the root's custom properties.
    this.theming.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    this.theming.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
    this.resizing.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.theming.disconnect();
    this.resizing.disconnect();
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
    const shape = data.lines.map((line) => line.label).join('\n');
    if (shape !== this.shape) {
      this.plot?.destroy();
      this.plot = undefined;
      this.shape = shape;
    }
    const table = columns(data);
    if (this.plot) this.plot.setData(table);
    else this.plot = new uPlot(this.options(data), table, place);
  }

  private fit(): void {
    if (this.clientWidth > 0) this.plot?.setSize({ width: this.clientWidth, height: heightPx });
  }

  private options(data: ChartData): uPlot.Options {
    const grid = { stroke: () => colour('--grid', '--vscode-charts-lines'), width: 1 };
    const axis = { stroke: () => colour('--vscode-descriptionForeground'), font: font(), grid, ticks: { show: false } };
    const limit: uPlot.Series = {
      stroke: () => colour('--vscode-editorWarning-foreground'),
      dash: [6, 4],
      width: 1,
      points: { show: false },
    };
    return {
      width: Math.max(200, this.clientWidth),
      height: heightPx,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      padding: [8, 28, 0, 0],
      scales: {
        x: { time: true, range: (_, min, max) => [Math.min(min, max - spanSeconds), max] },
        y: { range: (_, __, max) => [0, Math.max(max, this.data?.least ?? 0) * 1.05 || 1] },
      },
      axes: [
        {
          ...axis,
          size: 22,
          values: (_, ticks) => ticks.map((tick) => secondTime(new Date(tick * 1000))),
          space: 90,
        },
        { ...axis, size: axisPx, values: (_, ticks) => ticks.map((tick) => this.data?.format(tick) ?? ''), space: 28 },
      ],
      series: [
        {},
        ...data.lines.map(
          (line, i): uPlot.Series => ({
            label: line.label,
            stroke: () => colour(line.colour),
            width: 1.5,
            points: { show: false },
            // The second line of a pair is told by its form too.
            ...(i > 0 ? { dash: [2, 3] } : {}),
          }),
        ),
        limit,
      ],
      hooks: {
        setCursor: [
          (plot) => {
            this.dispatchEvent(new CustomEvent('cursor', { detail: plot.cursor.idx ?? undefined }));
          },
        ],
      },
    };
  }
}

function columns(data: ChartData): uPlot.AlignedData {
  const limit = data.times.map(() => data.limit ?? null);
  return [[...data.times], ...data.lines.map((line) => [...line.values]), limit];
}

/** The first of these theme colours that the theme has; high contrast themes leave some out. */
function colour(...names: readonly string[]): string {
  const style = getComputedStyle(document.documentElement);
  for (const name of [...names, '--vscode-foreground']) {
    const value = style.getPropertyValue(name).trim();
    if (value !== '') return value;
  }
  return 'gray';
}

function font(): string {
  const style = getComputedStyle(document.body);
  return `11px ${style.fontFamily}`;
}
