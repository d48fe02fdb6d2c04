// The contract of the inspect panel: facts first, then everything. Secrets stay with the host until asked for.

import * as z from 'zod/mini';
import { type CommonNotices, type CommonRequests, commonValidators, type Tone, type Validators } from './panel';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One value of a fact. `masked` (a JSON pointer) is set where it is a masked secret that can be revealed. */
export interface FactValue {
  readonly text: string;
  readonly tone?: Tone;
  /** Machine text: shown in the editor's font. */
  readonly code?: boolean;
  /** ISO 8601: shown as an age, in full in the tooltip. */
  readonly time?: string;
  readonly masked?: string;
  /** Stands to the right in a table. */
  readonly numeric?: true;
  /** From 0 to 1: drawn as a bar behind the text. */
  readonly share?: number;
  /** Characters of the revealed value that come before this one, as `NAME=` does. */
  readonly skip?: number;
}

export interface Fact {
  readonly label: string;
  readonly values: readonly FactValue[];
}

export interface FactTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly FactValue[])[];
}

/** A block of the upper part: facts, a table, or both. `empty` is said when there is nothing in it. */
export interface FactSection {
  readonly title: string;
  readonly facts?: readonly Fact[];
  readonly table?: FactTable;
  readonly empty?: string;
  /** Takes the whole width. */
  readonly wide?: true;
}

export type InspectState =
  | { readonly type: 'loading'; readonly awaiting: string }
  | {
      readonly type: 'shown';
      /** ISO 8601. */
      readonly readAt: string;
      readonly sections: readonly FactSection[];
      /** Everything the engine said, secrets masked. */
      readonly json: Json;
      /** JSON pointers of the masked values in `json`. */
      readonly masked: readonly string[];
      /** Those of `masked` whose value is another one than in the reading before, so that what was revealed is no longer true. */
      readonly renewed: readonly string[];
      /** Set when the object is gone: what is shown is its last known form. */
      readonly gone?: string;
      /** What a caller wants to show in it: a JSON pointer into `json`; a higher `ask` is another wish. */
      readonly goTo?: { readonly pointer: string; readonly ask: number };
    }
  | { readonly type: 'failed'; readonly message: string; readonly next?: string };

export type InspectContract = {
  requests: CommonRequests & {
    start: { params: null; result: InspectState };
    /** The value behind a masked one. Rejects for any path that is not masked. */
    reveal: { params: { path: string }; result: { value: string } };
    /**
     * Puts a path as one writes it, or a value, on the clipboard; an empty path means everything. A masked value goes there
     * masked, unless it is `revealed`. Answers what was copied, without the value.
     */
    copy: { params: { path: string; what: 'path' | 'value'; revealed: boolean }; result: { words: string } };
    /** Asks what to compare with; how it goes is told outside the panel. */
    compare: { params: null; result: null };
    openRaw: { params: null; result: null };
  };
  notices: CommonNotices & { state: InspectState };
};

const pointer = z.string().check(z.maxLength(4096));

export const inspectValidators: Validators<InspectContract['requests']> = {
  ...commonValidators,
  start: z.null(),
  reveal: z.object({ path: pointer }),
  copy: z.object({ path: pointer, what: z.enum(['path', 'value']), revealed: z.boolean() }),
  compare: z.null(),
  openRaw: z.null(),
};
