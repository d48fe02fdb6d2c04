// A program reads a secret or config file that its service (or Compose file) does not give it.

import { valueIn } from '../../../model/dossier/known';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { isSecretPath } from '../../reading/secretPaths';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly secret: string;
  readonly exists: boolean;
  readonly service: boolean;
}

export const secretNotMounted = defineCause<'container', Data>({
  id: 'secret-not-mounted',
  code: 'D20',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'missing-file'],
  title: ({ name, secret, service }) =>
    `${name} ends because the secret ${secret} is not mounted${service ? ': the service does not reference it' : ''}`,
  explanation: ({ name, path, secret, exists, service }) =>
    `${name} reads ${path}, and there is no such file. ${service ? `Secrets appear in /run/secrets only when the service references them${exists ? `; the secret ${secret} exists in this swarm` : ''}.` : 'A single container gets no swarm secrets; Compose mounts those that its secrets: section names.'}`,
  check(subject, around) {
    const fact = subject.said.findLast(({ theme, path }) => theme === 'missingFile' && isSecretPath(path));
    if (fact?.path === undefined) return [];
    const secret = fact.path.split('/').at(-1) ?? fact.path;
    const service = subject.ref.kind === 'service';
    const owner = around.services.find(({ ref }) => ref.id === subject.ref.id)?.service;
    if (owner?.secrets.some(({ target, name }) => (target ?? name) === secret)) return [];
    const exists = valueIn(around.dossier.picture.secrets)?.some(({ name }) => name === secret) ?? false;
    return [
      {
        data: { name: subject.name, path: fact.path, secret, exists, service },
        confidence: 0.95,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          inspectProof(
            'Spec.TaskTemplate.ContainerSpec.Secrets',
            (owner?.secrets ?? []).map(({ name }) => name).join(' '),
          ),
        ],
        remedies: runRemedies(subject, [
          {
            title: `Give the secret ${secret} to it`,
            ...(service
              ? {
                  command: 'dockhound.secret.inject',
                  arguments: [{ kind: 'secret', name: secret }, { service: subject.name }],
                }
              : {}),
            snippet: service
              ? `docker service update --secret-add ${secret} ${subject.name}`
              : `secrets: [${secret}]   # in the Compose file`,
          },
        ]),
      },
    ];
  },
});
