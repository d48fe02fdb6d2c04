// The engine could not start the container, and says why (group A; trap T1: state `created`, exit code 126 to 128).

import { readStartError } from '../cases/startErrors';
import { clean, defineRule } from '../rule';
import { answeredByService, mildWhenOld } from '../screen/containerCases';
import { containerRef, oneLine } from '../words';

interface Data {
  /** In plain words where the wording is known, else the engine's own. */
  readonly says: string;
  readonly fix: string | undefined;
  readonly engineSays: string;
}

export const containerStartFailed = defineRule<'container', Data>({
  id: 'container-start-failed',
  severity: 'error',
  over: 'container',
  needs: ['container'],
  explains: ['container-exited-with-error', 'container-restarting'],
  title: ({ says }) => `cannot start: ${says}`,
  explanation: ({ says, fix, engineSays }) =>
    `The engine could not start the container: ${says}.${fix === undefined ? '' : ` ${fix}`} The engine says: “${engineSays}”.`,
  check(container, { now }) {
    const error = container.startError;
    // A container that runs got over it; the engine clears the error at the next good start.
    if (!error || container.state === 'running' || container.state === 'paused') return clean;
    if (answeredByService(container)) return clean;
    const read = readStartError(error);
    const target = containerRef(container);
    const at = container.since ?? container.createdAt;
    const engineSays = oneLine(error, 400);
    return mildWhenOld(at, now, 'error', (severity) => ({
      data: { says: read?.says ?? oneLine(error, 140), fix: read?.fix, engineSays },
      confidence: read === undefined ? 0.8 : 0.95,
      severity,
      ...(read?.code === undefined ? {} : { code: read.code }),
      subject: target,
      ...(at === undefined ? {} : { since: at }),
      evidence: [{ source: 'inspect', path: 'State.Error', excerpt: engineSays, ...(at === undefined ? {} : { at }) }],
      remedies: [
        { title: 'Start again', command: 'dockhound.start', arguments: [target] },
        { title: 'Inspect', command: 'dockhound.inspect', arguments: [target] },
      ],
    }));
  },
});
