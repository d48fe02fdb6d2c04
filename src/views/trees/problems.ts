// What is wrong right now, kept current: runs the screen over each change and when time alone may change its verdict.

import type { Cluster } from '../../cluster/cluster';
import { createScreen } from '../../diagnosis/screen/screen';
import type { Finding, SuppressedFinding } from '../../model/finding';
import type { SnapshotChange } from '../../model/snapshot';
import { DisposableStore, toDisposable } from '../../util/disposable';
import { Emitter, type Event } from '../../util/emitter';
import type { Dismissals } from '../dismissals';
import type { Suppressions } from '../suppressions';

/** A verdict is asked for again at the earliest after this, so that a clock that lags cannot make a busy loop. */
const shortestWaitMs = 250;
const longestWaitMs = 60 * 60_000;

export class Problems {
  private readonly store = new DisposableStore();
  private readonly changed: Emitter<void>;
  private readonly screen = createScreen();
  private found: readonly Finding[] = [];
  private shown: readonly Finding[] = [];
  private hidden: readonly SuppressedFinding[] = [];
  private aside = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly cluster: Cluster,
    private readonly suppressions: Pick<Suppressions, 'sift' | 'onDidChange'>,
    private readonly dismissals: Dismissals,
    onError: (error: unknown) => void,
  ) {
    this.changed = this.store.add(new Emitter<void>(onError));
    this.store.add(cluster.onDidChange((change) => this.judge(change)));
    this.store.add(cluster.onDidChangeStatus(() => this.judge({ type: 'gaps' })));
    this.store.add(suppressions.onDidChange(() => this.show()));
    this.store.add(dismissals.onDidChange(() => this.show()));
    this.store.add(toDisposable(() => clearTimeout(this.timer)));
  }

  get onDidChange(): Event<void> {
    return this.changed.event;
  }

  /** Worst first. Empty while nothing is known. */
  get findings(): readonly Finding[] {
    return this.shown;
  }

  /** Left out of `findings` because a label or a setting says so. */
  get suppressed(): readonly SuppressedFinding[] {
    return this.hidden;
  }

  /** How many are left out because a person has put them aside for now. */
  get dismissed(): number {
    return this.aside;
  }

  /** Puts these aside until they change or end. */
  dismiss(findings: readonly Finding[]): void {
    this.dismissals.add(findings, this.where);
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
    this.found = this.cluster.info ? this.screen.update(change, this.cluster, now) : [];
    const { nextAt } = this.screen;
    if (nextAt !== undefined && this.cluster.status.type === 'live') {
      const wait = Math.min(Math.max(nextAt - now, shortestWaitMs), longestWaitMs);
      this.timer = setTimeout(() => this.judge(undefined), wait);
    }
    this.show();
  }

  /** Labels may have changed with the picture, so each finding is looked at anew; there are few of them. */
  private show(): void {
    const { listed, suppressed } = this.suppressions.sift(this.found);
    this.hidden = suppressed;
    const isWhole = this.cluster.status.type === 'live' && this.unseen.length === 0;
    const told = this.dismissals.without(listed, this.where, isWhole);
    const aside = listed.length - told.length;
    if (isSameList(told, this.shown) && aside === this.aside) return;
    this.aside = aside;
    this.shown = told;
    this.changed.fire();
  }

  private get where(): string {
    const { info } = this.cluster;
    return info?.swarm.clusterId ?? info?.id ?? '';
  }
}

function isSameList(a: readonly Finding[], b: readonly Finding[]): boolean {
  return a === b || (a.length === b.length && a.every((finding, at) => finding === b[at]));
}
