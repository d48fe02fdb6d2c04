// A program looks for another one at localhost, which inside a container is the container itself (B30).

import { defineCause } from '../../cause';
import { likelyPeer, selfFacts } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly from: string;
  readonly peer: string | undefined;
}

export const localhostInsteadOfServiceName = defineCause<'container', Data>({
  id: 'localhost-instead-of-service-name',
  code: 'B30',
  severity: 'error',
  over: 'container',
  needs: ['log', 'containers'],
  explains: [...exitSymptoms, 'dependency-not-listening'],
  title: ({ name, host, port, peer }) =>
    `${name} connects to ${host}${port === undefined ? '' : `:${port}`}, which is the container itself${peer === undefined ? '' : `: use the name ${peer} instead of localhost`}`,
  explanation: ({ name, host, from, peer }) =>
    `Inside a container ${host} (127.0.0.1, localhost) means that container, where nobody listens on this port. ${name} takes the address${from}.${peer === undefined ? ' The other program has a name of its own, or for one on the host host.docker.internal.' : ` ${peer} is on the same network and can be reached by its name.`}`,
  check(subject, around) {
    return selfFacts(subject, around).map(({ fact, host }) => {
      const endpoint = subject.facts.endpoints.find(
        (one) => one.host === host || /^(?:localhost|127\.)/.test(one.host),
      );
      const port = fact.port ?? endpoint?.port;
      const near = around.peersNear(subject);
      const peer = likelyPeer(near, endpoint?.scheme ?? '', port);
      return {
        data: {
          name: subject.name,
          host,
          port,
          from:
            endpoint === undefined || endpoint.from === 'command'
              ? ' from its command or configuration'
              : ` from ${endpoint.from}`,
          peer: peer?.name,
        },
        confidence: 0.93,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          ...(endpoint === undefined
            ? []
            : [inspectProof('Config.Env', `${endpoint.from}: ${endpoint.host}:${endpoint.port ?? ''}`)]),
        ],
        remedies: runRemedies(subject, [
          {
            title: `Use the service name or container name${peer === undefined ? '' : ` ${peer.name}`} as the host${endpoint === undefined || endpoint.from === 'command' ? '' : ` in ${endpoint.from}`}`,
          },
        ]),
      };
    });
  },
});
