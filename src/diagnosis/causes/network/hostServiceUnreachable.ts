// A program on the machine itself does not answer a container: it listens on the machine's loopback, or a firewall stands before it.

import { type CauseAround, defineCause } from '../../cause';
import { networkHolding } from '../../peers/connections';
import { dependencyFacts } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly host: string;
  readonly port: string;
  readonly refused: boolean;
}

export const hostServiceUnreachable = defineCause<'container', Data>({
  id: 'host-service-unreachable',
  code: 'B26',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, host, port, refused }) =>
    refused
      ? `${name} is refused by the host machine (${host}${port}): its program listens on the host’s loopback only, or does not run`
      : `${name} gets no answer from the host machine (${host}${port}): the host’s firewall drops what comes from containers`,
  explanation: ({ host, port, refused }) =>
    refused
      ? `${host} leads to the machine that runs the containers, at its address on the Docker network. A program there that listens on 127.0.0.1 is not reached from containers; nothing at all listening on${port === '' ? ' that port' : ` ${port.slice(1)}`} reads the same.`
      : `${host} leads to the machine that runs the containers. Packets from the Docker networks come in on another interface, which firewalls such as ufw and firewalld drop unless told otherwise.`,
  check(subject, around) {
    const found = dependencyFacts(subject).find(
      ({ fact, host }) =>
        (fact.theme === 'refused' || fact.theme === 'timedOut' || fact.theme === 'noRoute') &&
        (around.resolve(subject, host).type === 'host' || isGateway(host, around)),
    );
    if (found === undefined) return [];
    const { fact, host } = found;
    return [
      {
        data: {
          name: subject.name,
          host,
          port: fact.port === undefined ? '' : `:${fact.port}`,
          refused: fact.theme === 'refused',
        },
        confidence: 0.78,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof('HostConfig.ExtraHosts', subject.facts.extraHosts)],
        remedies: runRemedies(subject, [
          fact.theme === 'refused'
            ? {
                title: 'Let the program on the host listen on all addresses (0.0.0.0), or on that of the Docker bridge',
                snippet: `ss -ltnp${fact.port === undefined ? '' : ` 'sport = :${fact.port}'`}`,
              }
            : {
                title: 'Let the host’s firewall pass what comes from the Docker networks',
                snippet: 'iptables -nL INPUT; ufw status',
              },
        ]),
      },
    ];
  },
});

/** The gateway of a bridge network is the machine itself. */
function isGateway(host: string, around: CauseAround): boolean {
  const network = networkHolding(host, around);
  return network?.driver === 'bridge' && network.subnets.some(({ gateway }) => gateway === host);
}
