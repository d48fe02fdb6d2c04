// A program may not use the Docker socket that is mounted into its container (B17).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { userWords } from '../../reading/userWords';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly user: string;
}

export const dockerSocketDenied = defineCause<'container', Data>({
  id: 'docker-socket-denied',
  code: 'B17',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'volume-permission-denied', 'image-path-permission-denied'],
  title: ({ name, user }) => `${name} may not use the Docker socket: permission denied for ${user}`,
  explanation: ({ name, user }) =>
    `The socket of the engine belongs to root and the group docker of the host. ${name} runs as ${user}, which is in no group of that number inside the container.`,
  check(subject) {
    const fact = subject.said.findLast(
      ({ theme, line }) => theme === 'permissionDenied' && /docker\.sock/.test(line.text),
    );
    if (fact === undefined) return [];
    return [
      {
        data: { name: subject.name, user: userWords(subject) },
        confidence: 0.95,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof('Config.User', subject.facts.user ?? subject.image?.user ?? '')],
        remedies: runRemedies(subject, [
          {
            title: 'Add the group of the socket, or better a socket proxy that allows only what is needed',
            snippet: 'docker run --group-add "$(stat -c %g /var/run/docker.sock)" …',
          },
        ]),
      },
    ];
  },
});
