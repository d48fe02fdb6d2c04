// What swarm's reservations amount to: what a service asks for, what nodes have, and who holds it.

import type { Dossier } from '../../model/dossier/dossier';
import { valueIn } from '../../model/dossier/known';
import type { ResourceWish } from '../../model/dossier/serviceFacts';
import type { Evidence } from '../../model/finding';
import { mebibytes } from '../reading/memoryWords';
import type { ServiceCase } from './cases';

export function wishWords({ nanoCpus, memoryBytes }: ResourceWish): string {
  const words = [
    nanoCpus === undefined ? undefined : `${nanoCpus / 1e9} CPUs`,
    memoryBytes === undefined ? undefined : `${mebibytes(memoryBytes)} of memory`,
  ].filter((word) => word !== undefined);
  return words.length === 0 ? 'resources' : words.join(' and ');
}

/** ` Most is reserved by x (2 CPUs).`, or nothing where nobody else reserves. */
export function holderWords(subject: ServiceCase, dossier: Dossier): string {
  const services = valueIn(dossier.picture.services) ?? [];
  const holders = (valueIn(dossier.reservations) ?? [])
    .filter(({ serviceId }) => serviceId !== subject.dossier.id)
    .sort((a, b) => b.nanoCpus - a.nanoCpus || b.memoryBytes - a.memoryBytes)
    .slice(0, 3)
    .map(({ serviceId, nanoCpus, memoryBytes }) => {
      const name = services.find(({ id }) => id === serviceId)?.name ?? serviceId;
      const wish = { ...(nanoCpus > 0 ? { nanoCpus } : {}), ...(memoryBytes > 0 ? { memoryBytes } : {}) };
      return `${name} (${wishWords(wish)} a task)`;
    });
  return holders.length === 0 ? '' : ` Others reserve: ${holders.join(', ')}.`;
}

export function resourceProofs(dossier: Dossier): readonly Evidence[] {
  return (valueIn(dossier.picture.nodes) ?? []).slice(0, 4).map((node) => ({
    source: 'node',
    path: `${node.name}: Description.Resources`,
    excerpt: `NanoCPUs ${node.nanoCpus ?? '?'}, MemoryBytes ${node.memoryBytes ?? '?'}`,
  }));
}
