// Fewer tasks of a service run than were asked for, because they end, hang or were given up (D09, D11, D12, D14, D19).

import type { SlotTrouble } from '../cases/serviceStanding';
import { defineRule, type Surroundings } from '../rule';
import {
  againOf,
  lookRemedies,
  lossOf,
  onNode,
  progressWords,
  reasonOf,
  serviceRef,
  troubleEvidence,
} from '../screen/serviceCases';
import { count, oneLine } from '../words';

interface Data {
  readonly progress: string;
  readonly type: SlotTrouble['type'];
  readonly reason: string;
  readonly meaning: string | undefined;
  readonly where: string;
  readonly failures: number;
  readonly slots: number;
}

export const serviceBelowReplicas = defineRule<'service', Data>({
  id: 'service-below-replicas',
  code: 'D14',
  severity: 'error',
  over: 'service',
  needs: ['service', 'task', 'node'],
  title: ({ progress, reason, where, type }) =>
    `${progress}: ${type === 'exhausted' ? 'swarm gave up after ' : ''}${reason}${where}`,
  explanation: (data) =>
    `${progressSentence(data)} ${typeSentence(data)}${data.meaning === undefined ? '' : ` That means: ${data.meaning}.`}`,
  check(service, around) {
    const standing = around.standing(service);
    // Tries that never started and tasks without a node have rules of their own, which say more.
    const troubles = standing.troubles.filter(
      (trouble) => trouble.type !== 'unplaced' && !reasonOf(trouble, around).neverStarted,
    );
    const newest = troubles[0];
    if (newest === undefined) return { caught: [], ...againOf(standing) };
    const said = wordsOf(newest, around);
    const since = newest.task.since;
    return {
      caught: [
        {
          data: {
            progress: progressWords(standing),
            type: newest.type,
            ...said,
            where: onNode(newest.task.nodeId, around),
            failures: 'failures' in newest ? newest.failures : 0,
            slots: troubles.length,
          },
          confidence: newest.type === 'stuck' ? 0.7 : 0.9,
          severity: lossOf(standing),
          code: codeOf(newest, around),
          subject: serviceRef(service),
          ...(since === undefined ? {} : { since }),
          evidence: troubleEvidence(troubles),
          remedies: [
            ...lookRemedies(service),
            ...(newest.type === 'exhausted'
              ? [{ title: 'Copy the command that tries anew', snippet: `docker service update --force ${service.id}` }]
              : []),
          ],
        },
      ],
      ...againOf(standing),
    };
  },
});

function wordsOf(trouble: SlotTrouble, around: Surroundings): { reason: string; meaning: string | undefined } {
  if (trouble.type !== 'stuck') {
    const reason = reasonOf(trouble, around);
    return { reason: reason.short, meaning: reason.meaning };
  }
  const { state, error } = trouble.task;
  if (error) return { reason: `stuck in ${state}: ${oneLine(error, 120)}`, meaning: undefined };
  return { reason: `stuck in ${state}`, meaning: stuckMeanings[state] };
}

function codeOf(trouble: SlotTrouble, around: Surroundings): string {
  if (trouble.type === 'exhausted') return 'D19';
  if (trouble.type === 'stuck') return stuckCodes[trouble.task.state] ?? 'D09';
  return reasonOf(trouble, around).code ?? 'D14';
}

const stuckCodes: Readonly<Record<string, string>> = { new: 'D09', preparing: 'D11', starting: 'D12' };

const stuckMeanings: Readonly<Record<string, string>> = {
  new: 'swarm cannot give it an address or a port, often because its network has no free address left',
  pending: 'the scheduler has not placed it',
  assigned: 'its node has not taken it up',
  accepted: 'its node has not begun with it',
  preparing: 'its image is still pulled or its volume still made',
  starting: 'its health check has not succeeded yet',
};

function progressSentence({ progress, slots }: Data): string {
  return `The service has ${progress}; ${count(slots, 'task')} in trouble.`;
}

function typeSentence({ type, reason, where, failures }: Data): string {
  switch (type) {
    case 'failing':
      return `The newest try ended${where}: ${reason}. It failed ${count(failures, 'time')} lately, and swarm keeps trying.`;
    case 'exhausted':
      return `Its restart attempts are used up (${failures} in the history), so swarm makes no further task. The last one ended${where}: ${reason}.`;
    case 'stuck':
      return `A task is ${reason}${where} for longer than usual.`;
    case 'unplaced':
      return 'No node takes its task.';
  }
}
