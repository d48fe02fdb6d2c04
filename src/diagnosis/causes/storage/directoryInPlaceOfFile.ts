// A program is given a directory where it wants a file: the host had no such file, so the engine made a directory (A10).

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly source: string;
}

export const directoryInPlaceOfFile = defineCause<'container', Data>({
  id: 'directory-in-place-of-file',
  code: 'A10',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'config-syntax-error', 'missing-file', 'healthcheck-failing'],
  title: ({ name, path, source }) =>
    `${name} finds a directory at ${path} where it wants a file: ${source}, which is mounted there, is a directory`,
  explanation: ({ path, source }) =>
    `${source} is mounted on ${path}. Where a path of -v or a short volume of Compose does not exist on the host, the engine makes an empty directory of that name, and the container gets a directory instead of the file. So the usual reason is that the file was not there, or lies elsewhere, when the container was made.`,
  check(subject) {
    const fact = lastSaid(subject, 'isDirectory');
    if (fact === undefined) return [];
    const binds = subject.facts.mounts.filter(({ type }) => type === 'bind');
    // A line without a path can only mean a mount that looks like a file, if there is just one.
    const files = binds.filter(({ target }) => /\.[a-z]\w{0,9}$/i.test(target));
    const mount =
      fact.path === undefined
        ? files.length === 1
          ? files[0]
          : undefined
        : binds.find(({ target }) => target === fact.path);
    if (mount === undefined) return [];
    const source = mount.source ?? 'the folder of the host';
    return [
      {
        data: { name: subject.name, path: mount.target, source },
        confidence: fact.path === undefined ? 0.72 : 0.93,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof('Mounts', `bind ${source} on ${mount.target}`)],
        remedies: runRemedies(subject, [
          {
            title: 'Remove the directory on the host, put the file there, then make the container anew',
            snippet: `ls -ld ${source}`,
          },
        ]),
      },
    ];
  },
});
