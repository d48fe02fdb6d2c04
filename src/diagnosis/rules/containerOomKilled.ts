// The kernel killed a process of the container because memory ran out (B02, B03).

import type { Container } from '../../model/container';
import { type Caught, clean, defineRule } from '../rule';
import { answeredByService, mildWhenOld } from '../screen/containerCases';
import { ageOf, containerRef, timeOf } from '../words';

interface Data {
  /** `main`: the program itself. `child`: one of its children, the program lived on or ended by itself. */
  readonly victim: 'main' | 'child' | 'unknown';
  readonly restarted: boolean;
  readonly exitCode: number | undefined;
}

/** A container that runs this long after its restart has recovered. */
const recoveredAfterMs = 10 * 60_000;

export const containerOomKilled = defineRule<'container', Data>({
  id: 'container-oom-killed',
  code: 'B02',
  severity: 'error',
  over: 'container',
  needs: ['container'],
  explains: ['container-exited-with-error', 'container-restarting'],
  title: ({ victim, restarted }) =>
    victim === 'child'
      ? 'a process in it was killed: out of memory'
      : `killed: out of memory${restarted ? ', then restarted' : ''}`,
  explanation: ({ victim, exitCode }) =>
    `The kernel killed ${victim === 'child' ? 'a process in the container' : 'it'} because its memory limit was reached.${
      exitCode === undefined ? '' : ` Exit code ${exitCode}.`
    } Raise the limit, or let the program use less (runtimes such as the JVM and Node have a heap limit of their own).`,
  check(container, { now }) {
    if (!container.oomKilled || answeredByService(container)) return clean;
    if (container.state !== 'running')
      return mildWhenOld(container.since, now, severityOf(container), (severity) => caughtIn(container, severity));
    // Engine 20.10 keeps the flag over a restart, newer ones set it while the main process lives on (trap T3).
    const since = timeOf(container.since);
    if (!container.restartCount || since === undefined) return { caught: [caughtIn(container, 'warning')] };
    const age = ageOf(container.since, now) ?? 0;
    return age < recoveredAfterMs
      ? { caught: [caughtIn(container, 'warning')], again: since + recoveredAfterMs }
      : clean;
  },
});

function severityOf(container: Container): 'error' | 'warning' {
  return container.exitCode === 0 ? 'warning' : 'error';
}

function caughtIn(container: Container, severity: Caught<Data>['severity'] & string): Caught<Data> {
  const target = containerRef(container);
  const running = container.state === 'running';
  const exitCode = running ? undefined : container.exitCode;
  const restarted = container.state === 'restarting' || (running && (container.restartCount ?? 0) > 0);
  const victim =
    running && !restarted ? 'child' : exitCode === undefined ? 'unknown' : exitCode === 137 ? 'main' : 'child';
  return {
    data: { victim, restarted, exitCode },
    confidence: 0.95,
    severity,
    code: victim === 'child' ? 'B03' : 'B02',
    subject: target,
    ...(container.since === undefined ? {} : { since: container.since }),
    evidence: [
      {
        source: 'inspect',
        path: 'State.OOMKilled',
        excerpt: `true${exitCode === undefined ? '' : `, exit code ${exitCode}`}`,
        ...(container.since === undefined || running ? {} : { at: container.since }),
      },
    ],
    remedies: [
      {
        title: 'Copy the command that raises the limit',
        snippet: `docker update --memory 512m --memory-swap 512m ${container.id.slice(0, 12)}`,
      },
      { title: 'Show logs', command: 'dockhound.logs', arguments: [target] },
      { title: 'Inspect', command: 'dockhound.inspect', arguments: [target] },
    ],
  };
}
