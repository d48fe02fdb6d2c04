// Draws the timeline: an axis, a lane per object, marks whose shape tells how bad it is, and gaps as hatched bands.

import type { EventTone } from '../../src/model/eventEntry';
import type { TimelineMark } from '../../src/model/eventTimeline';
import type { EventTimeline } from '../../src/protocol/events';
import { secondTime } from './localTime';
import { themeColour } from './themeColour';
import { pixelAt, type TimeSpan, tickForm, ticks } from './timeScale';

export const laneHeight = 18;
const axisHeight = 20;

export interface TimelineLook {
  readonly width: number;
  readonly data: EventTimeline;
  /** Where it stands that is selected. */
  readonly selected: { readonly lane: string; readonly ms: number } | undefined;
  /** The pointer, in pixels. */
  readonly cursor: number | undefined;
  /** What is being dragged over, in pixels. */
  readonly drag: { readonly from: number; readonly to: number } | undefined;
}

interface Colours {
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly focus: string;
  readonly tones: Readonly<Record<EventTone, string>>;
}

function themeColours(): Colours {
  return {
    text: themeColour('--vscode-foreground'),
    quiet: themeColour('--vscode-descriptionForeground'),
    line: themeColour('--vscode-contrastBorder', '--vscode-panel-border', '--vscode-widget-border'),
    focus: themeColour('--vscode-focusBorder'),
    tones: {
      good: themeColour('--vscode-testing-iconPassed', '--vscode-charts-green'),
      warning: themeColour('--vscode-editorWarning-foreground', '--vscode-charts-orange'),
      bad: themeColour('--vscode-editorError-foreground', '--vscode-charts-red'),
      idle: themeColour('--vscode-charts-blue', '--vscode-descriptionForeground'),
    },
  };
}

/** Sets the canvas to this size in CSS pixels, sharp on any screen, and hands back a clean context. */
function freshContext(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  context?.scale(ratio, ratio);
  return context;
}

export function drawAxis(canvas: HTMLCanvasElement, look: TimelineLook): void {
  const context = freshContext(canvas, look.width, axisHeight);
  if (!context) return;
  const colours = themeColours();
  const { data, width, cursor } = look;
  context.font = fontOf(canvas);
  context.textBaseline = 'middle';
  for (const at of ticks(data, width, 90, -new Date(data.from).getTimezoneOffset() * 60_000)) {
    const x = Math.round(pixelAt(data, width, at)) + 0.5;
    context.strokeStyle = colours.line;
    line(context, x, axisHeight - 5, x, axisHeight);
    context.fillStyle = colours.quiet;
    const text = tickText(at, data);
    // A piece of a time reads as another time.
    if (x + 3 + context.measureText(text).width <= width) context.fillText(text, x + 3, axisHeight / 2);
  }
  if (cursor === undefined) return;
  const text = tickText(data.from + (cursor / width) * (data.to - data.from), {
    from: 0,
    to: Math.min(3000, data.to - data.from),
  });
  const size = context.measureText(text).width + 8;
  const left = Math.min(Math.max(0, cursor - size / 2), width - size);
  context.fillStyle = themeColour('--vscode-editorHoverWidget-background', '--vscode-editor-background');
  context.fillRect(left, 1, size, axisHeight - 2);
  context.fillStyle = colours.text;
  context.fillText(text, left + 4, axisHeight / 2);
}

