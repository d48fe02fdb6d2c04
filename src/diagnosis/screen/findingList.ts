// A list of findings in their order that is changed in place of being sorted anew, and is never the same array twice.

import type { Finding } from '../../model/finding';
import { compareFindings } from '../ranking';

/** From here on sorting anew is cheaper than moving the rest of the list for each finding. */
const fewChanges = 64;

/** `list` must be sorted; it stays as it is. The same array comes back if nothing moved. */
export function replaceFindings(
  list: readonly Finding[],
  gone: readonly Finding[],
  come: readonly Finding[],
): readonly Finding[] {
  const before = new Set(gone);
  const after = new Set(come);
  const leaving = gone.filter((finding) => !after.has(finding));
  const entering = come.filter((finding) => !before.has(finding));
  if (leaving.length === 0 && entering.length === 0) return list;
  if (leaving.length + entering.length > fewChanges) {
    const left = new Set(leaving);
    return [...list.filter((finding) => !left.has(finding)), ...entering].sort(compareFindings);
  }
  const next = [...list];
  for (const finding of leaving) {
    const at = placeOf(next, finding);
    if (next[at] === finding) next.splice(at, 1);
  }
  for (const finding of entering) next.splice(placeOf(next, finding), 0, finding);
  return next;
}

function placeOf(list: readonly Finding[], finding: Finding): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = list[middle];
    if (there !== undefined && compareFindings(there, finding) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
