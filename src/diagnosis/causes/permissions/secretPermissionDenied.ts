// A program may not read a secret that it has: the mode or owner of the file does not fit its user.

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { isSecretPath } from '../../reading/secretPaths';
import { numericUser, userWords } from '../../reading/userWords';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly mode: string;
  readonly user: string;
}

export const secretPermissionDenied = defineCause<'container', Data>({
  id: 'secret-permission-denied',
  code: 'B16',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'volume-permission-denied', 'image-path-permission-denied'],
  title: ({ name, path, mode, user }) => `${name} has no permission to read its secret ${path}${mode}, as ${user}`,
  explanation: ({ path, mode, user }) =>
    `${path} is there, and ${user} may not read it${mode}. Swarm gives a secret file to uid 0 with mode 0444 unless the service asks otherwise; a stricter mode needs the uid of the program.`,
  check(subject, around) {
    const fact = subject.said.findLast(({ theme, path }) => theme === 'permissionDenied' && isSecretPath(path));
    if (fact?.path === undefined) return [];
    const file = fact.path.split('/').at(-1);
    const owner = around.services.find(({ ref }) => ref.id === subject.ref.id)?.service;
    const reference = [...(owner?.secrets ?? []), ...(owner?.configs ?? [])].find(({ target, name }) =>
      (target ?? name).endsWith(file ?? ''),
    );
    const mode =
      reference?.mode === undefined ? '' : ` (mode 0${reference.mode.toString(8)}, owner uid ${reference.uid ?? '0'})`;
    const uid = numericUser(subject) ?? '<uid>';
    const name = reference?.name ?? file ?? '';
    return [
      {
        data: { name: subject.name, path: fact.path, mode, user: userWords(subject) },
        confidence: 0.95,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          inspectProof('Config.User', subject.facts.user ?? ''),
          ...(reference === undefined
            ? []
            : [
                inspectProof(
                  'Spec.TaskTemplate.ContainerSpec.Secrets',
                  `${reference.name} uid=${reference.uid ?? ''} mode=0${(reference.mode ?? 0).toString(8)}`,
                ),
              ]),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Give the secret to the uid of the program, or a mode that lets it read',
            snippet: `docker service update --secret-rm ${name} --secret-add source=${name},target=${file ?? ''},uid=${uid.split(':')[0] ?? uid},mode=0400 ${subject.name}`,
          },
        ]),
      },
    ];
  },
});
