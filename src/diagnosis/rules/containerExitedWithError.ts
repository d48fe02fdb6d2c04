// A container that ended with an error of its own and was left so (B01, B07, B08).

import { clean, defineRule } from '../rule';
import { answeredByService, mildWhenOld } from '../screen/containerCases';
import { containerRef, exitMeaning } from '../words';

interface Data {
  readonly exitCode: number;
  readonly restarts: number;
}

/**
 * How a container ends that was stopped or killed on purpose: 0, or 128 + SIGHUP, SIGINT, SIGQUIT, SIGKILL, SIGTERM.
 * The picture alone cannot tell an operator's 137 from the kernel's; where memory ran out another rule says so.
 */
const stopCodes: ReadonlySet<number> = new Set([0, 129, 130, 131, 137, 143]);

const codes: Readonly<Record<number, string>> = { 132: 'B08', 134: 'B08', 135: 'B08', 136: 'B08', 139: 'B07' };

export const containerExitedWithError = defineRule<'container', Data>({
  id: 'container-exited-with-error',
  code: 'B01',
  severity: 'warning',
  over: 'container',
  needs: ['container'],
  title: ({ exitCode }) => ended(exitCode),
  explanation: ({ exitCode, restarts }) =>
    `The container ${ended(exitCode)}.${
      restarts > 0 ? ` It had been restarted ${restarts} times before.` : ''
    } Nothing starts it again. The last lines of its log tell why.`,
  check(container, { now }) {
    const { exitCode, state } = container;
    if (state !== 'exited' || exitCode === undefined || stopCodes.has(exitCode) || container.startError) return clean;
    if (answeredByService(container)) return clean;
    // A Compose service is meant to stay up; any other container may have been a single try.
    const meantToRun = container.composeService !== undefined && !isOneOff(container.labels);
    const target = containerRef(container);
    const code = codes[exitCode];
    return mildWhenOld(container.since, now, meantToRun ? 'error' : 'warning', (severity) => ({
      data: { exitCode, restarts: container.restartCount ?? 0 },
      confidence: 0.7,
      severity,
      ...(code === undefined ? {} : { code }),
      subject: target,
      ...(container.since === undefined ? {} : { since: container.since }),
      evidence: [
        {
          source: 'inspect',
          path: 'State.ExitCode',
          excerpt: `exited, exit code ${exitCode}`,
          ...(container.since === undefined ? {} : { at: container.since }),
        },
      ],
      remedies: [
        { title: 'Show logs', command: 'dockhound.logs', arguments: [target] },
        { title: 'Start', command: 'dockhound.start', arguments: [target] },
        { title: 'Inspect', command: 'dockhound.inspect', arguments: [target] },
      ],
    }));
  },
});

function ended(exitCode: number): string {
  const meaning = exitMeaning(exitCode);
  return `ended with exit code ${exitCode}${meaning === undefined ? '' : ` (${meaning})`}`;
}

/** `docker compose run` marks its containers so. */
function isOneOff(labels: Readonly<Record<string, string>>): boolean {
  return labels['com.docker.compose.oneoff']?.toLowerCase() === 'true';
}
