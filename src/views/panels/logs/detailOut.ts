// One line, or one folded entry, with everything that is known of it: what the detail pane shows.

import type { LogBuffer } from '../../../logs/logBuffer';
import { rowDetail } from '../../../logs/rowDetail';
import { rowLevel } from '../../../logs/rowLevel';
import { type LogDetail, maxDetailChars } from '../../../protocol/logs';

/** Null where the row is not kept any more. */
export function detailOut(buffer: LogBuffer, seq: number): LogDetail | null {
  const found = rowDetail(buffer, seq);
  const chunk = found && buffer.chunkOf(found.seq);
  if (!found || !chunk) return null;
  const { row, recognised } = found;
  const cut = found.text.length - maxDetailChars;
  const common = {
    seq,
    ...(row.time === undefined ? {} : { time: row.time }),
    ...(cut > 0 ? { text: found.text.slice(0, maxDetailChars), cut } : { text: found.text }),
  };
  if (row.type === 'marker') return { ...common, type: 'marker' };
  return {
    ...common,
    type: 'line',
    level: rowLevel(buffer, chunk, found.seq - chunk.firstSeq),
    stream: row.stream,
    source: row.source,
    ...(recognised && recognised.format !== 'plain' ? { format: recognised.format } : {}),
    ...(recognised?.time === undefined ? {} : { ownTime: recognised.time }),
    ...(recognised?.fields ? { fields: recognised.fields } : {}),
  };
}
