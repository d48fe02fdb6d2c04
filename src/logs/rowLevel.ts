// The level of a row of the buffer, found when somebody first wants to know, then kept in one byte.

import type { LogLevel } from '../model/logLevel';
import type { LogBuffer } from './logBuffer';
import type { LogChunk } from './logChunk';
import { levels } from './recognise/level';
import { levelOfLine } from './recognise/recognise';

/** The level that the entry's first line says, for its other lines too. `unknown` for markers. */
export function rowLevel(buffer: LogBuffer, chunk: LogChunk, i: number): LogLevel {
  const known = chunk.levels[i] ?? 0;
  if (known > 0) return levels[known - 1] ?? 'unknown';
  const level = findLevel(buffer, chunk, i);
  chunk.levels[i] = levels.indexOf(level) + 1;
  return level;
}

function findLevel(buffer: LogBuffer, chunk: LogChunk, i: number): LogLevel {
  if (chunk.isMarker(i)) return 'unknown';
  const back = chunk.foldedBack(i);
  if (back === 0) return levelOfLine(chunk.text(i));
  const head = chunk.firstSeq + i - back;
  const headChunk = buffer.chunkOf(head);
  return headChunk ? rowLevel(buffer, headChunk, head - headChunk.firstSeq) : 'unknown';
}
