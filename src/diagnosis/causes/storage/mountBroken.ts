// A mount was good when the container started and fails now: a file server that went away, a disk, or FUSE.

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { mountOf } from '../../reading/dataPlaces';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly volume: string;
  readonly target: string;
  readonly detail: string;
}

export const mountBroken = defineCause<'container', Data>({
  id: 'mount-broken',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, volume, target, detail }) =>
    `${name} cannot use ${target}: the mount of ${volume} is broken (${detail})`,
  explanation: ({ name, volume, detail }) =>
    `${/stale|ESTALE/i.test(detail) ? `The file server no longer knows the handle: ${volume} was exported anew, or removed and made again, while ${name} had it mounted.` : /endpoint|ENOTCONN/i.test(detail) ? `The FUSE program behind ${volume} has ended, and its mount point stayed.` : `The disk or the file server behind ${volume} fails; the host’s kernel log tells more.`} A container keeps the mount that it got at its start.`,
  check(subject) {
    const fact = subject.said.findLast(({ theme }) => theme === 'mountBroken');
    const binds = subject.facts.mounts.filter(({ type }) => type === 'bind' || type === 'volume');
    const mount = fact?.path === undefined ? (binds.length === 1 ? binds[0] : undefined) : mountOf(subject, fact.path);
    if (fact === undefined || mount === undefined) return [];
    const volume = mount.name ?? mount.source ?? mount.type;
    return [
      {
        data: { name: subject.name, volume, target: mount.target, detail: fact.detail ?? 'it fails' },
        confidence: 0.88,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof('Mounts', `${mount.type} ${volume} on ${mount.target}`)],
        remedies: runRemedies(subject, [
          {
            title: 'Mend the mount on the host, then restart the container',
            snippet: `findmnt -T ${mount.source ?? mount.target}; dmesg | tail; docker restart ${subject.name}`,
          },
        ]),
      },
    ];
  },
});
