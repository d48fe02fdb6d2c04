// Says what begins and ends among the writers, as far as their own readers do not: tasks that end elsewhere, or never begin,
// and what takes the place of another.

import type { Cluster } from '../../cluster/cluster';
import type { Task } from '../../model/task';
import { hasEnded } from '../../model/taskHistory';
import type { LogSink } from './logSink';
import type { LogWriter } from './logWriters';
import type { WriterRecord, WriterTable } from './writerTable';

export interface WriterNews {
  /** `atFirst`: ids of those that were there when following began. */
  tell(
    wanted: readonly LogWriter[],
    atFirst: ReadonlySet<string>,
    recordOf: (writer: LogWriter, via: 'engine' | 'manager') => WriterRecord,
  ): void;
}

const mostSlots = 10_000;

export function writerNews(cluster: Cluster, table: WriterTable, sink: Pick<LogSink, 'restarted'>): WriterNews {
  /** Undefined before the first look: what has ended by then is no news. */
  let ended: ReadonlySet<string> | undefined;
  /** What was last seen of each slot. */
  const slots = new Map<string, LogWriter>();

  return {
    tell(wanted, atFirst, recordOf) {
      const now = new Set<string>();
      for (const writer of wanted) {
        const { task, id, slot, name } = writer;
        const via = table.get(id)?.via ?? (writer.containerId === undefined ? 'manager' : 'engine');
        if (task && hasEnded(task)) {
          now.add(task.id);
          // The reader of a container tells its end itself, and sooner.
          const isRead = table.get(id)?.via === 'engine';
          if (ended && !ended.has(task.id) && !isRead) {
            recordOf(writer, 'manager').marker('ended', taskEndWords(task), task.since);
          }
        }
        const before = slots.get(slot);
        if (before && before.createdAt >= writer.createdAt) continue;
        // A task is worth a word once it runs.
        if (before && writer.containerId === undefined) continue;
        slots.delete(slot);
        slots.set(slot, writer);
        if (!before || atFirst.has(id)) continue;
        sink.restarted();
        const node = cluster.get('node', writer.nodeId ?? '')?.name ?? writer.nodeId ?? 'another node';
        const words = !task
          ? `${name} was made anew`
          : before.nodeId === writer.nodeId
            ? undefined
            : `${name} goes on on ${node}`;
        if (words !== undefined) recordOf(writer, via).marker('started', words, writer.createdAt || undefined);
      }
      ended = now;
      for (const slot of slots.keys()) {
        if (slots.size <= mostSlots) break;
        slots.delete(slot);
      }
    },
  };
}

/** For example `api.1 exited with code 1` or `api.1 ended: rejected: No such image: app:2`. */
function taskEndWords(task: Task): string {
  const { name, state, exitCode, error } = task;
  // Swarm's error is often only `task: non-zero exit (1)`, which the code has said.
  const because =
    error === undefined || error === '' || error === `task: non-zero exit (${exitCode})` ? '' : `: ${error}`;
  const code = exitCode === undefined ? '' : ` with code ${exitCode}`;
  switch (state) {
    case 'failed':
      return `${name} ${exitCode === undefined ? 'failed' : `exited${code}`}${because}`;
    case 'complete':
      return `${name} completed${code}${because}`;
    case 'shutdown':
      return `${name} was shut down${because}`;
    default:
      return `${name} ended: ${state}${because}`;
  }
}
