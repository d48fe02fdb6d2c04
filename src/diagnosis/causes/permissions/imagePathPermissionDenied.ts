// The user of a container may not use a path of its own image.

import { lastSaid } from '../../cases/cases';
import { mountsOver } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { isSecretPath } from '../../reading/secretPaths';
import { numericUser, userWords } from '../../reading/userWords';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly user: string;
}

export const imagePathPermissionDenied = defineCause<'container', Data>({
  id: 'image-path-permission-denied',
  code: 'B16',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, path, user }) => `${name} may not access ${path} in its image: permission denied for ${user}`,
  explanation: ({ name, path, user }) =>
    `${name} runs as ${user}, and ${path} is part of its image (or of its writable layer), where it belongs to somebody else, usually root. It worked as root; as another user the paths it writes must be given to that user when the image is built.`,
  check(subject) {
    const fact = lastSaid(subject, 'permissionDenied');
    const path = fact?.path;
    if (fact === undefined || path === undefined || !path.startsWith('/') || isSecretPath(path)) return [];
    if (/docker\.sock/.test(path) || mountsOver(subject, path).length > 0) return [];
    return [
      {
        data: { name: subject.name, path, user: userWords(subject) },
        confidence: 0.75,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof('Config.User', subject.facts.user ?? subject.image?.user ?? '')],
        remedies: runRemedies(subject, [
          {
            title: 'Give the path to the user when the image is built',
            snippet: `COPY --chown=${numericUser(subject) ?? '<uid>'} …   # or: RUN chown -R …`,
          },
        ]),
      },
    ];
  },
});
