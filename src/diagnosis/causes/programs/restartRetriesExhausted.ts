// The engine gave a container up: its restart policy allows no further try (B10).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { lastError, withoutStamp } from '../../proofs/lastError';
import { inspectProof, logProof } from '../../proofs/proofs';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly most: number;
  readonly code: number;
  readonly last: string;
}

export const restartRetriesExhausted = defineCause<'container', Data>({
  id: 'restart-retries-exhausted',
  code: 'B10',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  rank: 'symptom',
  explains: ['unexplained-exit', 'container-exited-with-error', 'container-restarting'],
  title: ({ name, most, code, last }) =>
    `${name} stays down: its ${most} restarts (on-failure:${most}) are used up, each ended with exit code ${code}${last === '' ? '' : `: ${last}`}`,
  explanation: ({ name, most, last }) =>
    `The restart policy of ${name} allows ${most} tries after an error, and all failed. The engine does nothing more until somebody starts it.${last === '' ? '' : ` The last thing it complained of was: ${last}.`} Mend that first, then start it.`,
  check(subject) {
    const { condition, facts } = subject;
    const { name, maximumRetryCount: most } = facts.restartPolicy;
    const code = condition.exitCode;
    if (condition.type !== 'failed' || code === undefined || name !== 'on-failure' || most === 0) return [];
    if (facts.state.restartCount < most) return [];
    const line = lastError(subject.lines);
    return [
      {
        data: {
          name: subject.name,
          most,
          code,
          last: line === undefined ? '' : oneLine(withoutStamp(line.text), 100),
        },
        confidence: 0.7,
        subject: subject.ref,
        evidence: [
          inspectProof('RestartCount', facts.state.restartCount),
          inspectProof('HostConfig.RestartPolicy', facts.restartPolicy),
          inspectProof('State.ExitCode', code),
          ...(line === undefined ? [] : [logProof(line)]),
        ],
        remedies: runRemedies(subject, [
          { title: 'Start it again once the reason is mended', command: 'dockhound.start', arguments: [subject.ref] },
        ]),
      },
    ];
  },
});
