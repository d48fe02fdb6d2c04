// A line of a log as elements: text only, with the looks of its runs.

import { html, type TemplateResult } from 'lit';
import { cssColour, type MarkRange, type PaintRange, type TextRun, textRuns } from './ansiText';
import { styled } from './styled';

export function ansiView(
  text: string,
  marks: readonly MarkRange[] = [],
  paints: readonly PaintRange[] = [],
): TemplateResult {
  return html`${textRuns(text, marks, paints).map(runView)}`;
}

function runView(run: TextRun): TemplateResult | string {
  const isPlain =
    !run.marked && run.paint === undefined && !run.foreground && !run.background && run.decorations.length === 0;
  if (isPlain) return run.text;
  const reversed = run.decorations.includes('reverse');
  const colour = reversed ? run.background : run.foreground;
  const background = reversed ? run.foreground : run.background;
  const style = styled({
    ...(colour ? { color: cssColour(colour) } : reversed ? { color: 'var(--vscode-editor-background)' } : {}),
    ...(background
      ? { 'background-color': cssColour(background) }
      : reversed
        ? { 'background-color': 'var(--vscode-editor-foreground)' }
        : {}),
  });
  const painted = run.paint === undefined ? [] : [`paint paint-${run.paint}`];
  const classes = [...run.decorations.map((decoration) => `sgr-${decoration}`), ...painted].join(' ');
  if (run.marked) return html`<mark class=${classes} ${style}>${run.text}</mark>`;
  return html`<span class=${classes} ${style}>${run.text}</span>`;
}
