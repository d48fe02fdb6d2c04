// What one tree row shows, as plain data: the last step before pixels, testable without VS Code.

import { plainLine } from '../../util/plainLine';

/** Theme colours by what they mean here. */
export type RowTone = 'good' | 'warning' | 'error' | 'quiet' | 'plain';

export interface RowLook {
  /** The object's own name first, nothing before it. */
  readonly label: string;
  /** State and counts in words, so that colour is never the only signal. */
  readonly description?: string;
  /** Codicon id. Its shape tells the state too. */
  readonly icon: string;
  readonly tone: RowTone;
  /** Lines of plain text; shown as text, never as Markdown from an engine. */
  readonly tooltip: readonly string[];
  readonly contextValue: string;
  /** What only the icon tells, in words for a screen reader; absent where the description has it. */
  readonly spoken?: string;
  /** True while the description holds an age, which goes stale by itself. */
  readonly ages?: boolean;
}

/** Something is wrong with it, so that it can be diagnosed right in its row. */
export function isIll(tone: RowTone): boolean {
  return tone === 'error' || tone === 'warning';
}

/** Cheap comparison, so that a row is redrawn only when something changed, and at once only when that can be seen. */
export function lookDifference(a: RowLook, b: RowLook): 'none' | 'tooltip' | 'row' {
  if (!sameRow(a, b)) return 'row';
  const sameTooltip = a.tooltip.length === b.tooltip.length && a.tooltip.every((line, i) => line === b.tooltip[i]);
  return sameTooltip ? 'none' : 'tooltip';
}

function sameRow(a: RowLook, b: RowLook): boolean {
  return (
    a.label === b.label &&
    a.description === b.description &&
    a.spoken === b.spoken &&
    a.icon === b.icon &&
    a.tone === b.tone &&
    a.contextValue === b.contextValue
  );
}

/** Joins what is there with the middle dot that separates facts everywhere in Dockhound. */
export function facts(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' · ');
}

/** Control characters, line breaks and direction marks of an engine's text would break or disguise a row. */
export function oneLine(text: string): string {
  return plainLine(text);
}
