// Where a finding's cause stands in a file, and what would mend it there.

import type { TextEdit, TextRange } from '../textLines';

/** One way to mend it. It touches nothing beyond the exact places, so comments and format stay. */
export type Fix =
  | { readonly type: 'edit'; readonly title: string; readonly edits: readonly TextEdit[] }
  /** Another file shall have Unix line ends: a path as the document writes it, relative to what `from` says. */
  | { readonly type: 'lineEnds'; readonly title: string; readonly path: string };

export interface Place {
  readonly range: TextRange;
  /** The soundest first; none where only a person can know what is meant. */
  readonly fixes: readonly Fix[];
}

/** One fix of all these edits, or none where one of them is not possible: half a repair is no repair. */
export function edit(title: string, ...edits: readonly (TextEdit | undefined)[]): readonly Fix[] {
  const known = edits.flatMap((one) => one ?? []);
  return known.length === edits.length ? [{ type: 'edit', title, edits: joined(known) }] : [];
}

/** What goes in at the same place is one edit: in which order two would be done is nobody's promise. */
function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
  const all = new Map<string, TextEdit>();
  for (const one of edits) {
    const key = JSON.stringify(one.range);
    const before = all.get(key);
    all.set(key, before === undefined ? one : { ...one, newText: before.newText + one.newText });
  }
  return [...all.values()];
}
