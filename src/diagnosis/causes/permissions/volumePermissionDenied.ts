// The user of a container may not write to a mounted volume or folder: its owner is another one (B16).

import { modeWords, probeProof } from '../../../model/dossier/probeWords';
import { lastSaid } from '../../cases/cases';
import { mountsOver } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { lastProbed } from '../../proofs/probed';
import { inspectProof, logProof } from '../../proofs/proofs';
import { isSecretPath } from '../../reading/secretPaths';
import { numericUser, userWords } from '../../reading/userWords';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly mount: string;
  readonly target: string;
  readonly user: string;
  /** As it was probed. */
  readonly owner: string | undefined;
}

export const volumePermissionDenied = defineCause<'container', Data>({
  id: 'volume-permission-denied',
  code: 'B16',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, target, mount, user }) =>
    `${name} has no permission to write to ${target}: the volume ${mount} is owned by another user than ${isRoot(user) ? 'the one its program works as' : user}`,
  explanation: ({ name, path, target, user, owner }) =>
    `${name} runs as ${user} and was refused access to ${path} (permission denied), which lies on its mount ${target}${owner === undefined ? '' : `, which belongs to ${owner}`}. A new volume or a folder on the host usually belongs to root (uid 0); change its owner to the user of the container, or run the container as the owner.${isRoot(user) ? ' Root itself is refused only where the program switches to a user of its own, where capabilities are dropped, by an SELinux label (:z, :Z) or by a file server (root_squash).' : ''}`,
  check(subject) {
    const fact = lastSaid(subject, 'permissionDenied');
    if (fact === undefined || isSecretPath(fact.path) || /docker\.sock/.test(fact.path ?? '')) return [];
    const { facts } = subject;
    const writable = facts.mounts.filter(
      ({ type, target }) => (type === 'volume' || type === 'bind') && !isSecretPath(target),
    );
    const mount = mountsOver(subject, fact.path)[0] ?? (fact.path?.startsWith('/') ? undefined : writable[0]);
    if (mount === undefined || !writable.includes(mount)) return [];
    const named = mount.name ?? mount.source ?? mount.type;
    const user = userWords(subject);
    const uid = numericUser(subject);
    const owner = lastProbed(subject, 'ownership', ({ path }) => path === mount.target);
    return [
      {
        data: {
          name: subject.name,
          path: fact.path ?? mount.target,
          mount: named,
          target: mount.target,
          user,
          owner: owner && `${owner.uid}:${owner.gid} (${modeWords(owner.mode)})`,
        },
        // Where the folder itself may be written to, it is one below it that may not.
        confidence: owner === undefined ? 0.92 : owner.writable === 'no' ? 0.98 : 0.8,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          ...(owner === undefined ? [] : [probeProof(owner)]),
          inspectProof('Config.User', facts.user ?? subject.image?.user ?? ''),
          inspectProof('Mounts', `${mount.type} ${named} on ${mount.target}`),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Give the folder to the user of the container',
            snippet: `docker run --rm -u 0 -v ${named}:${mount.target} ${facts.image} chown -R ${uid ?? '<uid>'} ${mount.target}`,
          },
        ]),
      },
    ];
  },
});

function isRoot(user: string): boolean {
  return user.startsWith('root');
}
