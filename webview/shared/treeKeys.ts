// What a key does in a tree of rows, whatever they show: walks, opens and closes, runs. As the ARIA practices for trees say.

/** A row as far as keys go. */
export interface TreeKeyRow {
  /** Name of the row above it; absent or empty at the top. */
  readonly parent?: string;
  /** Absent where nothing is below. */
  readonly open?: boolean;
}

export type TreeStep =
  | { readonly type: 'go'; readonly to: string }
  | { readonly type: 'toggle'; readonly name: string }
  /** Enter or space: what the row is for. */
  | { readonly type: 'run'; readonly name: string }
  /** The key is the tree's, and there is nothing to do. */
  | { readonly type: 'stay' };

/** Undefined: the key is not the tree's. `current` is the row with the focus; without it the first one counts. */
export function treeStep<Row extends TreeKeyRow>(
  key: string,
  rows: readonly Row[],
  current: string | undefined,
  nameOf: (row: Row) => string,
): TreeStep | undefined {
  const at = Math.max(
    0,
    rows.findIndex((row) => nameOf(row) === current),
  );
  const row = rows[at];
  if (!row) return undefined;
  const name = nameOf(row);
  const go = (to: Row | undefined): TreeStep => (to ? { type: 'go', to: nameOf(to) } : { type: 'stay' });
  switch (key) {
    case 'ArrowDown':
      return go(rows[at + 1]);
    case 'ArrowUp':
      return go(rows[at - 1]);
    case 'Home':
      return go(rows[0]);
    case 'End':
      return go(rows.at(-1));
    case 'ArrowRight':
      if (row.open === undefined) return { type: 'stay' };
      return row.open ? go(rows[at + 1]) : { type: 'toggle', name };
    case 'ArrowLeft':
      if (row.open === true) return { type: 'toggle', name };
      return row.parent ? go(rows.find((one) => nameOf(one) === row.parent)) : { type: 'stay' };
    case 'Enter':
    case ' ':
      return { type: 'run', name };
    default:
      return undefined;
  }
}
