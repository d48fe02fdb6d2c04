// A part of the evidence: read, or the gap that says why not.

import type { Gap } from '../gap';

export type Known<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly gap: Gap };

export function known<T>(value: T): Known<T> {
  return { known: true, value };
}

export function missing(gap: Gap): { readonly known: false; readonly gap: Gap } {
  return { known: false, gap };
}

/** The value where it is known, else undefined: for looking beside what a rule needs. */
export function valueIn<T>(part: Known<T>): T | undefined {
  return part.known ? part.value : undefined;
}
