// Colours for what somebody wants to see at a glance: patterns, each with a colour, over the rows on screen.

import { boundedRun } from '../boundedRun';
import { type TextMatcher, type TextRange, textMatcher } from './textMatcher';

export interface HighlightRule {
  readonly pattern: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
  /** 1 to 6; what they look like is the theme's. */
  readonly colour: number;
}

export interface HighlightRange extends TextRange {
  readonly colour: number;
}

/** Marks the rows of one answer. Rows that are not reached in time stay without. */
export type RowMarker<Range extends TextRange> = (plainTexts: readonly (string | undefined)[]) => Range[][];

/** Most rules that are heeded. */
export const maxHighlightRules = 20;
/** For the marks of one answer. */
const marksMs = 100;
/** Characters of a row that are marked; more does not reach the screen. */
const markedChars = 10_000;

/** In the order of the rules, so that a later one lies over an earlier one. Throws a SyntaxError for an invalid pattern. */
export function highlighter(rules: readonly HighlightRule[]): RowMarker<HighlightRange> {
  const matchers = rules
    .slice(0, maxHighlightRules)
    .filter(({ pattern }) => pattern !== '')
    .map(({ pattern, regex, matchCase, colour }) => ({
      matcher: textMatcher({ text: pattern, regex, matchCase }),
      colour,
    }));
  return (texts) =>
    boundedMarks(
      texts,
      matchers.some(({ matcher }) => matcher.mayHang),
      (text) => matchers.flatMap(({ matcher, colour }) => matcher.ranges(text).map((range) => ({ ...range, colour }))),
    );
}

/** The places of one query. */
export function finder(matcher: TextMatcher): RowMarker<TextRange> {
  return (texts) => boundedMarks(texts, matcher.mayHang, matcher.ranges);
}

function boundedMarks<Range>(
  texts: readonly (string | undefined)[],
  mayHang: boolean,
  ranges: (text: string) => Range[],
): Range[][] {
  const marks: Range[][] = [];
  const work = () => {
    for (const text of texts) marks.push(text === undefined ? [] : ranges(text.slice(0, markedChars)));
  };
  if (mayHang) boundedRun(work, marksMs);
  else work();
  return marks;
}
