// The contract of the changes panel. The host keeps the tree; the view learns how many rows there are and pulls some.

import * as z from 'zod/mini';
import type { ChangeCounts, ChangeFilter, ChangeRow } from '../model/changeTree';
import { type CommonNotices, type CommonRequests, commonValidators, type Validators } from './panel';

/** Most rows in one answer. */
export const maxChangeRows = 500;

/** The rows there are. A new `epoch` (a folder opened, another filter) makes all positions void. */
export interface ChangesExtent {
  readonly epoch: number;
  readonly rows: number;
  /** Differences that the filter lets through. */
  readonly matches: number;
}

export type ChangesState =
  | { readonly type: 'loading'; readonly awaiting: string }
  | {
      readonly type: 'shown';
      /** ISO 8601. */
      readonly readAt: string;
      readonly counts: ChangeCounts;
      readonly extent: ChangesExtent;
      /** Folders inside the container whose content lies elsewhere, and is no part of this. */
      readonly mounts: readonly string[];
      /** Set when it could not be read again: what is shown is what was read last. */
      readonly old?: string;
    }
  | { readonly type: 'failed'; readonly message: string; readonly next?: string };

/** `no`: it is no text for an editor; `why` says so, and `canSave` whether it can be had as a file. */
export type OpenAnswer =
  | { readonly type: 'opened' }
  | { readonly type: 'no'; readonly why: string; readonly canSave: boolean };

export type ChangesContract = {
  requests: CommonRequests & {
    start: { params: null; result: ChangesState };
    rows: {
      params: { epoch: number; from: number; count: number };
      result: { epoch: number; from: number; rows: readonly ChangeRow[] };
    };
    /** Without a path: all folders. */
    setOpen: { params: { path?: string | undefined; open: boolean }; result: ChangesExtent };
    setFilter: { params: ChangeFilter; result: ChangesExtent };
    openFile: { params: { path: string }; result: OpenAnswer };
    /** Asks the person where to; how it goes is told outside the panel. */
    saveFile: { params: { path: string }; result: null };
  };
  notices: CommonNotices & { state: ChangesState };
};

const position = z.int().check(z.minimum(0));
const path = z.string().check(z.minLength(1), z.maxLength(65_536));

export const changesValidators: Validators<ChangesContract['requests']> = {
  ...commonValidators,
  start: z.null(),
  rows: z.object({ epoch: position, from: position, count: z.int().check(z.minimum(1), z.maximum(maxChangeRows)) }),
  setOpen: z.object({ path: z.optional(path), open: z.boolean() }),
  setFilter: z.object({
    text: z.string().check(z.maxLength(2000)),
    kinds: z.array(z.enum(['added', 'changed', 'deleted'])).check(z.maxLength(3)),
  }),
  openFile: z.object({ path }),
  saveFile: z.object({ path }),
};
