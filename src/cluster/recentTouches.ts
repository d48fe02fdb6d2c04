// Remembers for a moment which objects events were about, because a list answered meanwhile is older than those events.

import type { EngineEvent } from '../model/engineEvent';
import type { ObjectKind } from '../model/objects';
import type { Clock } from './clock';

interface Touch {
  readonly at: number;
  readonly events: readonly EngineEvent[];
}

export class RecentTouches {
  /** In order of time: a touch moves its object to the end. */
  private readonly touches = new Map<string, Touch>();
  private openLists = 0;

  constructor(
    private readonly clock: Clock,
    private readonly keepMs: number,
  ) {}

  note(kind: ObjectKind, id: string, event?: EngineEvent): void {
    const key = `${kind}/${id}`;
    const before = this.touches.get(key);
    this.touches.delete(key);
    const events = event ? [...(before?.events ?? []).slice(-8), event] : (before?.events ?? []);
    this.touches.set(key, { at: this.clock.now(), events });
    this.prune();
  }

  /** Call before asking for a list and dispose after taking it over: nothing touched meanwhile is forgotten. */
  listBegins(): { dispose(): void } {
    this.prune();
    this.openLists += 1;
    return {
      dispose: () => {
        this.openLists -= 1;
      },
    };
  }

  isRecent(kind: ObjectKind, id: string): boolean {
    return this.touches.has(`${kind}/${id}`);
  }

  /** The objects of this kind that were touched of late. */
  ids(kind: ObjectKind): string[] {
    const prefix = `${kind}/`;
    return [...this.touches.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  }

  /** Events about this object that a list of now may not know yet, oldest first. */
  events(kind: ObjectKind, id: string): readonly EngineEvent[] {
    return this.touches.get(`${kind}/${id}`)?.events ?? [];
  }

  /** Looks only at the oldest ones, so the cost per event does not grow. */
  private prune(): void {
    if (this.openLists > 0) return;
    const limit = this.clock.now() - this.keepMs;
    for (const [key, touch] of this.touches) {
      if (touch.at >= limit) return;
      this.touches.delete(key);
    }
  }
}
