// A program lies on a mount from which nothing may be run (noexec): a tmpfs is mounted so unless told otherwise (A03).

import type { ContainerCase } from '../../cases/cases';
import { mountsOver, startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms, startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly target: string;
  readonly tmpfs: boolean;
}

export const noexecMount = defineCause<'container', Data>({
  id: 'noexec-mount',
  code: 'A03',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: [
    ...exitSymptoms,
    ...startSymptoms,
    'entrypoint-not-executable',
    'image-path-permission-denied',
    'volume-permission-denied',
  ],
  title: ({ name, path, target, tmpfs }) =>
    `${name} may not run ${path}: ${target} is ${tmpfs ? 'a tmpfs, which is' : ''} mounted noexec`.replace('  ', ' '),
  explanation: ({ path, target, tmpfs }) =>
    `${path} lies on the mount ${target}, and nothing may be executed from there; its mode bits are no matter.${tmpfs ? ' Docker mounts a tmpfs with noexec, nosuid and nodev unless its options say exec. Installers, JIT libraries and native modules that unpack themselves to such a folder fail like this.' : ''}`,
  check(subject) {
    const found = refusedRun(subject);
    if (found === undefined) return [];
    const [mount] = mountsOver(subject, found.path);
    if (mount === undefined || !isNoexec(mount)) return [];
    return [
      {
        data: { name: subject.name, path: found.path, target: mount.target, tmpfs: mount.type === 'tmpfs' },
        confidence: 0.9,
        subject: subject.ref,
        evidence: [...found.evidence, inspectProof('HostConfig.Tmpfs', `${mount.target} ${mount.options ?? ''}`)],
        remedies: runRemedies(subject, [
          {
            title: 'Allow it on this mount, or keep the program elsewhere',
            snippet: `--tmpfs ${mount.target}:exec${mount.options ? `,${mount.options}` : ''}`,
          },
        ]),
      },
    ];
  },
});

/** What could not be run, in the engine's words, a shell's or a loader's. */
function refusedRun(subject: ContainerCase) {
  const start = startWords(subject, wordings);
  if (start?.groups?.path !== undefined) return { path: start.groups.path, evidence: startProof(subject) };
  const fact = subject.said.findLast(
    ({ theme, line, path }) =>
      path !== undefined &&
      (theme === 'execFailed' || theme === 'permissionDenied' || theme === 'notMapped') &&
      /denied|not permitted/i.test(line.text),
  );
  // Writing to a tmpfs is another matter: only what the log shows as a run counts.
  const run = fact !== undefined && (fact.theme !== 'permissionDenied' || isRun(subject, fact.line.text));
  return run && fact.path !== undefined ? { path: fact.path, evidence: [logProof(fact.line)] } : undefined;
}

function isRun({ condition }: ContainerCase, text: string): boolean {
  return (
    condition.exitCode === 126 ||
    /\b(?:exec\w*|spawn|fork\/exec|popen|subprocess|cannot run|bad interpreter)\b/i.test(text)
  );
}

function isNoexec({ type, options = '' }: ContainerCase['facts']['mounts'][number]): boolean {
  const words = options.split(',');
  return words.includes('noexec') || (type === 'tmpfs' && !words.includes('exec'));
}

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /exec: "(?<path>\/[^"]{1,300})": permission denied/i,
  /open executable [`'"]?(?<path>\/[^`'":]{1,300})[`'"]?: permission denied/i,
];
