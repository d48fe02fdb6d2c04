// The processes of one container, as the engine's own `ps` printed them.

/** One text per title in each row; the last may hold spaces. Which titles there are depends on the engine's `ps`. */
export interface ProcessTable {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
