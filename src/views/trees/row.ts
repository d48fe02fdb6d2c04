// One row of a tree: who it stands for, and where it hangs. What it looks like is asked anew each time.

import type { Finding } from '../../model/finding';
import type { ObjectKind } from '../../model/objects';
import type { TargetRef } from '../../model/target';

export type RowSubject =
  | { readonly type: 'object'; readonly kind: ObjectKind; readonly id: string }
  | { readonly type: 'group'; readonly group: 'stack' | 'project' | 'images' | 'volumes'; readonly name: string }
  | { readonly type: 'unreadable'; readonly kind: ObjectKind; readonly id: string }
  | { readonly type: 'finding'; readonly finding: Finding }
  | { readonly type: 'manager'; readonly address: string }
  /** The swarm as a whole. */
  | { readonly type: 'swarm' };

/**
 * Rows live as long as what they stand for is listed, so that VS Code can keep selection and expansion. `id` is the
 * object's own id; below a parent that lists the same object elsewhere too, it is `<parent>/<object>`.
 */
export class Row {
  constructor(
    readonly id: string,
    readonly subject: RowSubject,
    readonly parent: Row | undefined,
    /** Names the object for commands; undefined for rows that are none. */
    readonly target: TargetRef | undefined,
  ) {}
}
