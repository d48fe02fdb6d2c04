// An update of a service is on its way and only takes long, because it is paced so.

import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';

interface Data {
  readonly name: string;
  readonly why: string;
}

/** Steps that take less are usual. */
const longMs = 60_000;

export const updatePacedSlowly = defineCause<'service', Data>({
  id: 'update-paced-slowly',
  severity: 'warning',
  over: 'service',
  needs: ['spec'],
  onlyWith: ['updateStuck', 'slow'],
  title: ({ name, why }) => `The update of ${name} is not stuck, it is waiting: ${why}`,
  explanation: ({ name, why }) =>
    `Swarm replaces the tasks of ${name} step by step, and waits between the steps: ${why}. Until it is through old and new tasks run side by side.`,
  check(subject) {
    const { update } = subject.service;
    const { facts } = subject;
    if (update?.state !== 'updating' || facts === undefined) return [];
    const { updateDelayMs = 0, updateMonitorMs = 0, updateParallelism = 1 } = facts;
    const steps = `${updateParallelism} task${updateParallelism === 1 ? '' : 's'} at a time`;
    const why =
      updateDelayMs >= longMs
        ? `its update delay is ${timeWords(updateDelayMs)} between steps of ${steps} (--update-delay)`
        : updateMonitorMs >= longMs
          ? `it monitors each step of ${steps} for ${timeWords(updateMonitorMs)} (--update-monitor)`
          : undefined;
    if (why === undefined) return [];
    return [
      {
        data: { name: subject.name, why },
        confidence: 0.88,
        subject: subject.ref,
        evidence: [
          inspectProof('UpdateStatus', `${update.state}: ${update.message ?? ''}`, update.startedAt),
          inspectProof('Spec.UpdateConfig', {
            delayMs: updateDelayMs,
            monitorMs: updateMonitorMs,
            parallelism: updateParallelism,
          }),
        ],
        remedies: serviceRemedies(subject, [
          {
            title: 'Pace it faster',
            snippet: `docker service update --update-delay 5s --update-monitor 10s --update-parallelism 2 ${subject.name}`,
          },
        ]),
      },
    ];
  },
});

function timeWords(ms: number): string {
  return ms >= 120_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 1000)} s`;
}
