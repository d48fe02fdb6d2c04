// What causes about published ports share: which are open on the host, where, and whether the person means another one.

import type { PublishedPort } from '../../model/container';
import { valueIn } from '../../model/dossier/known';
import type { ContainerCase } from '../cases/cases';
import type { CauseAround } from '../cause';
import { isLoopback } from './dependencies';

/** Ports of a container that runs which are open on its host; empty on the host's own network, which publishes nothing. */
export function openPorts({ facts }: ContainerCase): readonly PublishedPort[] {
  if (facts.state.status !== 'running' || facts.networkMode === 'host') return [];
  return facts.portsGiven.filter(({ publicPort }) => publicPort !== undefined);
}

/** The same, and for a task's container the ports of its service in the routing mesh, which lead to it. */
export function portsLeadingTo(subject: ContainerCase, around: CauseAround): readonly PublishedPort[] {
  const own = openPorts(subject);
  if (own.length > 0 || subject.ref.kind !== 'service' || subject.facts.state.status !== 'running') return own;
  const service = valueIn(around.dossier.picture.services)?.find(({ id }) => id === subject.ref.id);
  return (service?.ports ?? []).flatMap(({ targetPort, publishedPort, protocol }) =>
    publishedPort === undefined ? [] : [{ privatePort: targetPort, publicPort: publishedPort, protocol }],
  );
}

/** Whether the program is there to be reached: it runs, and nothing is known to be wrong with it. */
export function isServing({ condition }: ContainerCase): boolean {
  return condition.type === 'running';
}

/** Bound to one address of the host, which is neither all of them nor its loopback. */
export function oneAddress({ hostIp }: PublishedPort): string | undefined {
  return hostIp === undefined || /^(?:0\.0\.0\.0|::|\[::\]|)$/.test(hostIp) || isLoopback(hostIp) ? undefined : hostIp;
}

/** Whether the person names ports, and none of them is among these. */
export function asksForAnother(around: CauseAround, ports: readonly PublishedPort[]): boolean {
  const asked = around.symptom.ports;
  return asked.length > 0 && !ports.some(({ publicPort }) => publicPort !== undefined && asked.includes(publicPort));
}

/** `8080/tcp -> 127.0.0.1:80`, as `docker ps` shows it the other way round. */
export function portWords({ hostIp, publicPort, privatePort, protocol }: PublishedPort): string {
  return `${hostIp ?? ''}:${publicPort ?? ''} -> ${privatePort}/${protocol}`;
}
