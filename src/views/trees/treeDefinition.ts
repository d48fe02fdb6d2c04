// What a view must say for itself to become a live tree: its rows, how they read, and which of them a change touches.

import type { ObjectKind } from '../../model/objects';
import type { ObjectChange } from '../../model/snapshot';
import type { TargetRef } from '../../model/target';
import type { Row, RowSubject } from './row';
import type { RowLook } from './rowLook';

/** A row to be: the tree keeps one `Row` per id for as long as it is listed. */
export interface RowSeed {
  readonly id: string;
  readonly subject: RowSubject;
  readonly target?: TargetRef;
}

export type Folding = 'leaf' | 'closed' | 'open';

export interface Touched {
  /** Rows (by id) that may look different now. */
  readonly looks: readonly string[];
  /** Parents (by id; undefined: the root) whose list of children may be different now: compared before redrawing. */
  readonly lists?: readonly (string | undefined)[];
  /** Parent of a row that is surely new; when it is not shown yet itself, the root is read anew. */
  readonly grown?: readonly (string | undefined)[];
}

export interface TreeDefinition {
  /** Id of the view without `dockhound.`. */
  readonly view: string;
  /** Parts of the picture it is made of; their gaps are its message, and while they are unknown it waits. */
  readonly kinds: readonly ObjectKind[];
  /** All that its rows tell of, when that is known: a new list of anything else is none of its business. */
  readonly tellsOf?: readonly ObjectKind[];
  /** Whether tasks must be polled while it is visible. */
  readonly needsTasks: boolean;
  /** Rows (by id) that tell of the engine itself. */
  readonly ofEngine?: readonly string[];
  /** One sentence above the rows while the picture is live; undefined: nothing to say. */
  note?(): string | undefined;
  roots(): readonly RowSeed[];
  children(row: Row): readonly RowSeed[];
  /** Undefined when what the row stands for is gone, or when a group has no members left. */
  look(row: Row, now: number): RowLook | undefined;
  folding(row: Row): Folding;
  /** A removed object's own row (whose id is the object's) need not be told: the tree takes it out by itself. */
  touched(change: ObjectChange): Touched;
}

export const untouched: Touched = { looks: [] };

export function objectSeed(kind: ObjectKind, id: string, name: string, parent?: string): RowSeed {
  return {
    id: parent === undefined ? id : `${parent}/${id}`,
    subject: { type: 'object', kind, id },
    target: { kind, id, name },
  };
}

/** One for all, since making one is slow, and not before it is needed: it would be a tenth of the activation. */
let collator: Intl.Collator | undefined;

/** Order by name as people count: `web-2` before `web-10`. */
export function byName(
  a: { readonly name: string; readonly id: string },
  b: { readonly name: string; readonly id: string },
): number {
  return nameOrder().compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
}

function nameOrder(): Intl.Collator {
  collator ??= new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  return collator;
}
