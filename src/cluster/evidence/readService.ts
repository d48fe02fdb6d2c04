// Everything that is read about one service: its spec, and the containers of its failing tasks, wherever they run.

import type { Engine } from '../../engine/engine';
import { serviceFacts } from '../../engine/facts/serviceFacts';
import type { ContainerDossier, ServiceDossier } from '../../model/dossier/dossier';
import { type Known, known } from '../../model/dossier/known';
import type { ServiceFacts } from '../../model/dossier/serviceFacts';
import { taskContainer } from '../../model/dossier/taskContainer';
import type { Service } from '../../model/service';
import type { Task } from '../../model/task';
import { ask } from './askEvidence';
import { type EvidenceSource, readContainer } from './readContainer';
import { type LogTail, readLog } from './readLog';

/** Failing tasks whose containers are read: the newest tell what is, and three tell a pattern. */
const mostFailing = 3;

/** The engine of the node that runs a task; undefined: none is known, or the gap why it was not reached. */
export type SourceOfNode = (nodeId: string | undefined, must: boolean) => Promise<EvidenceSource | undefined>;

export interface ServiceToRead {
  readonly service: Service;
  readonly tasks: Known<readonly Task[]>;
  readonly depth: number;
}

/** Never rejects. `manager`: where the spec and the log of all tasks are. */
export async function readService(
  { service, tasks, depth }: ServiceToRead,
  manager: EvidenceSource,
  sourceOf: SourceOfNode,
): Promise<ServiceDossier> {
  const { engine, asking } = manager;
  const [facts, events] = await Promise.all([
    ask('service', `the spec of ${service.name}`, asking, async (signal) =>
      serviceFacts(await engine.inspect('service', service.id, { signal })),
    ),
    manager.events,
  ]);
  const all = tasks.known ? tasks.value : [];
  const { failing, running } = tasksToRead(all);
  let shared: Promise<Known<LogTail>> | undefined;
  const tailOf = () => {
    shared ??= ask('log', `the log of ${service.name}`, asking, (signal) => serviceLog(engine, service.id, signal));
    return shared;
  };
  const read = [
    ...failing.map((task) => readTask(task, service, facts, depth, sourceOf, tailOf)),
    // A task that runs is looked at where its engine is at hand anyway.
    ...(running === undefined ? [] : [readRunning(running, service, depth, sourceOf)]),
  ];
  const containers = (await Promise.all(read)).filter((one) => one !== undefined);
  return {
    kind: 'service',
    id: service.id,
    name: service.name,
    depth,
    service,
    facts,
    tasks,
    containers,
    events: events.known ? known(events.value.filter(({ id }) => id === service.id)) : events,
  };
}

function tasksToRead(tasks: readonly Task[]): {
  readonly failing: readonly Task[];
  readonly running: Task | undefined;
} {
  const newestFirst = [...tasks].sort((a, b) => ((a.createdAt ?? '') < (b.createdAt ?? '') ? 1 : -1));
  const failing = newestFirst.filter(({ state }) => state === 'failed' || state === 'rejected' || state === 'complete');
  return {
    failing: failing.slice(0, mostFailing),
    running: newestFirst.find(({ state }) => state === 'running' || state === 'starting'),
  };
}

async function readTask(
  task: Task,
  service: Service,
  facts: Known<ServiceFacts>,
  depth: number,
  sourceOf: SourceOfNode,
  tailOf: () => Promise<Known<LogTail>>,
): Promise<ContainerDossier | undefined> {
  const source = task.containerId === undefined ? undefined : await sourceOf(task.nodeId, true);
  if (source !== undefined && task.containerId !== undefined) {
    const read = await readContainer({ id: task.containerId, name: service.name, depth, task }, source);
    if (read.facts.known) return read;
  }
  // Its container is gone or out of reach: what the service asked for and its log stand in for it.
  if (!facts.known) return undefined;
  const tail = task.state === 'rejected' ? undefined : await tailOf();
  return taskContainer(facts.value, task, {
    depth,
    name: service.name,
    log:
      tail === undefined
        ? known({ current: { lines: [] }, previous: { lines: [] }, cut: false })
        : tail.known
          ? known({
              current: { lines: tail.value.lines.filter((_, at) => tail.value.taskIds[at] === task.id) },
              previous: { lines: [] },
              cut: tail.value.cut,
            })
          : tail,
  });
}

async function readRunning(
  task: Task,
  service: Service,
  depth: number,
  sourceOf: SourceOfNode,
): Promise<ContainerDossier | undefined> {
  if (task.containerId === undefined) return undefined;
  const source = await sourceOf(task.nodeId, false);
  if (source === undefined) return undefined;
  const read = await readContainer({ id: task.containerId, name: service.name, depth, task }, source);
  return read.facts.known ? read : undefined;
}

/** A node that is silent holds the log of its whole service up (trap T10): it is given little time. */
function serviceLog(engine: Engine, id: string, signal: AbortSignal): Promise<LogTail> {
  return readLog(engine, { kind: 'service', id }, AbortSignal.any([signal, AbortSignal.timeout(3_000)]));
}
