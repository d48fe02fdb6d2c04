// A container that its restart policy starts again and again (B09).

import type { Container } from '../../model/container';
import { clean, defineRule, type Verdict } from '../rule';
import { containerRef, exitMeaning, timeOf } from '../words';

interface Data {
  readonly restarts: number | undefined;
  readonly exitCode: number | undefined;
}

/** Fewer restarts than this may be the usual wait for something that starts later. */
const loopRestarts = 3;
const longLoopRestarts = 10;
/** The engine itself takes a run of 10 s for a good one (restartmanager.go) and then forgets its back-off. */
const goodRunMs = 10_000;
/** After many restarts one good run proves little: a loop may well take longer than 10 s. */
const longGoodRunMs = 60_000;

export const containerRestarting = defineRule<'container', Data>({
  id: 'container-restarting',
  code: 'B09',
  severity: 'error',
  over: 'container',
  needs: ['container'],
  title: ({ restarts, exitCode }) =>
    `keeps restarting${restarts ? ` (${restarts} times)` : ''}${exitCode === undefined ? '' : `: ${endWords(exitCode)}`}`,
  explanation: ({ exitCode }) => {
    const meaning = exitCode === undefined ? undefined : exitMeaning(exitCode);
    const last = exitCode === undefined ? '' : ` Last exit code: ${exitCode}${meaning ? ` (${meaning})` : ''}.`;
    return `Its program ends soon after each start, and its restart policy starts it again, with pauses of up to one minute.${last} The last lines of its log tell why.`;
  },
  check(container, { now }) {
    if (container.state === 'restarting') {
      const restarts = container.restartCount;
      return caught(container, restarts !== undefined && restarts < loopRestarts ? 'warning' : 'error', 0.9);
    }
    // Between two crashes an inspect says running, exit code 0: only the count tells (trap T5).
    const restarts = container.restartCount ?? 0;
    if (container.state !== 'running' || container.health === 'healthy' || restarts < loopRestarts) return clean;
    const since = timeOf(container.since);
    if (since === undefined) return clean;
    const again = since + (restarts < longLoopRestarts ? goodRunMs : longGoodRunMs);
    return now < again ? { ...caught(container, 'error', 0.7), again } : clean;
  },
});

function caught(container: Container, severity: 'error' | 'warning', confidence: number): Verdict<Data> {
  const target = containerRef(container);
  // While it runs, the engine shows 0 in place of the last exit code.
  const exitCode = container.state === 'restarting' ? container.exitCode : undefined;
  return {
    caught: [
      {
        data: { restarts: container.restartCount, exitCode },
        confidence,
        severity,
        subject: target,
        ...(container.since === undefined ? {} : { since: container.since }),
        evidence: [
          {
            source: 'inspect',
            path: 'State.Status',
            excerpt: `${container.state}${exitCode === undefined ? '' : `, exit code ${exitCode}`}`,
            ...(container.since === undefined ? {} : { at: container.since }),
          },
          ...(container.restartCount === undefined
            ? []
            : [{ source: 'inspect' as const, path: 'RestartCount', excerpt: String(container.restartCount) }]),
        ],
        remedies: [
          { title: 'Show logs', command: 'dockhound.logs', arguments: [target] },
          { title: 'Inspect', command: 'dockhound.inspect', arguments: [target] },
        ],
      },
    ],
  };
}

function endWords(exitCode: number): string {
  return exitCode === 0 ? 'its program ends at once (exit code 0)' : `exit code ${exitCode}`;
}
