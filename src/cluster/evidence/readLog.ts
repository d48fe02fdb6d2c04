// The tail of a log, bounded in lines, bytes and the length of a line, with secrets masked.

import type { Engine, LogEntry, LogSource } from '../../engine/engine';
import type { EvidenceLine } from '../../model/dossier/dossier';
import { maskSecrets } from '../../model/maskSecrets';

const tailLines = 300;
const mostBytes = 256 * 1024;
const longestLine = 2_000;

export interface LogTail {
  /** Oldest first. */
  readonly lines: readonly EvidenceLine[];
  /** By line: the task it is of, in a service's log. */
  readonly taskIds: readonly (string | undefined)[];
  readonly cut: boolean;
}

/** Rejects with an `EngineError`. Never reads a whole log, however long it is. */
export async function readLog(engine: Engine, source: LogSource, signal: AbortSignal): Promise<LogTail> {
  const end = new AbortController();
  const lines: EvidenceLine[] = [];
  const taskIds: (string | undefined)[] = [];
  let bytes = 0;
  try {
    const both = AbortSignal.any([signal, end.signal]);
    for await (const batch of engine.logs(source, { follow: false, tail: tailLines }, both)) {
      for (const entry of batch) {
        bytes += entry.text.length;
        // A service's log gives as many lines for each of its tasks: the last ones are wanted.
        lines.push(lineOf(entry));
        taskIds.push(entry.details?.taskId);
        if (bytes > mostBytes) {
          bytes -= lines.shift()?.text.length ?? 0;
          taskIds.shift();
        }
      }
    }
  } finally {
    end.abort();
  }
  return { lines, taskIds, cut: lines.length >= tailLines || bytes > mostBytes / 2 };
}

function lineOf({ stream, time, text }: LogEntry): EvidenceLine {
  const { json } = maskSecrets(text.slice(0, longestLine));
  return { stream, text: typeof json === 'string' ? json : '', ...(time === undefined ? {} : { time }) };
}
