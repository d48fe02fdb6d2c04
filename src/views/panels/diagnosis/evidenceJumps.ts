// Where a piece of evidence leads: whose log at which time, which place in what the engine says, a moment, a line of a file.

import type { Cluster } from '../../../cluster/cluster';
import type { Evidence, Finding } from '../../../model/finding';
import { objectKinds } from '../../../model/objects';
import type { TargetRef } from '../../../model/target';
import type { Task } from '../../../model/task';

export type Jump =
  | { readonly type: 'log'; readonly target: TargetRef; readonly at?: string }
  /** `path` as a person writes it: `State.Health.Log`. */
  | { readonly type: 'inspect'; readonly target: TargetRef; readonly path?: string }
  | { readonly type: 'timeline'; readonly at: string }
  | { readonly type: 'document'; readonly file: string; readonly line: number };

/** Undefined where it leads nowhere: a figure that was read once, an object that is not known. */
export function jumpOf(cluster: Pick<Cluster, 'get' | 'all'>, finding: Finding, evidence: Evidence): Jump | undefined {
  const whom = evidence.of ?? finding.subject;
  switch (evidence.source) {
    case 'log':
      return isOneOf(whom, ['container', 'service', 'task'])
        ? { type: 'log', target: whom, ...(evidence.at === undefined ? {} : { at: evidence.at }) }
        : undefined;
    case 'event':
    case 'task':
      return evidence.at === undefined ? inspect(whom) : { type: 'timeline', at: evidence.at };
    case 'inspect':
    case 'health':
      return inspectPlace(cluster, whom, evidence.path);
    case 'node':
    case 'network':
      return inspect(whom);
    case 'image':
      return imageOf(cluster, whom, evidence.path);
    case 'document':
      return documentPlace(evidence.path);
    case 'probe':
      return undefined;
  }
}

/** Where only a container has it: what its service was asked to be says nothing of it. */
const ofContainer = /^(?:State|Config|HostConfig|Mounts|NetworkSettings|Path|Args|RestartCount)\b/;

function inspectPlace(
  cluster: Pick<Cluster, 'get' | 'all'>,
  whom: TargetRef,
  path: string | undefined,
): Jump | undefined {
  const [, other, inner] = /^([^:]+): (.+)$/.exec(path ?? '') ?? [];
  const target = other === undefined ? whom : named(cluster, other);
  const place = (inner ?? path)?.split(', ')[0];
  if (target === undefined) return undefined;
  if (target.kind !== 'service' || place === undefined || !ofContainer.test(place)) return inspect(target, place);
  const task = newestTask(cluster, target);
  return inspect(task ? { kind: 'task', id: task.id, name: task.name } : target, place);
}

function imageOf(cluster: Pick<Cluster, 'get'>, whom: TargetRef, path: string | undefined): Jump | undefined {
  if (whom.kind === 'image') return inspect(whom, path);
  const id =
    whom.kind === 'container' && whom.id !== undefined ? cluster.get('container', whom.id)?.imageId : undefined;
  return id === undefined ? undefined : inspect({ kind: 'image', id }, path);
}

function inspect(target: TargetRef, path?: string): Jump | undefined {
  if (!isOneOf(target, [...objectKinds, 'swarm', 'stack'])) return undefined;
  return { type: 'inspect', target, ...(path === undefined ? {} : { path }) };
}

/** Evidence about a neighbour begins with its name. */
function named(cluster: Pick<Cluster, 'all'>, name: string): TargetRef | undefined {
  for (const kind of ['container', 'service'] as const) {
    for (const object of cluster.all(kind)?.values() ?? [])
      if (object.name === name) return { kind, id: object.id, name };
  }
  return undefined;
}

/** The newest one that has, or had, a container. */
function newestTask(cluster: Pick<Cluster, 'all'>, { id }: TargetRef): Task | undefined {
  let newest: Task | undefined;
  for (const task of cluster.all('task')?.values() ?? []) {
    if (task.serviceId !== id || task.containerId === undefined) continue;
    if ((task.createdAt ?? '') >= (newest?.createdAt ?? '')) newest = task;
  }
  return newest;
}

/** `PATH:LINE`, the line from 1. */
function documentPlace(path: string | undefined): Jump | undefined {
  const [, file, line] = /^(.+):(\d{1,7})$/.exec(path ?? '') ?? [];
  return file === undefined ? undefined : { type: 'document', file, line: Math.max(1, Number(line)) };
}

function isOneOf({ kind }: TargetRef, kinds: readonly string[]): boolean {
  return kinds.includes(kind);
}
