// An engine in memory whose every answer a test decides on, for the logic of the live picture; wire faults are the simulated engine's.

import type { Endpoint } from '../../src/engine/endpoint';
import type { Engine, TaskCounts } from '../../src/engine/engine';
import { EngineError } from '../../src/engine/engineError';
import type { EngineEvent } from '../../src/model/engineEvent';
import type { EngineInfo } from '../../src/model/engineInfo';
import type { Unreadable } from '../../src/model/gap';
import { type EngineObject, type ObjectKind, objectKinds } from '../../src/model/objects';
import type { Task } from '../../src/model/task';
import { endpoint as endpointOf, engineInfo } from './objects';

export class FakeEngine {
  info: EngineInfo = engineInfo();
  readonly objects = new Map<ObjectKind, Map<string, EngineObject>>(objectKinds.map((kind) => [kind, new Map()]));
  readonly unreadable: Unreadable[] = [];
  /** Every call so far, for example `list container` or `get container a`. */
  readonly calls: string[] = [];
  /** Awaited before a call is answered, after the answer was fixed; throw to fail the call. */
  gate: (call: string) => Promise<void> | void = () => undefined;
  /** Events that it still remembers, oldest first. */
  past: EngineEvent[] = [];
  disposed = false;
  /** Whether it counts the tasks of services. */
  counting = true;
  private readonly feeds = new Set<{ push(event: EngineEvent): void; fail(error: unknown): void }>();

  constructor(readonly endpoint: Endpoint = endpointOf()) {}

  set(...objects: EngineObject[]): void {
    for (const object of objects) this.objects.get(object.kind)?.set(object.id, object);
  }

  delete(kind: ObjectKind, id: string): void {
    this.objects.get(kind)?.delete(id);
  }

  emit(...events: EngineEvent[]): void {
    for (const feed of this.feeds) for (const one of events) feed.push(one);
  }

  /** The event stream breaks. */
  break(message = 'connection lost'): void {
    const error = new EngineError({ reason: 'unreachable', engine: this.endpoint.label, message });
    for (const feed of [...this.feeds]) feed.fail(error);
  }

  count(call: string): number {
    return this.calls.filter((one) => one === call).length;
  }

  /** Only what the live picture uses is there; anything else would throw. */
  asEngine(): Engine {
    const partial: Pick<
      Engine,
      'endpoint' | 'label' | 'ping' | 'info' | 'list' | 'tasksOf' | 'taskCounts' | 'get' | 'events' | 'dispose'
    > = {
      endpoint: this.endpoint,
      label: this.endpoint.label,
      ping: () => this.answer('ping', undefined),
      info: () => this.answer('info', this.info),
      list: (kind) =>
        this.answer(`list ${kind}`, {
          // Every object was put under its own kind.
          items: [...(this.objects.get(kind)?.values() ?? [])] as never[],
          unreadable: this.unreadable.filter((odd) => odd.kind === kind),
        }),
      tasksOf: ({ services, taskIds }) => {
        const items = this.tasks().filter((task) => services.includes(task.serviceId) || taskIds.includes(task.id));
        return this.answer(`tasks of ${[...services, ...taskIds].sort().join(' ')}`, { items, unreadable: [] });
      },
      taskCounts: () => this.answer('count tasks', this.counting ? this.counted() : undefined),
      get: async (kind, id) => {
        const object = this.objects.get(kind)?.get(id);
        const odd = this.unreadable.find((one) => one.kind === kind && one.id === id);
        await this.answer(`get ${kind} ${id}`, undefined);
        if (odd) return { ok: false, unreadable: odd };
        if (!object) throw new EngineError({ reason: 'notFound', engine: 'lab', message: `No such ${kind}.` });
        return { ok: true, value: object as never };
      },
      events: (options, signal) =>
        options.untilNano === undefined ? this.feed(options.onOpen, signal) : this.remembered(options.onOpen),
      dispose: () => {
        this.disposed = true;
      },
    };
    return partial as Engine;
  }

  private tasks(): Task[] {
    return [...(this.objects.get('task')?.values() ?? [])].filter((object) => object.kind === 'task');
  }

  private counted(): Map<string, TaskCounts> {
    const ids = [...(this.objects.get('service')?.keys() ?? [])];
    return new Map(
      ids.map((id) => {
        const own = this.tasks().filter((task) => task.serviceId === id);
        const count = (state: string) => own.filter((task) => task.state === state).length;
        return [id, { running: count('running'), desired: own.length, completed: count('complete') }];
      }),
    );
  }

  private async answer<T>(call: string, value: T): Promise<T> {
    this.calls.push(call);
    await this.gate(call);
    return value;
  }

  private async *remembered(onOpen: (() => void) | undefined): AsyncIterable<EngineEvent> {
    await this.answer('past events', undefined);
    onOpen?.();
    yield* this.past;
  }

  private async *feed(onOpen: (() => void) | undefined, signal: AbortSignal): AsyncIterable<EngineEvent> {
    await this.answer('events', undefined);
    const queue: EngineEvent[] = [];
    let failed: { error: unknown } | undefined;
    let wake: () => void = () => undefined;
    const own = {
      push(event: EngineEvent) {
        queue.push(event);
        wake();
      },
      fail(error: unknown) {
        failed = { error };
        wake();
      },
    };
    this.feeds.add(own);
    signal.addEventListener('abort', () => wake());
    onOpen?.();
    try {
      while (!signal.aborted) {
        const next = queue.shift();
        if (next) yield next;
        else if (failed) throw failed.error;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.feeds.delete(own);
    }
  }
}
