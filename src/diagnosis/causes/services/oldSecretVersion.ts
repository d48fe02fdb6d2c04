// A service still uses the old version of a secret or config, of which a newer one exists (D21).

import { valueIn } from '../../../model/dossier/known';
import type { FileReference } from '../../../model/service';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';

interface Data {
  readonly name: string;
  readonly kind: 'secret' | 'config';
  readonly old: string;
  readonly newer: string;
}

export const oldSecretVersion = defineCause<'service', Data>({
  id: 'old-secret-version',
  code: 'D21',
  severity: 'warning',
  over: 'service',
  needs: ['spec'],
  onlyWith: ['updateStuck'],
  title: ({ name, kind, old, newer }) =>
    `${name} still uses the old ${kind} ${old}: ${newer} exists, and the service was not updated to it`,
  explanation: ({ name, kind, old, newer }) =>
    `Secrets and configs of a swarm cannot be changed; a new version gets a new name, and each service must be told. ${newer} was made, but ${name} still refers to ${old}, so its tasks see the old ${kind}.`,
  check(subject, around) {
    const { secrets, configs } = subject.service;
    const { picture } = around.dossier;
    const names = (list: readonly { readonly name: string }[] | undefined) => (list ?? []).map(({ name }) => name);
    const found = [
      ...newerOf('secret' as const, secrets, names(valueIn(picture.secrets))),
      ...newerOf('config' as const, configs, names(valueIn(picture.configs))),
    ];
    return found.map(({ kind, used, newer }) => ({
      data: { name: subject.name, kind, old: used.name, newer },
      confidence: 0.85,
      subject: subject.ref,
      evidence: [
        inspectProof(`Spec.TaskTemplate.ContainerSpec.${kind === 'secret' ? 'Secrets' : 'Configs'}`, used.name),
        inspectProof(`${kind} in the swarm`, newer),
      ],
      remedies: serviceRemedies(subject, [
        {
          title: `Update the service to ${newer}`,
          snippet: `docker service update --${kind}-rm ${used.name} --${kind}-add source=${newer},target=${used.target ?? used.name} ${subject.name}`,
        },
      ]),
    }));
  },
});

function newerOf<K extends string>(kind: K, used: readonly FileReference[], all: readonly string[]) {
  return used.flatMap((reference) => {
    const own = versionOf(reference.name);
    const newer = all
      .map((name) => ({ name, version: versionOf(name) }))
      .filter(({ version }) => version.base === own.base && version.number > own.number)
      .sort((a, b) => b.version.number - a.version.number)[0];
    const known = newer === undefined || used.some(({ name }) => name === newer.name);
    return known || newer === undefined ? [] : [{ kind, used: reference, newer: newer.name }];
  });
}

/** `db_password_v2`, `tls-cert.20260101`; without a number it is the first. */
function versionOf(name: string): { readonly base: string; readonly number: number } {
  const [, base = name, digits] = /^(.*?)[-_.]?v?(\d{1,14})$/i.exec(name) ?? [];
  return digits === undefined || base === '' ? { base: name, number: 0 } : { base, number: Number(digits) };
}
