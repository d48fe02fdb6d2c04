// Reads single objects again: few at once, first come first served, one reading for many events about one object.

import type { ObjectKind } from '../model/objects';
import type { Disposable } from '../util/disposable';
import type { Clock } from './clock';

export interface InspectQueueOptions {
  readonly clock: Clock;
  readonly coalesceMs: number;
  readonly atOnce: number;
  readonly retryMs: number;
  /**
   * Reads one object; false when it failed in a way worth another try. Once `isOutdated` says so, something newer is known
   * and the answer must be thrown away.
   */
  readonly read: (kind: ObjectKind, id: string, isOutdated: () => boolean) => Promise<boolean>;
  /** Called when the last of four tries has failed. */
  readonly gaveUp: (kind: ObjectKind, id: string) => void;
}

interface Entry {
  readonly kind: ObjectKind;
  readonly id: string;
  readonly dueAt: number;
  readonly tries: number;
}

const maxTries = 4;

/**
 * A request for an object that already waits is one with it and does not postpone it, so a steady stream of events cannot
 * starve anybody. A request for an object that is being read has it read once more afterwards.
 */
export class InspectQueue implements Disposable {
  private readonly waiting = new Map<string, Entry>();
  /** Failed ones, waiting for their own time: kept apart so that `waiting` stays in order of due time. */
  private readonly retries = new Map<string, Disposable>();
  private readonly running = new Set<string>();
  /** Running ones that were cancelled. */
  private readonly outdated = new Set<string>();
  private readonly again = new Map<string, Entry>();
  private timer: Disposable | undefined;
  private ended = false;

  constructor(private readonly options: InspectQueueOptions) {}

  request(kind: ObjectKind, id: string): void {
    this.enqueue({ kind, id, dueAt: this.options.clock.now() + this.options.coalesceMs, tries: 0 });
  }

  /** The object is known to be gone: what waits is dropped, and an answer on its way is outdated. */
  cancel(kind: ObjectKind, id: string): void {
    const key = `${kind}/${id}`;
    this.waiting.delete(key);
    this.again.delete(key);
    this.retries.get(key)?.dispose();
    this.retries.delete(key);
    if (this.running.has(key)) this.outdated.add(key);
  }

  dispose(): void {
    this.ended = true;
    this.timer?.dispose();
    this.timer = undefined;
    for (const retry of this.retries.values()) retry.dispose();
    this.retries.clear();
    this.waiting.clear();
    this.again.clear();
  }

  private enqueue(entry: Entry): void {
    if (this.ended) return;
    const key = `${entry.kind}/${entry.id}`;
    if (this.running.has(key)) {
      this.again.set(key, entry);
      return;
    }
    this.retries.get(key)?.dispose();
    this.retries.delete(key);
    if (this.waiting.has(key)) return;
    this.waiting.set(key, entry);
    this.pump();
  }

  private pump(): void {
    const { clock, atOnce } = this.options;
    while (this.running.size < atOnce) {
      const first = this.waiting.entries().next();
      if (first.done) return;
      const [key, entry] = first.value;
      const waitMs = entry.dueAt - clock.now();
      if (waitMs > 0) {
        this.timer ??= clock.setTimeout(() => {
          this.timer = undefined;
          this.pump();
        }, waitMs);
        return;
      }
      this.waiting.delete(key);
      this.running.add(key);
      // Never rejects: `run` turns a throwing reader into a failed try.
      void this.run(key, entry);
    }
  }

  private async run(key: string, entry: Entry): Promise<void> {
    const isOutdated = () => this.ended || this.outdated.has(key) || this.again.has(key);
    const done = await this.options.read(entry.kind, entry.id, isOutdated).catch(() => false);
    this.running.delete(key);
    const cancelled = this.outdated.delete(key);
    if (this.ended) return;
    const next = this.again.get(key);
    this.again.delete(key);
    if (next) this.enqueue(next);
    else if (!done && !cancelled) this.retry(key, entry);
    this.pump();
  }

  private retry(key: string, entry: Entry): void {
    const { clock, retryMs, gaveUp } = this.options;
    const tries = entry.tries + 1;
    if (tries >= maxTries) {
      gaveUp(entry.kind, entry.id);
      return;
    }
    const timer = clock.setTimeout(
      () => {
        this.retries.delete(key);
        this.enqueue({ ...entry, dueAt: clock.now(), tries });
      },
      retryMs * 2 ** entry.tries,
    );
    this.retries.set(key, timer);
  }
}
