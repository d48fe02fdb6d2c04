// The last failed run of a health check, which is what its trouble is read from.

import type { Evidence } from '../../model/finding';
import { type HealthProbe, verdictWords } from '../../model/healthProbe';
import type { ContainerCase } from '../cases/cases';
import { oneLine } from '../words';

export interface FailedProbe {
  readonly output: string;
  readonly exitCode: number | undefined;
  readonly evidence: Evidence;
}

/** Undefined where the check does not fail now, or swarm has not ended it for that. */
export function probeOf(subject: ContainerCase): FailedProbe | undefined {
  const { condition, facts, task } = subject;
  const killed = task?.error !== undefined && /unhealthy container/i.test(task.error);
  if (condition.type !== 'unhealthy' && !killed) return undefined;
  // The run that a stop cut off has nothing to say; those before it have.
  const probes = facts.health?.probes.filter(failed) ?? [];
  const probe = probes.findLast(({ output }) => output.trim() !== '') ?? probes.at(-1);
  if (probe === undefined) return undefined;
  return {
    output: probe.output,
    exitCode: probe.exitCode,
    evidence: {
      source: 'health',
      path: 'State.Health.Log',
      excerpt: oneLine(`${verdictWords(probe)}, exit code ${probe.exitCode ?? '?'}: ${probe.output}`, 400),
      at: probe.start,
    },
  };
}

function failed({ verdict }: HealthProbe): boolean {
  return verdict === 'failed' || verdict === 'notRun';
}
