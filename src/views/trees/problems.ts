// What is wrong right now, kept current: runs the screen over each change and when time alone may change its verdict.

import type { Cluster } from '../../cluster/cluster';
import { createScreen } from '../../diagnosis/screen';
import type { Finding } from '../../model/finding';
import type { SnapshotChange } from '../../model/snapshot';
import { DisposableStore, toDisposable } from '../../util/disposable';
import { Emitter, type Event } from '../../util/emitter';

/** A verdict is asked for again at the earliest after this, so that a clock that lags cannot make a busy loop. */
const shortestWaitMs = 250;
const longestWaitMs = 60 * 60_000;

export class Problems {
  private readonly store = new DisposableStore();
  private readonly changed: Emitter<void>;
  private readonly screen = createScreen();
  private shown: readonly Finding[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly cluster: Cluster,
    onError: (error: unknown) => void,
  ) {
    this.changed = this.store.add(new Emitter<void>(onError));
    this.store.add(cluster.onDidChange((change) => this.judge(change)));
    this.store.add(cluster.onDidChangeStatus(() => this.judge({ type: 'gaps' })));
    this.store.add(toDisposable(() => clearTimeout(this.timer)));
  }

  get onDidChange(): Event<void> {
    return this.changed.event;
  }

  /** Worst first. Empty while nothing is known. */
  get findings(): readonly Finding[] {
    return this.shown;
  }

  /** What the badge counts: remarks are no problems. */
  get count(): number {
    return this.shown.filter((finding) => finding.severity !== 'info').length;
  }

  /** Parts that could not be looked at: while there are any, "nothing wrong" would be a guess. */
  get unseen(): readonly string[] {
    return [...new Set(this.screen.notChecked.map(({ part }) => part))];
  }

  get onWorker(): boolean {
    return this.cluster.info?.swarm.role === 'worker';
  }

  dispose(): void {
    this.store.dispose();
  }

  private judge(change: SnapshotChange | undefined): void {
    clearTimeout(this.timer);
    const now = Date.now();
    const findings = this.cluster.info ? this.screen.update(change, this.cluster, now) : [];
    const { nextAt } = this.screen;
    if (nextAt !== undefined && this.cluster.status.type === 'live') {
      const wait = Math.min(Math.max(nextAt - now, shortestWaitMs), longestWaitMs);
      this.timer = setTimeout(() => this.judge(undefined), wait);
    }
    if (findings === this.shown) return;
    this.shown = findings;
    this.changed.fire();
  }
}
