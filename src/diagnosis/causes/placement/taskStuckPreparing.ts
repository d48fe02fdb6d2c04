// A task is being prepared for long: its node still pulls the image, or waits for a volume (D11).

import { nodesOf } from '../../cases/cases';
import { reachedAt } from '../../cases/slots';
import { nodeLabel, taskEvidence } from '../../cases/taskReason';
import { defineCause } from '../../cause';
import { serviceRemedies } from '../../proofs/serviceProofs';
import { lossOf, progressWords } from '../../screen/serviceCases';

interface Data {
  readonly name: string;
  readonly progress: string;
  readonly node: string;
  readonly minutes: number;
  readonly image: string;
}

/** A pull takes its time; without a complaint nobody is bothered before the screen is. */
const patienceMs = 5 * 60_000;
const missedMs = 30_000;

export const taskStuckPreparing = defineCause<'service', Data>({
  id: 'task-stuck-preparing',
  code: 'D11',
  severity: 'warning',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  rank: 'symptom',
  explains: ['service-below-replicas'],
  title: ({ name, progress, node, image, minutes }) =>
    `${name} (${progress}) is stuck preparing on ${node} for ${minutes} min: the image ${image} is still being pulled there, or a volume does not come`,
  explanation: ({ node, image }) =>
    `Preparing means that ${node} pulls ${image} and makes volumes and networks ready. Swarm tells no progress of it. A slow or unreachable registry, a large image and a hanging volume driver look the same; docker pull on that node shows which it is.`,
  check(subject, around) {
    const missed = ['neverStarts', 'updateStuck', 'slow'].some((kind) => around.symptom.kinds.has(kind as 'slow'));
    const task = subject.tasks.find(
      (one) =>
        one.state === 'preparing' &&
        one.desiredState === 'running' &&
        around.now - reachedAt(one) > (missed ? missedMs : patienceMs),
    );
    if (task === undefined) return [];
    return [
      {
        data: {
          name: subject.name,
          progress: progressWords(subject.standing),
          node: nodeLabel(nodesOf(around.dossier), task.nodeId) ?? 'its node',
          minutes: Math.max(1, Math.round((around.now - reachedAt(task)) / 60_000)),
          image: task.image.replace(/@sha256:[\da-f]+$/, ''),
        },
        confidence: 0.7,
        severity: lossOf(subject.standing),
        subject: subject.ref,
        evidence: [taskEvidence(task)],
        remedies: serviceRemedies(subject, [
          { title: 'Pull the image on that node and watch', snippet: `docker pull ${task.image}` },
        ]),
      },
    ];
  },
});
