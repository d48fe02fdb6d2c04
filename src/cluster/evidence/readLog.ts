// The tail of a log, bounded in lines, bytes and the length of a line, with secrets masked.

import type { Engine, LogEntry, LogSource } from '../../engine/engine';
import type { EvidenceLine } from '../../model/dossier/dossier';
import { maskSecrets } from '../../model/maskSecrets';

const tailLines = 300;
/** Kept. */
const mostBytes = 256 * 1024;
/** Read. The engine sends whole lines, however long they are. */
const mostReadBytes = 4 * 1024 * 1024;
const longestLine = 2_000;

export interface LogTail {
  /** Oldest first. */
  readonly lines: readonly EvidenceLine[];
  /** By line: the task it is of, in a service's log. */
  readonly taskIds: readonly (string | undefined)[];
  readonly cut: boolean;
}

/** Rejects with an `EngineError`. Never reads a whole log, however long it or its lines are. */
export async function readLog(engine: Engine, source: LogSource, signal: AbortSignal): Promise<LogTail> {
  const tail = await readTail(engine, source, tailLines, signal);
  if (!tail.stopped) return tail;
  // Lines so long that the last ones were not reached: fewer of them are asked for, since the end is what matters.
  const fewer = Math.max(1, Math.floor(mostReadBytes / tail.longest / 1.5));
  const short = await readTail(engine, source, Math.min(fewer, tailLines / 2), signal);
  return { ...short, cut: true };
}

/** `stopped`: there was more than may be read, so that the last lines are not among these. `longest`: of the lines read. */
async function readTail(
  engine: Engine,
  source: LogSource,
  most: number,
  signal: AbortSignal,
): Promise<LogTail & { readonly stopped: boolean; readonly longest: number }> {
  const end = new AbortController();
  const lines: EvidenceLine[] = [];
  const taskIds: (string | undefined)[] = [];
  let kept = 0;
  let read = 0;
  let longest = 1;
  try {
    const both = AbortSignal.any([signal, end.signal]);
    for await (const batch of engine.logs(source, { follow: false, tail: most }, both)) {
      for (const entry of batch) {
        read += entry.text.length;
        longest = Math.max(longest, entry.text.length);
        const line = lineOf(entry);
        // A service's log gives as many lines for each of its tasks: the last ones are wanted.
        kept += line.text.length;
        lines.push(line);
        taskIds.push(entry.details?.taskId);
        if (kept > mostBytes) {
          kept -= lines.shift()?.text.length ?? 0;
          taskIds.shift();
        }
      }
      if (read > mostReadBytes) break;
    }
  } finally {
    end.abort();
  }
  const stopped = read > mostReadBytes;
  return { lines, taskIds, cut: stopped || lines.length >= most || kept > mostBytes / 2, stopped, longest };
}

function lineOf({ stream, time, text }: LogEntry): EvidenceLine {
  const { json } = maskSecrets(text.slice(0, longestLine));
  return { stream, text: typeof json === 'string' ? json : '', ...(time === undefined ? {} : { time }) };
}
