// Why one task ended or does not run, in a few plain words, from what swarm and the engine say of it.

import type { Container } from '../../model/container';
import type { Evidence } from '../../model/finding';
import type { SwarmNode } from '../../model/swarmNode';
import type { Task } from '../../model/task';
import { exitMeaning, oneLine } from '../words';
import { readStartError } from './startErrors';

export interface TaskReason {
  /** For a title: `non-zero exit (1)`. */
  readonly short: string;
  /** What that means, as a sentence without its full stop; absent where nothing more is known. */
  readonly meaning?: string;
  readonly fix?: string;
  readonly code?: string;
  /** Whether the container could not even be made or started. */
  readonly neverStarted: boolean;
}

/** `container` is the task's own, where this engine holds it: only there stands that memory ran out. */
export function taskReason(task: Task, container: Container | undefined): TaskReason {
  const error = task.error ?? '';
  if (/unhealthy container/i.test(error)) {
    return {
      short: 'killed by its health check',
      meaning: 'swarm ends a task whose health check fails',
      code: 'C06',
      neverStarted: false,
    };
  }
  const exit = task.exitCode || Number(/non-zero exit \((\d+)\)/.exec(error)?.[1] ?? 0);
  const never = task.state === 'rejected' || /starting container failed|No such image/i.test(error);
  if (never) return startReason(error);
  if (container?.oomKilled) {
    return {
      short: exit === 0 ? 'out of memory' : `out of memory (exit ${exit})`,
      meaning: 'the kernel ended it at its memory limit',
      code: 'B02',
      neverStarted: false,
    };
  }
  if (task.state === 'complete') {
    return {
      short: 'ends at once (exit code 0)',
      meaning: 'its program ends normally, so swarm starts it again',
      code: 'B11',
      neverStarted: false,
    };
  }
  if (exit !== 0) {
    const meaning = exitMeaning(exit);
    return {
      short: `non-zero exit (${exit})`,
      ...(meaning === undefined ? {} : { meaning }),
      code: 'D14',
      neverStarted: false,
    };
  }
  return { short: oneLine(error.replace(/^task: /, ''), 120) || `task ${task.state}`, neverStarted: false };
}

/** The node's name, else the first digits of its id, as Docker shortens ids. */
export function nodeLabel(nodes: ReadonlyMap<string, SwarmNode>, nodeId: string | undefined): string | undefined {
  return nodeId === undefined ? undefined : (nodes.get(nodeId)?.name ?? nodeId.slice(0, 12));
}

export function taskEvidence(task: Task): Evidence {
  const said = task.error ? oneLine(task.error, 400) : task.message ? oneLine(task.message, 400) : '';
  return {
    source: 'task',
    path: `${task.name}: Status`,
    excerpt: said ? `${task.state}: ${said}` : `${task.state} (desired ${task.desiredState})`,
    ...(task.since === undefined ? {} : { at: task.since }),
  };
}

function startReason(error: string): TaskReason {
  const read = readStartError(error);
  if (read === undefined) {
    return {
      short: oneLine(error.replace(/^starting container failed: /, ''), 120) || 'rejected by the node',
      code: 'D15',
      neverStarted: true,
    };
  }
  return { short: read.says, fix: read.fix, code: read.code ?? 'D15', neverStarted: true };
}
