// A program writes to a mount that was made read-only (:ro), or whose file system turned read-only.

import { lastSaid } from '../../cases/cases';
import { mountsOver } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly mount: string;
  readonly target: string;
  readonly asked: boolean;
}

export const volumeMountedReadOnly = defineCause<'container', Data>({
  id: 'volume-mounted-read-only',
  code: 'B15',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, mount, target, asked }) =>
    asked
      ? `${name} cannot write to ${target}: the volume ${mount} is mounted read-only (:ro)`
      : `${name} cannot write to ${target}: the file system of ${mount} is read-only on the host`,
  explanation: ({ name, path, target, asked }) =>
    asked
      ? `${name} wants to write ${path}, and its mount on ${target} was asked for as read-only. The disk has nothing to do with it.`
      : `${name} wants to write ${path}. The mount on ${target} was asked for as writable, so the file system below it is read-only on the host: it was mounted so, or the kernel made it so after an error of the disk.`,
  check(subject) {
    const fact = lastSaid(subject, 'readOnly');
    if (fact === undefined) return [];
    const { facts } = subject;
    const only = facts.mounts.filter(({ readOnly }) => readOnly);
    const mount =
      mountsOver(subject, fact.path)[0] ?? (fact.path === undefined && only.length === 1 ? only[0] : undefined);
    if (mount === undefined) return [];
    const named = mount.name ?? mount.source ?? mount.type;
    return [
      {
        data: {
          name: subject.name,
          path: fact.path ?? mount.target,
          mount: named,
          target: mount.target,
          asked: mount.readOnly,
        },
        confidence: mount.readOnly ? 0.95 : 0.8,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof('Mounts', `${mount.target} RW=${!mount.readOnly}`)],
        remedies: runRemedies(subject, [
          mount.readOnly
            ? { title: 'Mount it read-write', snippet: `-v ${named}:${mount.target}   # without :ro` }
            : {
                title: 'Look at the file system on the host',
                snippet: `dmesg | grep -i remount; findmnt -T ${mount.source ?? mount.target}`,
              },
        ]),
      },
    ];
  },
});
