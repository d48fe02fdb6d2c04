// A name outside of Docker does not resolve: the container's own DNS server, or the host's, does not answer or not know it.

import { defineCause } from '../../cause';
import { outsideFacts, ownNetworks } from '../../peers/connections';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly host: string;
  readonly servers: string;
}

export const outsideNameNotResolved = defineCause<'container', Data>({
  id: 'outside-name-not-resolved',
  code: 'B25',
  severity: 'error',
  over: 'container',
  needs: ['log', 'networks'],
  explains: exitSymptoms,
  title: ({ name, host, servers }) =>
    servers === ''
      ? `${name} cannot resolve ${host}, a name outside of Docker: the DNS server of its host does not know it or does not answer`
      : `${name} cannot resolve ${host}: its own DNS server ${servers} (--dns) does not know it or does not answer`,
  explanation: ({ name, host, servers }) =>
    `No container has the name ${host}, so the question is passed on ${servers === '' ? 'to the DNS servers of the host (/etc/resolv.conf)' : `to ${servers}, which was set for ${name} by hand and takes the place of the host’s DNS servers`}. Names of containers on the same network resolve all the same.${servers === '' ? ' The name is wrong, or the host cannot resolve it either.' : ''}`,
  check(subject, around) {
    const { dns } = subject.facts;
    const found = outsideFacts(subject, around).find(({ fact }) => fact.theme === 'noSuchHost');
    if (found === undefined || ownNetworks(subject, around)?.every(({ internal }) => internal)) return [];
    return [
      {
        data: { name: subject.name, host: found.host, servers: dns.join(', ') },
        confidence: dns.length > 0 ? 0.88 : 0.66,
        subject: subject.ref,
        evidence: [logProof(found.fact.line), inspectProof('HostConfig.Dns', dns)],
        remedies: runRemedies(subject, [
          ...(dns.length > 0
            ? [
                {
                  title: 'Correct the DNS server, or leave it to the host’s',
                  snippet: `docker run --dns <server> … ${subject.facts.image}`,
                },
              ]
            : [{ title: 'Try the name on the host', snippet: `getent hosts ${found.host}; cat /etc/resolv.conf` }]),
          { title: 'Resolve it from inside', command: 'dockhound.testNetwork', arguments: [subject.ref] },
        ]),
      },
    ];
  },
});
