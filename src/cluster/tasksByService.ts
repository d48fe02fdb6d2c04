// Which tasks belong to which service: with 10,000 of them nobody looks through all for the twenty of one service.

export class TasksByService {
  private readonly services = new Map<string, string>();
  private readonly tasks = new Map<string, Set<string>>();

  /** Undefined: the task is gone. */
  put(taskId: string, serviceId: string | undefined): void {
    const before = this.services.get(taskId);
    if (before === serviceId) return;
    if (before !== undefined) {
      const left = this.tasks.get(before);
      left?.delete(taskId);
      if (left?.size === 0) this.tasks.delete(before);
      this.services.delete(taskId);
    }
    if (serviceId === undefined) return;
    this.services.set(taskId, serviceId);
    const joined = this.tasks.get(serviceId);
    if (joined) joined.add(taskId);
    else this.tasks.set(serviceId, new Set([taskId]));
  }

  of(serviceId: string): ReadonlySet<string> {
    return this.tasks.get(serviceId) ?? none;
  }

  /** Services that have tasks, with the ids of these. */
  all(): Iterable<readonly [string, ReadonlySet<string>]> {
    return this.tasks;
  }

  clear(): void {
    this.services.clear();
    this.tasks.clear();
  }
}

const none: ReadonlySet<string> = new Set();
