// The processes of one container, as the engine's own `ps` printed them, and what else is known of them.

/** One text per title in each row; the last may hold spaces. Which titles there are depends on the engine's `ps`. */
export interface ProcessTable {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface ProcessReading {
  readonly table: ProcessTable;
  /** ISO 8601. */
  readonly at: string;
  /** Processes that have ended and were not reaped, which the engine's list leaves out. */
  readonly unreaped: number;
}

/** How reading one container goes. */
export type ProcessesState =
  | { readonly type: 'loading' }
  | { readonly type: 'live'; readonly reading: ProcessReading }
  | { readonly type: 'ended'; readonly message: string }
  /** It is tried again by itself; `reading` is the last one there was. */
  | { readonly type: 'failed'; readonly message: string; readonly next?: string; readonly reading?: ProcessReading };

/** A process as it is counted inside the container. */
export interface UnreapedProcess {
  readonly pid: string;
  readonly parent: string;
  readonly name: string;
}
