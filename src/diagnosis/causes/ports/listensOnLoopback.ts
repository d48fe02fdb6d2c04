// A program with a published port listens only on the loopback address of its container (B27).

import type { PublishedPort } from '../../../model/container';
import { probeProof } from '../../../model/dossier/probeWords';
import type { Evidence } from '../../../model/finding';
import type { ContainerCase } from '../../cases/cases';
import { type CaughtCause, defineCause } from '../../cause';
import { isLoopback } from '../../peers/dependencies';
import { loopbackSetting } from '../../peers/loopbackSetting';
import { portsLeadingTo } from '../../peers/publishedPorts';
import { runRemedies } from '../../proofs/causeRemedies';
import { lastProbed, standingOfPort } from '../../proofs/probed';
import { inspectProof, logProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly address: string;
  readonly published: string;
}

export const listensOnLoopback = defineCause<'container', Data>({
  id: 'listens-on-loopback',
  code: 'B27',
  severity: 'warning',
  over: 'container',
  needs: ['log'],
  explains: ['published-port-mismatch'],
  title: ({ name, address }) =>
    `${name} listens on ${address} inside its container only: bind to 0.0.0.0 to be reached through its published port`,
  explanation: ({ name, address, published }) =>
    `The published port ${published} leads to the address of ${name} on its network. The program listens on ${address}, the loopback address inside the container, which nothing from outside the container reaches; connections are reset.`,
  check(subject, around) {
    const { facts, listens } = subject;
    if (facts.state.status !== 'running' || facts.networkMode === 'host') return [];
    const published = portsLeadingTo(subject, around);
    const [first] = published;
    if (first === undefined) return [];
    const probed = lastProbed(subject, 'listening');
    if (probed !== undefined) {
      const ports = published.filter(({ protocol }) => protocol === 'tcp');
      const local = ports.find(({ privatePort }) => standingOfPort(probed, privatePort) === 'loopback');
      // What the kernel says counts more than what the program says of itself.
      return local === undefined || ports.some(({ privatePort }) => standingOfPort(probed, privatePort) === 'open')
        ? []
        : [caught(subject, `127.0.0.1:${local.privatePort}`, local, 0.98, [probeProof(probed)])];
    }
    const setting = listens.every(({ host }) => host === undefined) ? loopbackSetting(facts) : undefined;
    if (setting !== undefined)
      return [caught(subject, `127.0.0.1 (${setting.words})`, first, 0.82, [setting.evidence])];
    if (listens.length === 0 || !listens.every(({ host }) => isLoopback(host))) return [];
    const fact = listens.at(-1);
    if (fact === undefined) return [];
    const address = `${fact.host ?? ''}${fact.port === undefined ? '' : `:${fact.port}`}`;
    return [caught(subject, address, first, 0.9, [logProof(fact.line)])];
  },
});

function caught(
  subject: ContainerCase,
  address: string,
  { privatePort, publicPort, protocol }: PublishedPort,
  confidence: number,
  proofs: readonly Evidence[],
): CaughtCause<Data> {
  return {
    data: { name: subject.name, address, published: String(publicPort ?? '') },
    confidence,
    subject: subject.ref,
    evidence: [...proofs, inspectProof('NetworkSettings.Ports', `${privatePort}/${protocol} -> ${publicPort ?? ''}`)],
    remedies: runRemedies(subject, [
      { title: 'Let the program bind to 0.0.0.0 (its host, bind or listen option)', snippet: '--host 0.0.0.0' },
    ]),
  };
}
