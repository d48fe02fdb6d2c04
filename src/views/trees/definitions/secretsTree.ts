// Secrets and configs: names, ages and who uses them; never values.

import type { Cluster } from '../../../cluster/cluster';
import type { ConfigMeta, SecretMeta } from '../../../model/secret';
import { managerLook, unreadableLook } from '../looks/noteLooks';
import { secretLook, userLook } from '../looks/resourceLooks';
import type { Relations } from '../relations';
import { byName, objectSeed, type RowSeed, type TreeDefinition, untouched } from '../treeDefinition';
import { managerSeeds } from './swarmRows';

export function secretsTree(cluster: Cluster, relations: Relations): TreeDefinition {
  const users = (id: string) =>
    cluster.all('service') === undefined ? undefined : relations.servicesOfSecret.of(id).size;

  return {
    view: 'secrets',
    kinds: ['secret', 'config'],
    needsTasks: false,
    roots() {
      const secrets = [...(cluster.all('secret') ?? new Map<string, SecretMeta>()).values()].sort(byName);
      const configs = [...(cluster.all('config') ?? new Map<string, ConfigMeta>()).values()].sort(byName);
      return [
        ...secrets.map((one) => objectSeed('secret', one.id, one.name)),
        ...configs.map((one) => objectSeed('config', one.id, one.name)),
        ...(['secret', 'config'] as const).flatMap((kind) =>
          cluster.unreadable(kind).map(
            (one): RowSeed => ({
              id: one.id,
              subject: { type: 'unreadable', kind, id: one.id },
            }),
          ),
        ),
        ...managerSeeds(cluster),
      ];
    },
    children(row) {
      const { subject } = row;
      if (subject.type !== 'object' || (subject.kind !== 'secret' && subject.kind !== 'config')) return [];
      return [...relations.servicesOfSecret.of(subject.id)]
        .flatMap((id) => cluster.get('service', id) ?? [])
        .sort(byName)
        .map((service) => objectSeed('service', service.id, service.name, row.id));
    },
    look(row, now) {
      const { subject, parent } = row;
      if (subject.type === 'manager') return managerLook(subject.address);
      if (subject.type === 'unreadable') {
        const unreadable = cluster.unreadable(subject.kind).find((one) => one.id === subject.id);
        return unreadable && unreadableLook(unreadable);
      }
      if (subject.type !== 'object') return undefined;
      if (subject.kind === 'secret' || subject.kind === 'config') {
        const secret = cluster.get(subject.kind, subject.id);
        return secret && secretLook(secret, users(secret.id), now);
      }
      const service = subject.kind === 'service' ? cluster.get('service', subject.id) : undefined;
      if (!service || parent?.subject.type !== 'object') return undefined;
      const fileId = parent.subject.id;
      const file = [...service.secrets, ...service.configs].find((one) => one.id === fileId);
      return userLook(service.name, undefined, file?.target);
    },
    folding({ subject }) {
      const owner = subject.type === 'object' && (subject.kind === 'secret' || subject.kind === 'config');
      return owner && relations.servicesOfSecret.of(subject.id).size > 0 ? 'closed' : 'leaf';
    },
    touched({ kind, id, change }) {
      if (kind === 'secret' || kind === 'config') {
        return { looks: [id], ...(change === 'added' ? { grown: [undefined] } : {}) };
      }
      if (kind !== 'service') return untouched;
      const all = [...(cluster.all('secret')?.keys() ?? []), ...(cluster.all('config')?.keys() ?? [])];
      return { looks: all, lists: all };
    },
  };
}
