// What causes of group A share: the engine's words about a container that it could not start.

import type { Evidence, Remedy } from '../../model/finding';
import type { CaughtCause } from '../cause';
import { startRemedies } from '../proofs/causeRemedies';
import { inspectProof } from '../proofs/proofs';
import { oneLine } from '../words';
import type { ContainerCase } from './cases';

/** Characters of the engine's words that are looked at. */
const readLimit = 4_000;

/** The engine's words about why it did not start; undefined where it did. */
export function startErrorOf({ condition, facts }: ContainerCase): string | undefined {
  return condition.type === 'neverStarted' && facts.state.error !== ''
    ? oneLine(facts.state.error, readLimit)
    : undefined;
}

/** The first of the wordings that the engine's words fit. */
export function startWords(subject: ContainerCase, wordings: readonly RegExp[]): RegExpExecArray | undefined {
  const words = startErrorOf(subject);
  if (words === undefined) return undefined;
  for (const wording of wordings) {
    const match = wording.exec(words);
    if (match !== null) return match;
  }
  return undefined;
}

/** The one case of a cause that the engine's own words about a failed start prove. `said`: the groups of the wording. */
export function startCase<D>(
  subject: ContainerCase,
  wordings: readonly RegExp[],
  read: (
    said: Readonly<Record<string, string | undefined>>,
    words: string,
  ) => {
    readonly data: D;
    readonly mending: readonly Remedy[];
  },
): readonly CaughtCause<D>[] {
  const match = startWords(subject, wordings);
  if (match === undefined) return [];
  const { data, mending } = read(match.groups ?? {}, match[0]);
  return [
    {
      data,
      confidence: 0.97,
      subject: subject.ref,
      evidence: startProof(subject),
      remedies: startRemedies(subject, mending),
    },
  ];
}

/** The engine's own words, where they stand, and the exit code that it noted. */
export function startProof(subject: ContainerCase): readonly Evidence[] {
  const { state } = subject.facts;
  if (subject.dossier.from === 'spec') {
    return [
      { source: 'task', path: `${subject.task?.name ?? subject.name}: Status.Err`, excerpt: oneLine(state.error, 400) },
    ];
  }
  return [
    { ...inspectProof('State.Error', state.error), excerpt: oneLine(state.error, 600) },
    inspectProof('State.ExitCode', state.exitCode),
  ];
}

/** The mounts under which `path` lies: what the image holds there cannot be seen. */
export function mountsOver(subject: ContainerCase, path: string | undefined) {
  if (path === undefined || !path.startsWith('/')) return [];
  return subject.facts.mounts.filter(
    ({ target }) => path === target || path.startsWith(`${target.replace(/\/$/, '')}/`),
  );
}

export function hidingMounts(subject: ContainerCase, path: string | undefined): readonly Remedy[] {
  return mountsOver(subject, path).map(({ target, source, name }) => ({
    title: `Take away the mount of ${name ?? source ?? 'a volume'} on ${target}: it hides what the image has there`,
  }));
}
