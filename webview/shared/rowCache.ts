// The rows the view holds: pulled by range from the host, a few screens of them, forgotten when they stop being true.

export type PullRows<Row> = (params: {
  epoch: number;
  from: number;
  count: number;
}) => Promise<{ epoch: number; from: number; rows: readonly Row[] }>;

export interface RowCache<Row> {
  row(position: number): Row | undefined;
  /** Makes sure that these rows are here; resolves when they are, or when something newer was asked for. */
  need(from: number, to: number): Promise<void>;
  /** Rows that came unasked. */
  put(answer: { readonly epoch: number; readonly from: number; readonly rows: readonly Row[] }): void;
  /** Positions mean something else from now on; `first` are rows that came already. */
  restart(epoch: number, first?: { readonly from: number; readonly rows: readonly Row[] }): void;
  /** The same rows look different from now on (other matches): shown as they are until they come anew. */
  refresh(): void;
}

/** Rows before and after the ones in sight, so that small moves need no round trip. */
const margin = 60;
const maxRows = 4000;
/** As the contract allows. */
const maxPull = 500;

export function createRowCache<Row>(pull: PullRows<Row>, changed: () => void): RowCache<Row> {
  let epoch = 0;
  let generation = 0;
  const rows = new Map<number, { readonly row: Row; readonly generation: number }>();
  let wanted: { from: number; to: number } | undefined;
  let pulling: Promise<void> | undefined;

  function missing(from: number, to: number): { from: number; count: number } | undefined {
    let start = -1;
    let end = -1;
    for (let position = from; position < to; position++) {
      if (rows.get(position)?.generation === generation) continue;
      if (start < 0) start = position;
      end = position + 1;
    }
    if (start < 0) return undefined;
    const first = Math.max(0, start - margin);
    return { from: first, count: Math.min(maxPull, end + margin - first) };
  }

  async function pullWanted(): Promise<void> {
    while (wanted) {
      const { from, to } = wanted;
      wanted = undefined;
      const gap = missing(from, to);
      if (!gap) continue;
      const own = { epoch, generation };
      const answer = await pull({ epoch, ...gap });
      if (answer.epoch !== epoch || own.epoch !== epoch) continue;
      for (const [i, row] of answer.rows.entries()) rows.set(answer.from + i, { row, generation: own.generation });
      forget(from);
      changed();
    }
  }

  function forget(around: number): void {
    if (rows.size <= maxRows) return;
    for (const position of rows.keys()) if (Math.abs(position - around) > maxRows / 4) rows.delete(position);
  }

  return {
    row: (position) => rows.get(position)?.row,
    async need(from, to) {
      if (!missing(from, to)) return;
      wanted = { from, to };
      pulling ??= pullWanted().finally(() => {
        pulling = undefined;
      });
      await pulling;
    },
    put(answer) {
      if (answer.epoch !== epoch) return;
      for (const [i, row] of answer.rows.entries()) rows.set(answer.from + i, { row, generation });
      forget(answer.from);
    },
    restart(next, first) {
      epoch = next;
      rows.clear();
      for (const [i, row] of first?.rows.entries() ?? []) rows.set((first?.from ?? 0) + i, { row, generation });
    },
    refresh() {
      generation++;
    },
  };
}
