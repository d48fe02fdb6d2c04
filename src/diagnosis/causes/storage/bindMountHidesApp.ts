// A mount lies over the folder of the program, so that the program’s own files cannot be seen (A02).

import { mountsOver } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { programFile } from '../../reading/programFile';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly source: string;
  readonly target: string;
}

export const bindMountHidesApp = defineCause<'container', Data>({
  id: 'bind-mount-hides-app',
  code: 'A02',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'missing-file', 'wrong-working-directory', 'missing-module'],
  title: ({ name, source, target }) =>
    `${name} cannot find its program: the mount of ${source} hides the files of the image in ${target}`,
  explanation: ({ name, path, source, target }) =>
    `${name} looks for ${path}, which lies below ${target}. There ${source} is mounted, and it covers what the image has in that folder. When the mounted folder is empty, or another one than meant, nothing of the program is left.`,
  check(subject) {
    const fact = programFile(subject);
    const mount = mountsOver(subject, fact?.path)[0];
    if (fact?.path === undefined || mount === undefined) return [];
    const exact = mount.target === fact.path;
    if (exact) return [];
    const tmpfs = mount.type === 'tmpfs';
    const source = mount.name ?? mount.source ?? (tmpfs ? 'an empty tmpfs' : 'a volume');
    return [
      {
        data: { name: subject.name, path: fact.path, source, target: mount.target },
        confidence: 0.93,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          tmpfs
            ? inspectProof('HostConfig.Tmpfs', mount.target)
            : inspectProof('Mounts', `${mount.type} ${source} on ${mount.target}`),
        ],
        remedies: runRemedies(subject, [
          {
            title: tmpfs
              ? `Take the mount away, or mount it in another folder: --tmpfs ${mount.target}`
              : `Correct the source of the mount, or take it away: -v ${source}:${mount.target}`,
            ...(tmpfs
              ? {}
              : {
                  snippet:
                    mount.type === 'bind'
                      ? `ls -la ${source}`
                      : `docker run --rm -v ${source}:/look busybox ls -la /look`,
                }),
          },
        ]),
      },
    ];
  },
});
