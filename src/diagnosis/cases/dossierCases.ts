// Makes a dossier's containers and services ready for judgement, and offers what causes may look at beside them.

import type { Dossier } from '../../model/dossier/dossier';
import type { TargetRef } from '../../model/target';
import type { CauseAround } from '../cause';
import { isNetworkId, networkNames, peersNear, resolveHost } from '../peers/hostNames';
import { readSymptom } from '../symptom';
import { timeOf } from '../words';
import { type ContainerCase, containerCase, nodesOf, type ServiceCase, serviceCase } from './cases';

export interface DossierCases {
  readonly around: CauseAround;
  /** Containers in their own right, and those of failing tasks. */
  readonly containers: readonly ContainerCase[];
  readonly services: readonly ServiceCase[];
}

export function dossierCases(dossier: Dossier, symptom: string | undefined): DossierCases {
  const now = timeOf(dossier.takenAt) ?? 0;
  const nodes = nodesOf(dossier);
  const services = dossier.services.map((one) => serviceCase(one, nodes, now));
  const owned = new Map(services.map((one) => [one.dossier.id, one]));
  const alone = dossier.containers.flatMap((one) => {
    const found = containerCase(one, now);
    if (found === undefined) return [];
    const owner = owned.get(found.facts.labels['com.docker.swarm.service.id'] ?? '');
    // The past of a slot that a newer task fills is nobody's trouble.
    const past = owner !== undefined && found.condition.type !== 'running' && owner.standing.troubles.length === 0;
    return past ? [] : [found];
  });
  const containers = [...alone, ...services.flatMap((one) => one.containers)];
  return {
    containers,
    services,
    around: {
      now,
      dossier,
      symptom: readSymptom(symptom),
      containers,
      services,
      resolve: (from, host) => resolveHost(dossier, from.dossier, host),
      peersNear: (from) => peersNear(dossier, from.dossier),
      networkNames: (of) => networkNames(dossier, of.facts),
      unnamedNetworks: (of, peer) => [...networkNames(dossier, of.facts), ...peer.networks].some(isNetworkId),
    },
  };
}

/** One key for an object, however much of it is told. */
export function refKey({ kind, id, name }: TargetRef): string {
  return `${kind}/${id ?? name ?? ''}`;
}
