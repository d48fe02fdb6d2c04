// Draws what happened onto a chart: an upright line each, with its word where there is room.

import type uPlot from 'uplot';
import type { ChartMark } from './chart';
import { themeColour } from './themeColour';

/** CSS pixels. */
const fontPx = 10;
const gapPx = 4;

/** Oldest first. Words that would run into each other are left out; the lines stay. */
export function drawMarks(plot: uPlot, marks: readonly ChartMark[]): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  let free = bbox.left;
  ctx.save();
  ctx.font = `${fontPx * ratio}px ${getComputedStyle(document.body).fontFamily}`;
  ctx.textBaseline = 'top';
  ctx.textAlign = 'left';
  ctx.lineWidth = ratio;
  for (const { time, word, colour } of marks) {
    const x = Math.round(plot.valToPos(time, 'x', true));
    if (!(x >= bbox.left && x <= bbox.left + bbox.width)) continue;
    ctx.strokeStyle = themeColour(colour);
    ctx.fillStyle = ctx.strokeStyle;
    ctx.setLineDash([2 * ratio, 2 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    const left = x + gapPx * ratio;
    const width = ctx.measureText(word).width;
    if (left < free || left + width > bbox.left + bbox.width) continue;
    ctx.fillText(word, left, bbox.top);
    free = left + width + gapPx * ratio;
  }
  ctx.restore();
}
