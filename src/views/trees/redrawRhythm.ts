// Lets a tree ask VS Code to redraw in the one rhythm in which VS Code does so at once.

/**
 * VS Code redraws for the first request at once, and for each later one only when 200 ms have passed without any
 * (ExtHostTreeView debounces on both edges, and a view's message counts as a request). A stream of changes would thus be
 * shown when it ends. So what comes within this time of the last request is collected here and told in one.
 */
const restMs = 210;

/** Changes that only a tooltip shows wait this long for company, so that they never hold up one that can be seen. */
const unseenMs = 2000;

export interface Redraw {
  /** Row ids; undefined: everything. */
  readonly rows: ReadonlySet<string> | undefined;
}

export class RedrawRhythm {
  private rows = new Set<string>();
  private everything = false;
  private unseen = new Set<string>();
  private lastAt = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | undefined;
  private unseenTimer: NodeJS.Timeout | undefined;

  /** `draw` is called with what has to be redrawn, at most once in 210 ms. */
  constructor(private readonly draw: (redraw: Redraw) => void) {}

  /** Asks for these rows; undefined among them: for everything. With none, for a call without rows. */
  ask(ids: Iterable<string | undefined>): void {
    for (const id of ids) {
      if (id === undefined) this.everything = true;
      else this.rows.add(id);
    }
    if (this.timer) return;
    const waitMs = this.lastAt + restMs - performance.now();
    if (waitMs <= 0) this.now();
    else this.timer = setTimeout(() => this.now(), waitMs);
  }

  /** These rows look the same until somebody points at them. */
  askUnseen(ids: Iterable<string>): void {
    for (const id of ids) this.unseen.add(id);
    if (this.unseen.size > 0) this.unseenTimer ??= setTimeout(() => this.ask([]), unseenMs);
  }

  dispose(): void {
    clearTimeout(this.timer);
    clearTimeout(this.unseenTimer);
    this.timer = undefined;
    this.unseenTimer = undefined;
  }

  private now(): void {
    this.dispose();
    this.lastAt = performance.now();
    const rows = this.everything ? undefined : new Set([...this.rows, ...this.unseen]);
    this.rows = new Set();
    this.unseen = new Set();
    this.everything = false;
    this.draw({ rows });
  }
}
