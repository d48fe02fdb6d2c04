// A line of a log as elements: text only, with the looks of its runs.

import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { cssColour, type MarkRange, type TextRun, textRuns } from './ansiText';

export function ansiView(text: string, marks: readonly MarkRange[] = []): TemplateResult {
  return html`${textRuns(text, marks).map(runView)}`;
}

function runView(run: TextRun): TemplateResult | string {
  const isPlain = !run.marked && !run.foreground && !run.background && run.decorations.length === 0;
  if (isPlain) return run.text;
  const reversed = run.decorations.includes('reverse');
  const colour = reversed ? run.background : run.foreground;
  const background = reversed ? run.foreground : run.background;
  const style = styleMap({
    ...(colour ? { color: cssColour(colour) } : reversed ? { color: 'var(--vscode-editor-background)' } : {}),
    ...(background
      ? { backgroundColor: cssColour(background) }
      : reversed
        ? { backgroundColor: 'var(--vscode-editor-foreground)' }
        : {}),
  });
  const classes = run.decorations.map((decoration) => `sgr-${decoration}`).join(' ');
  if (run.marked) return html`<mark class=${classes} style=${style}>${run.text}</mark>`;
  return html`<span class=${classes} style=${style}>${run.text}</span>`;
}
