// Collects what changed and tells it at most once per frame.

import type { ObjectKind } from '../model/objects';
import type { ObjectChange, SnapshotChange } from '../model/snapshot';
import type { Disposable } from '../util/disposable';
import type { Clock } from './clock';

/** Where the store says what moved. */
export interface ChangeSink {
  object(kind: ObjectKind, id: string, change: ObjectChange['change']): void;
  /** A part became known or unknown; without a kind: everything. */
  reset(kind?: ObjectKind): void;
  info(): void;
  gaps(): void;
}

export class ChangeBatch implements ChangeSink, Disposable {
  private objects = new Map<string, ObjectChange>();
  private kinds = new Set<ObjectKind>();
  private everything = false;
  private infoChanged = false;
  private gapsChanged = false;
  private timer: Disposable | undefined;
  private ended = false;

  constructor(
    private readonly clock: Clock,
    private readonly delayMs: number,
    private readonly tell: (change: SnapshotChange) => void,
  ) {}

  object(kind: ObjectKind, id: string, change: ObjectChange['change']): void {
    const key = `${kind}/${id}`;
    const merged = mergedChange(this.objects.get(key)?.change, change);
    this.objects.set(key, { kind, id, change: merged });
    this.schedule();
  }

  reset(kind?: ObjectKind): void {
    if (kind === undefined) this.everything = true;
    else this.kinds.add(kind);
    this.schedule();
  }

  info(): void {
    this.infoChanged = true;
    this.schedule();
  }

  gaps(): void {
    this.gapsChanged = true;
    this.schedule();
  }

  /** Tells at once what is waiting. */
  flush(): void {
    this.timer?.dispose();
    this.timer = undefined;
    const { objects, kinds, everything, infoChanged, gapsChanged } = this;
    this.clear();
    if (everything) {
      this.tell({ type: 'reset' });
      return;
    }
    if (kinds.size > 0) this.tell({ type: 'reset', kinds: [...kinds] });
    const patch = [...objects.values()].filter((change) => !kinds.has(change.kind));
    if (patch.length > 0) this.tell({ type: 'patch', objects: patch });
    if (infoChanged) this.tell({ type: 'info' });
    if (gapsChanged) this.tell({ type: 'gaps' });
  }

  dispose(): void {
    this.ended = true;
    this.timer?.dispose();
    this.timer = undefined;
    this.clear();
  }

  private clear(): void {
    this.objects = new Map();
    this.kinds = new Set();
    this.everything = false;
    this.infoChanged = false;
    this.gapsChanged = false;
  }

  private schedule(): void {
    if (this.ended || this.timer) return;
    this.timer = this.clock.setTimeout(() => this.flush(), this.delayMs);
  }
}

/** Two changes of one object in one batch, told as one: an object that came and changed has come. */
function mergedChange(before: ObjectChange['change'] | undefined, now: ObjectChange['change']): ObjectChange['change'] {
  if (before === 'added' && now === 'changed') return 'added';
  if (before === 'removed' && now === 'added') return 'changed';
  return now;
}
