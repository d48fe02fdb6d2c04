// A registry does not give an image out: it wants a login, limits the rate, or cannot be reached (A12).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly image: string;
  readonly why: string;
  readonly service: boolean;
}

export const registryRefuses = defineCause<'container', Data>({
  id: 'registry-refuses',
  code: 'A12',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: [...startSymptoms, 'image-not-found'],
  title: ({ name, image, why }) => `${name} cannot start: its image ${image} could not be pulled, ${why}`,
  explanation: ({ name, image, why, service }) =>
    `The engine asked the registry for ${image} and got no image: ${why}.${service ? ' The nodes of a swarm get credentials only with --with-registry-auth.' : ''} The container ${name} itself is not to blame.`,
  check(subject) {
    const found = reasons.find(({ patterns }) => startWords(subject, patterns) !== undefined);
    if (found === undefined) return [];
    const service = subject.ref.kind === 'service';
    return [
      {
        data: { name: subject.name, image: subject.facts.image, why: found.why, service },
        confidence: 0.94,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          {
            title: found.fix,
            snippet: service
              ? `docker service update --with-registry-auth --image ${subject.facts.image} ${subject.name}`
              : `docker pull ${subject.facts.image}`,
          },
        ]),
      },
    ];
  },
});

// Wordings of distribution registries and Engine 20.10 to 28.
const reasons: readonly { readonly patterns: readonly RegExp[]; readonly why: string; readonly fix: string }[] = [
  {
    patterns: [/toomanyrequests|rate limit/i],
    why: 'the registry’s rate limit is reached (toomanyrequests)',
    fix: 'Log in, wait, or use a mirror',
  },
  {
    patterns: [
      /unauthorized|authentication required|no basic auth credentials|incorrect username or password|denied: requested access/i,
    ],
    why: 'the registry wants a login (unauthorized)',
    fix: 'Log in to the registry and hand the credentials on',
  },
  {
    patterns: [/server gave HTTP response to HTTPS client/i],
    why: 'the registry speaks plain HTTP, which the engine does not allow (insecure-registries)',
    fix: 'Serve it by HTTPS, or name it under insecure-registries of the engine',
  },
  {
    patterns: [/\/v2\/.{0,200}x509|certificate signed by unknown authority/i],
    why: 'the engine does not trust the certificate of the registry (x509)',
    fix: 'Put the authority’s certificate under /etc/docker/certs.d',
  },
  {
    patterns: [
      /\/v2\/.{0,300}(?:no such host|i\/o timeout|connection refused|Client\.Timeout|network is unreachable|request canceled)/i,
    ],
    why: 'the registry cannot be reached',
    fix: 'Check the name of the registry, and whether the nodes reach it',
  },
];