export function drawLanes(canvas: HTMLCanvasElement, look: TimelineLook): void {
  const { data, width, selected, cursor, drag } = look;
  const height = Math.max(1, data.lanes.length) * laneHeight;
  const context = freshContext(canvas, width, height);
  if (!context) return;
  const colours = themeColours();
  const columnPx = width / data.columns;
  context.strokeStyle = colours.line;
  context.globalAlpha = 0.5;
  for (let i = 0; i < data.lanes.length; i++) line(context, 0, i * laneHeight + 8.5, width, i * laneHeight + 8.5);
  context.globalAlpha = 1;
  for (const gap of data.gaps)
    hatch(context, gap.from * columnPx, (gap.to + 1) * columnPx, height, colours.tones.warning);
  for (const [i, lane] of data.lanes.entries()) {
    for (const one of lane.marks) mark(context, (one.column + 0.5) * columnPx, i * laneHeight + 9, one, colours);
  }
  if (selected) {
    // Where its mark is drawn, which may stand for several.
    const x = (Math.floor(pixelAt(data, data.columns, selected.ms)) + 0.5) * columnPx;
    context.strokeStyle = colours.focus;
    line(context, x, 0, x, height);
    const lane = data.lanes.findIndex(({ key }) => key === selected.lane);
    if (lane >= 0) {
      context.lineWidth = 2;
      context.beginPath();
      context.arc(x, lane * laneHeight + 9, 8, 0, Math.PI * 2);
      context.stroke();
      context.lineWidth = 1;
    }
  }
  if (drag) {
    context.fillStyle = colours.focus;
    context.globalAlpha = 0.25;
    context.fillRect(Math.min(drag.from, drag.to), 0, Math.abs(drag.to - drag.from), height);
    context.globalAlpha = 1;
  } else if (cursor !== undefined) {
    context.strokeStyle = colours.quiet;
    context.setLineDash([2, 3]);
    line(context, Math.round(cursor) + 0.5, 0, Math.round(cursor) + 0.5, height);
    context.setLineDash([]);
  }
}

/** Filled circle: good. Small ring: nothing special. Triangle: warning. Square with a cross: bad. A bar below: several. */
function mark(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  { tone, count }: TimelineMark,
  colours: Colours,
): void {
  const colour = colours.tones[tone];
  context.fillStyle = colour;
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.beginPath();
  switch (tone) {
    case 'good':
      context.arc(x, y, 3.5, 0, Math.PI * 2);
      context.fill();
      break;
    case 'idle':
      context.arc(x, y, 2.75, 0, Math.PI * 2);
      context.stroke();
      break;
    case 'warning':
      context.moveTo(x, y - 4.5);
      context.lineTo(x + 4.5, y + 3.5);
      context.lineTo(x - 4.5, y + 3.5);
      context.closePath();
      context.fill();
      break;
    case 'bad':
      context.rect(x - 4, y - 4, 8, 8);
      context.fill();
      context.strokeStyle = themeColour('--vscode-editor-background');
      context.beginPath();
      context.moveTo(x - 2, y - 2);
      context.lineTo(x + 2, y + 2);
      context.moveTo(x + 2, y - 2);
      context.lineTo(x - 2, y + 2);
      context.stroke();
      break;
  }
  context.lineWidth = 1;
  if (count < 2) return;
  context.fillStyle = colour;
  context.fillRect(x - 3.5, y + 6, 7, 1.5);
}

function hatch(context: CanvasRenderingContext2D, from: number, to: number, height: number, colour: string): void {
  context.save();
  context.beginPath();
  context.rect(from, 0, Math.max(4, to - from), height);
  context.clip();
  context.strokeStyle = colour;
  context.globalAlpha = 0.6;
  for (let x = from - height; x < to + height; x += 6) line(context, x, height, x + height, 0);
  context.restore();
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

function fontOf(canvas: HTMLCanvasElement): string {
  const { fontFamily } = getComputedStyle(canvas);
  return `11px ${fontFamily}`;
}

function tickText(at: number, span: TimeSpan): string {
  const date = new Date(at);
  switch (tickForm(span)) {
    case 'ms':
      return `${secondTime(date)}.${String(date.getMilliseconds()).padStart(3, '0')}`;
    case 's':
      return secondTime(date);
    case 'min':
      return secondTime(date).slice(0, 5);
    case 'day':
      return `${date.toLocaleDateString(undefined, { month: 'short', day: 'numeric' })} ${secondTime(date).slice(0, 5)}`;
  }
}
