// A plugin that a service needs is on no node (D07).

import { pendingTask } from '../../cases/pendingTasks';
import { taskEvidence } from '../../cases/taskReason';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';
import { lossOf, progressWords } from '../../screen/serviceCases';
import { placementSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly progress: string;
  readonly drivers: string;
}

export const pluginMissingOnNodes = defineCause<'service', Data>({
  id: 'plugin-missing-on-nodes',
  code: 'D07',
  severity: 'error',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  explains: placementSymptoms,
  title: ({ name, progress, drivers }) =>
    `${name} is pending (${progress}): the plugin ${drivers} is not installed on the nodes`,
  explanation: ({ name, drivers }) =>
    `${name} needs the volume, network or log driver ${drivers}, and no node reports such a plugin. It must be installed and enabled on each node that is to run the tasks.`,
  check(subject, _around) {
    const pending = pendingTask(subject, /missing plugin/i);
    if (pending === undefined) return [];
    const ofMounts = (subject.facts?.container.mounts ?? []).flatMap(({ driver }) => driver ?? []);
    const ofLog = subject.facts?.container.logDriver?.type;
    const drivers = [...ofMounts, ...(ofLog === undefined ? [] : [ofLog])];
    return [
      {
        data: {
          name: subject.name,
          progress: progressWords(subject.standing),
          drivers: drivers.join(', ') || '(unnamed)',
        },
        confidence: 0.95,
        severity: lossOf(subject.standing),
        subject: subject.ref,
        evidence: [
          taskEvidence(pending.task),
          ...(ofMounts.length === 0 ? [] : [inspectProof('Spec.TaskTemplate.ContainerSpec.Mounts', ofMounts)]),
          ...(ofLog === undefined ? [] : [inspectProof('Spec.TaskTemplate.LogDriver.Name', ofLog)]),
        ],
        remedies: serviceRemedies(subject, [
          {
            title: 'Install and enable the plugin (driver) on the nodes',
            snippet: `docker plugin install ${drivers[0] ?? ''}`,
          },
        ]),
      },
    ];
  },
});
