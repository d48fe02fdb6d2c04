// A program is judged by its health check before it had time to start (C04).

import { taskEvidence } from '../../cases/taskReason';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { probeOf } from '../../proofs/probes';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly period: number;
  readonly swarm: boolean;
  readonly last: string;
}

export const startPeriodTooShort = defineCause<'container', Data>({
  id: 'start-period-too-short',
  code: 'C04',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'container-unhealthy', 'service-below-replicas', 'healthcheck-failing'],
  title: ({ name, period, swarm }) =>
    `${name} is ${swarm ? 'killed' : 'marked unhealthy'} while it is still starting: its health check gives it too little time (start period ${period} s)`,
  explanation: ({ name, period, last, swarm }) =>
    `${name} needs longer to start than the health check waits: its start period is ${period} s, after that each failed check counts.${last === '' ? '' : ` The last thing it said was: ${last}.`} ${swarm ? 'Swarm then kills the task (exit code 137 is its doing) and begins anew, so that it never gets ready.' : 'It may become healthy by itself once it is ready.'}`,
  check(subject) {
    const { facts, task, condition } = subject;
    const check = facts.healthcheck;
    const killed = task?.error !== undefined && /unhealthy container/i.test(task.error);
    const young =
      condition.type === 'unhealthy' && facts.health?.probes.some(({ exitCode }) => exitCode === 0) !== true;
    if (!killed && !young) return [];
    const budgetMs = check === undefined ? 0 : check.startPeriodMs + check.retries * (check.intervalMs + 500);
    const ranMs = condition.ranMs ?? budgetMs;
    const last = (subject.dossier.log.known ? subject.dossier.log.value.current.lines : []).at(-1);
    const starting =
      last !== undefined &&
      /\b(?:start|load|init|build|migrat|index|warm|import|boot|prepar|restor|compil|recover)\w*|\d{1,2} ?%/i.test(
        last.text,
      ) &&
      !/listening|ready|started\b/i.test(last.text);
    const refused = /refused|connect|no such|timed out/i.test(probeOf(subject)?.output ?? '');
    // A program that served and then stopped to answer is another matter.
    if (young && !(starting && subject.listens.length === 0)) return [];
    if (killed && subject.listens.length > 0 && !starting) return [];
    if (killed && ranMs > Math.max(120_000, 4 * budgetMs)) return [];
    const probe = probeOf(subject);
    return [
      {
        data: {
          name: subject.name,
          period: (check?.startPeriodMs ?? 0) / 1000,
          swarm: killed,
          last: last === undefined ? '' : oneLine(last.text, 120),
        },
        confidence: starting ? 0.93 : refused ? 0.75 : 0.65,
        subject: subject.ref,
        evidence: [
          ...(task === undefined || !killed ? [] : [taskEvidence(task)]),
          ...(probe === undefined ? [] : [probe.evidence]),
          ...(last === undefined ? [] : [logProof(last)]),
          inspectProof('Config.Healthcheck.StartPeriod', check?.startPeriodMs ?? 0),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Give it a start period that covers its start',
            snippet:
              subject.ref.kind === 'service'
                ? `docker service update --health-start-period 2m ${subject.name}`
                : 'HEALTHCHECK --start-period=2m CMD …',
          },
        ]),
      },
    ];
  },
});
