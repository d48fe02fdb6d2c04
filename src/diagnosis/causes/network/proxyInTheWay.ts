// A proxy variable sends requests for containers of the same network to an HTTP proxy, which does not know them.

import { defineCause } from '../../cause';
import { dependencyFacts, peerStanding } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly peer: string;
  readonly variable: string;
  readonly proxy: string;
}

export const proxyInTheWay = defineCause<'container', Data>({
  id: 'proxy-in-the-way',
  severity: 'error',
  over: 'container',
  needs: ['log', 'containers'],
  explains: [
    ...exitSymptoms,
    'dependency-not-listening',
    'dependency-silent',
    'outside-name-not-resolved',
    'wrong-dependency-port',
  ],
  title: ({ name, peer, variable, proxy }) =>
    `${name} asks for ${peer} through the proxy ${proxy} (${variable}): NO_PROXY does not exempt it`,
  explanation: ({ name, peer, variable, proxy }) =>
    `${variable} sends the HTTP requests of ${name} to ${proxy}, also those for ${peer}, which runs on the same network. The proxy does not resolve or reach names of containers, or is not reached itself. Hosts that are to be asked directly belong into NO_PROXY.`,
  check(subject, around) {
    const { env } = subject.facts;
    const variable = env.find(({ name, value }) => /^(?:https?|all)_proxy$/i.test(name) && value !== '');
    if (variable === undefined) return [];
    const proxy = variable.value
      .replace(/^[a-z\d]+:\/\//i, '')
      .replace(/^[^@]*@/, '')
      .replace(/[/?#].*$/, '');
    const exempt = env.filter(({ name }) => /^no_proxy$/i.test(name)).flatMap(({ value }) => value.split(/[\s,]+/));
    const asked = subject.facts.endpoints.filter(
      ({ scheme, from }) => (scheme === 'http' || scheme === 'https') && !/_proxy$/i.test(from),
    );
    for (const { fact, host } of dependencyFacts(subject)) {
      // The complaint is about the peer, or about the proxy that stands before it.
      const direct = asked.some((one) => one.host === host) || /\bhttps?:\/\//i.test(fact.line.text);
      const aboutProxy = host === proxy.replace(/:\d+$/, '');
      for (const name of aboutProxy ? asked.map((one) => one.host) : direct ? [host] : []) {
        const found = around.resolve(subject, name);
        if (found.type !== 'peers' || isExempt(name, exempt)) continue;
        const peer = found.peers.find(({ shared }) => shared.length > 0);
        if (peer === undefined || !peerStanding(peer, around).up) continue;
        return [
          {
            data: { name: subject.name, peer: peer.name, variable: variable.name, proxy },
            confidence: aboutProxy ? 0.93 : 0.82,
            subject: subject.ref,
            evidence: [
              logProof(fact.line),
              inspectProof('Config.Env', `${variable.name}=${variable.value}`),
              inspectProof('Config.Env', `NO_PROXY=${exempt.join(',')}`),
            ],
            remedies: runRemedies(subject, [
              {
                title: `Add ${name} to NO_PROXY`,
                snippet: `NO_PROXY=${[...exempt, name].filter((one) => one !== '').join(',')}`,
              },
            ]),
          },
        ];
      }
    }
    return [];
  },
});

/** As curl and most libraries read it: a host, or a domain and all below it. */
function isExempt(host: string, list: readonly string[]): boolean {
  return list.some((entry) => {
    const plain = entry
      .replace(/^\*?\./, '')
      .replace(/:\d+$/, '')
      .toLowerCase();
    return entry === '*' || plain === host.toLowerCase() || (plain !== '' && host.toLowerCase().endsWith(`.${plain}`));
  });
}
