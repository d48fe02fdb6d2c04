// Decides when tasks are listed: the engine sends no events about them, so often after a change and seldom when quiet.

import type { Disposable } from '../util/disposable';
import type { Clock } from './clock';

export interface TaskPollerOptions {
  readonly clock: Clock;
  readonly firstMs: number;
  readonly maxMs: number;
  readonly soonMs: number;
  /** Lists tasks; true when something moved. */
  readonly poll: () => Promise<boolean>;
  /** The poll itself failed; the next one comes in its time. */
  readonly onError: (error: unknown) => void;
}

const growth = 1.5;
/** A pause is at least this many times what the last poll took, so that a big swarm is not busy answering us. */
const restFactor = 5;

export class TaskPoller implements Disposable {
  private active = false;
  private ended = false;
  private running: Promise<void> | undefined;
  private timer: Disposable | undefined;
  private dueAt = Number.POSITIVE_INFINITY;
  private delayMs: number;
  private lastEndAt = Number.NEGATIVE_INFINITY;
  private lastTookMs = 0;
  private hurried = false;

  constructor(private readonly options: TaskPollerOptions) {
    this.delayMs = options.firstMs;
  }

  /** Polls while active; the first poll comes at once unless the last one is younger than a second. */
  setActive(active: boolean): void {
    if (this.ended || this.active === active) return;
    this.active = active;
    if (!active) this.unschedule();
    else if (!this.running) {
      this.delayMs = this.options.firstMs;
      this.schedule(this.lastEndAt + this.options.firstMs);
    }
  }

  /** Tasks were listed by somebody else just now. */
  noteListed(): void {
    this.lastEndAt = this.options.clock.now();
  }

  /** Something moved: look soon, and closely for a while. */
  hurry(): void {
    const { clock, firstMs, soonMs } = this.options;
    this.delayMs = firstMs;
    if (this.running) {
      this.hurried = true;
      return;
    }
    if (!this.active) return;
    const earliest = Math.max(clock.now() + soonMs, this.lastEndAt + Math.max(soonMs, this.lastTookMs * restFactor));
    if (earliest < this.dueAt) this.schedule(earliest);
  }

  /** Settles when a poll that began after this call, or within the last second, has ended. */
  async freshen(): Promise<void> {
    if (this.running) await this.running;
    if (this.options.clock.now() - this.lastEndAt < this.options.firstMs || this.ended) return;
    await this.run();
  }

  dispose(): void {
    this.ended = true;
    this.active = false;
    this.unschedule();
  }

  private schedule(dueAt: number): void {
    this.unschedule();
    const { clock } = this.options;
    this.dueAt = dueAt;
    this.timer = clock.setTimeout(
      () => {
        this.unschedule();
        // Never rejects: `pollOnce` hands errors to `onError`.
        void this.run();
      },
      Math.max(0, dueAt - clock.now()),
    );
  }

  private unschedule(): void {
    this.timer?.dispose();
    this.timer = undefined;
    this.dueAt = Number.POSITIVE_INFINITY;
  }

  private run(): Promise<void> {
    this.running ??= this.pollOnce().finally(() => {
      this.running = undefined;
      if (this.active && !this.ended) this.schedule(this.options.clock.now() + this.pauseMs());
    });
    return this.running;
  }

  private async pollOnce(): Promise<void> {
    const { clock, firstMs, maxMs, poll, onError } = this.options;
    const startedAt = clock.now();
    this.hurried = false;
    let moved = false;
    try {
      moved = await poll();
    } catch (error) {
      onError(error);
    }
    this.lastEndAt = clock.now();
    this.lastTookMs = this.lastEndAt - startedAt;
    this.delayMs = moved || this.hurried ? firstMs : Math.min(this.delayMs * growth, maxMs);
  }

  private pauseMs(): number {
    return Math.max(this.delayMs, this.lastTookMs * restFactor);
  }
}
