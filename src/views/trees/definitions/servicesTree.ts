// Stack → service → task: what should run, how much of it does, and where it fails.

import type { Cluster } from '../../../cluster/cluster';
import type { Service } from '../../../model/service';
import { stackLook } from '../looks/swarmLooks';
import type { Relations } from '../relations';
import { byName, objectSeed, type RowSeed, type TreeDefinition, untouched } from '../treeDefinition';
import { swarmRows } from './swarmRows';

export function servicesTree(cluster: Cluster, relations: Relations): TreeDefinition {
  const rows = swarmRows(cluster, relations);
  const ofStack = (stack: string) =>
    [...relations.servicesOfStack.of(stack)].flatMap((id) => cluster.get('service', id) ?? []);
  const seedOf = (service: Service) => objectSeed('service', service.id, service.name);
  const failing = (service: Service) => (rows.standing(service)?.failing ?? 0) > 0;

  return {
    view: 'services',
    kinds: ['service', 'task'],
    tellsOf: ['service', 'task', 'node'],
    needsTasks: true,
    roots() {
      const alone = [...(cluster.all('service') ?? new Map<string, Service>()).values()].filter((one) => !one.stack);
      const stacks = relations.servicesOfStack.keys().sort();
      return [...stacks.map(stackSeed), ...alone.sort(byName).map(seedOf), ...rows.extras('service')];
    },
    children(row) {
      const { subject } = row;
      if (subject.type === 'group') return ofStack(subject.name).sort(byName).map(seedOf);
      if (subject.type !== 'object') return [];
      if (subject.kind === 'task') return rows.history.seeds(row);
      if (subject.kind !== 'service') return [];
      return rows.telling(rows.tasksOf(subject.id)).map((task) => rows.history.seedOf(task));
    },
    look(row, now) {
      if (row.subject.type !== 'group') return rows.look(row, now);
      const services = ofStack(row.subject.name);
      if (services.length === 0) return undefined;
      // Jobs come to an end by themselves, so they do not count as running or missing.
      const counts = services.filter((service) => !service.mode.endsWith('-job')).map(rows.standing);
      const known = counts.every((one) => one !== undefined);
      const sum = (of: 'running' | 'desired') => counts.reduce((total, one) => total + (one?.[of] ?? 0), 0);
      return stackLook(row.subject.name, known ? sum('running') : undefined, sum('desired'), services.some(failing));
    },
    folding(row) {
      const { subject } = row;
      if (subject.type === 'group') return 'open';
      if (subject.type === 'object' && subject.kind === 'task') return rows.historyFolding(row);
      if (subject.type !== 'object' || subject.kind !== 'service') return 'leaf';
      // A failing service shows its failing task at once.
      const service = cluster.get('service', subject.id);
      return service && failing(service) ? 'open' : 'closed';
    },
    touched({ kind, id, change }) {
      if (kind === 'service') {
        const stack = cluster.get('service', id)?.stack;
        const group = stack === undefined ? [] : [`stack:${stack}`];
        return { looks: [id, ...group], ...(change === 'added' ? { grown: [group[0]] } : {}) };
      }
      if (kind === 'task') {
        const { services } = relations.placesOf(id);
        const stacks = services
          .flatMap((one) => cluster.get('service', one)?.stack ?? [])
          .map((name) => `stack:${name}`);
        const { rows: looks, lists } = rows.history.touched(id);
        return { looks: [...looks, ...services, ...stacks], lists: [...services, ...lists] };
      }
      return untouched;
    },
  };
}

function stackSeed(name: string): RowSeed {
  return { id: `stack:${name}`, subject: { type: 'group', group: 'stack', name }, target: { kind: 'stack', name } };
}
