// What causes read of probes: the sockets that listen in a container, and the newest other facts.

import {
  type ListeningFact,
  type ListeningSocket,
  type ProbeFact,
  type ProbeFactOf,
  probed,
} from '../../model/dossier/probeFacts';
import type { ContainerCase } from '../cases/cases';
import { isLoopback } from '../peers/dependencies';

/** The newest fact of a kind, where it was probed in this run; `fits` picks what it is about. */
export function lastProbed<K extends ProbeFact['kind']>(
  { dossier }: ContainerCase,
  kind: K,
  fits: (fact: ProbeFactOf<K>) => boolean = () => true,
): ProbeFactOf<K> | undefined {
  return probed(dossier.probes, kind).findLast(fits);
}

/** How a port of the container itself is listened on: for everybody, on its loopback only, or by nobody. */
export function standingOfPort({ sockets }: ListeningFact, port: number): 'open' | 'loopback' | 'closed' {
  const own = sockets.filter((socket) => socket.port === port);
  if (own.length === 0) return 'closed';
  return own.some((socket) => !isLocal(socket)) ? 'open' : 'loopback';
}

/** Ports on which others than the container itself may reach it. */
export function openPorts({ sockets }: ListeningFact): readonly number[] {
  return [...new Set(sockets.filter((socket) => !isLocal(socket)).map(({ port }) => port))];
}

function isLocal({ address }: ListeningSocket): boolean {
  return isLoopback(address.replace(/^::ffff:/, ''));
}
