// Questions about tasks that cost a manager, and us, less than reading them all.

import type { Task } from '../model/task';
import { ask } from './ask';
import type { Connection } from './connection';
import type { Call, Listing, TaskCounts, TaskQuestion } from './engine';
import { listObjects } from './objectCalls';
import { count, isRaw, items, raw, text } from './records/read';

/** So many ids fit into one address: servers take 8 kB and more, an id has 25 characters. */
const idsAtOnce = 100;

/** `GET /tasks` with the filters `service` and `id`; the values of one filter are alternatives. */
export async function tasksOf(connection: Connection, of: TaskQuestion, call?: Call): Promise<Listing<Task>> {
  const filters = [...pieces(of.services).map((service) => ({ service })), ...pieces(of.taskIds).map((id) => ({ id }))];
  const lists = await Promise.all(
    filters.map((filter) => listObjects(connection, 'task', call, { filters: JSON.stringify(filter) })),
  );
  return { items: lists.flatMap((list) => list.items), unreadable: lists.flatMap((list) => list.unreadable) };
}

function pieces(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / idsAtOnce);
  return Array.from({ length: count }, (_, at) => ids.slice(at * idsAtOnce, (at + 1) * idsAtOnce));
}

/** `GET /services?status=true`, whose `ServiceStatus` came with API 1.41. */
export async function taskCounts(
  connection: Connection,
  call?: Call,
): Promise<ReadonlyMap<string, TaskCounts> | undefined> {
  const question = { path: ['services'], query: { status: true } };
  const services = items(await ask(connection, 'count the tasks of services', question, call)).map(raw);
  if (services.length > 0 && !services.some((service) => isRaw(service.ServiceStatus))) return undefined;
  return new Map(
    services.flatMap((service) => {
      const id = text(service.ID);
      const { RunningTasks, DesiredTasks, CompletedTasks } = raw(service.ServiceStatus);
      if (id === undefined) return [];
      const counts = { running: count(RunningTasks) ?? 0, desired: count(DesiredTasks) ?? 0 };
      return [[id, { ...counts, completed: count(CompletedTasks) ?? 0 }]];
    }),
  );
}
