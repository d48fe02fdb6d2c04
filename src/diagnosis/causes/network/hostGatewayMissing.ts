// A program asks for host.docker.internal, a name that a Linux engine gives only when told to.

import { defineCause } from '../../cause';
import { dependencyFacts } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly host: string;
}

export const hostGatewayMissing = defineCause<'container', Data>({
  id: 'host-gateway-missing',
  code: 'B25',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'wrong-dependency-name', 'outside-name-not-resolved'],
  title: ({ name, host }) => `${name} cannot resolve ${host}: on Linux that name needs --add-host ${host}:host-gateway`,
  explanation: ({ name, host }) =>
    `${host} stands for the machine that runs the containers. Docker Desktop resolves it by itself; an engine on Linux does so only for containers that were made with an entry in extra_hosts (host-gateway, since Engine 20.10). ${name} has none.`,
  check(subject) {
    const found = dependencyFacts(subject).find(
      ({ fact, host }) => fact.theme === 'noSuchHost' && /^(?:host|gateway)\.docker\.internal$/i.test(host),
    );
    if (found === undefined || subject.facts.extraHosts.some((entry) => entry.startsWith(`${found.host}:`))) return [];
    return [
      {
        data: { name: subject.name, host: found.host },
        confidence: 0.96,
        subject: subject.ref,
        evidence: [logProof(found.fact.line), inspectProof('HostConfig.ExtraHosts', subject.facts.extraHosts)],
        remedies: runRemedies(subject, [
          {
            title: 'Make it anew with an entry for the host',
            snippet: `docker run --add-host ${found.host}:host-gateway …   # Compose: extra_hosts: ["${found.host}:host-gateway"]`,
          },
        ]),
      },
    ];
  },
});
