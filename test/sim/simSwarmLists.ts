// What a manager does with the questions after its lists: filters on tasks, counts beside services.

import type { Raw } from './simState';

/** `filters` as the API takes them: `{"service": ["id"], "node": ["id"]}`, any of each, all of them together. */
export function filteredTasks(tasks: readonly Raw[], query: URLSearchParams): readonly Raw[] {
  const text = query.get('filters');
  if (!text) return tasks;
  const { service, node } = JSON.parse(text) as { service?: string[]; node?: string[] };
  return tasks.filter(
    (task) => (!service || service.includes(String(task.ServiceID))) && (!node || node.includes(String(task.NodeID))),
  );
}

/** `GET /services?status=true`, API 1.41 and later. */
export function withStatus(services: readonly Raw[], tasks: readonly Raw[]): Raw[] {
  const counts = new Map<unknown, { running: number; desired: number; completed: number }>();
  for (const task of tasks) {
    const of = counts.get(task.ServiceID) ?? { running: 0, desired: 0, completed: 0 };
    const state = (task.Status as Raw).State;
    if (state === 'running') of.running++;
    if (state === 'complete') of.completed++;
    if (task.DesiredState === 'running') of.desired++;
    counts.set(task.ServiceID, of);
  }
  return services.map((service) => {
    const of = counts.get(service.ID);
    const status = { RunningTasks: of?.running ?? 0, DesiredTasks: of?.desired ?? 0 };
    return { ...service, ServiceStatus: { ...status, CompletedTasks: of?.completed ?? 0 } };
  });
}
