// Stands in for the container of a task whose node was not reached: what its service asked for, and what the task says.

import type { Task } from '../task';
import type { ContainerDossier, ContainerLog } from './dossier';
import { type Known, known } from './known';
import type { ServiceFacts } from './serviceFacts';

export interface TaskContainerOptions {
  readonly depth: number;
  readonly name: string;
  readonly node?: string;
  /** Lines of this task out of the service's log. */
  readonly log: Known<ContainerLog>;
}

/** Tasks of the service's present spec only: an older one may have asked for something else. */
export function taskContainer(facts: ServiceFacts, task: Task, options: TaskContainerOptions): ContainerDossier {
  const error = task.error ?? '';
  const exit = task.exitCode ?? Number(/non-zero exit \((\d{1,3})\)/.exec(error)?.[1] ?? 0);
  const never =
    task.state === 'rejected' || /starting container failed|No such image|invalid mount config/i.test(error);
  return {
    kind: 'container',
    id: task.id,
    name: options.name,
    depth: options.depth,
    from: 'spec',
    task,
    ...(options.node === undefined ? {} : { node: options.node }),
    facts: known({
      ...facts.container,
      id: task.id,
      image: task.image.replace(/@sha256:[\da-f]+$/, '') || facts.container.image,
      state: {
        status: never ? 'created' : task.state === 'running' ? 'running' : 'exited',
        exitCode: never ? exit || 128 : exit,
        error: never ? error : '',
        oomKilled: false,
        restartCount: 0,
        ...(task.createdAt === undefined ? {} : { startedAt: task.createdAt }),
        ...(task.since === undefined || task.state === 'running' ? {} : { finishedAt: task.since }),
      },
    }),
    log: options.log,
    events: known([]),
    stats: known(undefined),
    image: {
      known: false,
      gap: { part: 'image', reason: 'not-reached', message: `The image of ${task.image} was not read.` },
    },
  };
}
