// A port is published for a container port on which the program does not listen (B28).

import { probeProof } from '../../../model/dossier/probeWords';
import { defineCause } from '../../cause';
import { isLoopback } from '../../peers/dependencies';
import { portsLeadingTo } from '../../peers/publishedPorts';
import { runRemedies } from '../../proofs/causeRemedies';
import { lastProbed, openPorts, standingOfPort } from '../../proofs/probed';
import { inspectProof, logProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly published: string;
  readonly target: number;
  readonly listens: string;
}

export const publishedPortMismatch = defineCause<'container', Data>({
  id: 'published-port-mismatch',
  code: 'B28',
  severity: 'warning',
  over: 'container',
  needs: ['log'],
  title: ({ name, target, listens, published }) =>
    `${name} publishes container port ${target} (host port ${published}), but listens on port ${listens}: the mapping names the wrong container port`,
  explanation: ({ name, published, target, listens }) =>
    `Connections to port ${published} of the host are handed to port ${target} of ${name}, where nobody listens: it listens on port ${listens}. They are reset at once.`,
  check(subject, around) {
    const { condition, facts, listens } = subject;
    if (
      condition.type === 'failed' ||
      condition.type === 'neverStarted' ||
      condition.type === 'looping' ||
      facts.state.status !== 'running'
    )
      return [];
    const published = portsLeadingTo(subject, around).filter(({ protocol }) => protocol === 'tcp');
    const probed = facts.networkMode === 'host' ? undefined : lastProbed(subject, 'listening');
    const ports = probed ? openPorts(probed) : [...new Set(listens.flatMap(({ port }) => port ?? []))];
    const wide = listens.filter(({ host }) => !isLoopback(host));
    if (published.length === 0 || ports.length === 0 || (probed === undefined && wide.length === 0)) return [];
    // On its loopback somebody does listen: then the port is right.
    if (probed && published.some(({ privatePort }) => standingOfPort(probed, privatePort) !== 'closed')) return [];
    const wrong = published.filter(({ privatePort }) => !ports.includes(privatePort));
    // One port that fits may be all there is to serve; the others may be told of nowhere.
    if (wrong.length !== published.length) return [];
    const [first] = wrong;
    if (first === undefined) return [];
    return [
      {
        data: {
          name: subject.name,
          published: String(first.publicPort ?? ''),
          target: first.privatePort,
          listens: ports.join(', '),
        },
        confidence: probed ? 0.97 : 0.85,
        subject: subject.ref,
        evidence: [
          inspectProof(
            'NetworkSettings.Ports',
            `${first.privatePort}/tcp -> ${first.hostIp ?? ''}:${first.publicPort ?? ''}`,
          ),
          ...(probed ? [probeProof(probed)] : wide.slice(-1).map(({ line }) => logProof(line))),
        ],
        remedies: runRemedies(subject, [
          { title: 'Publish the port on which it listens', snippet: `-p ${first.publicPort ?? ''}:${ports[0] ?? ''}` },
        ]),
      },
    ];
  },
});
