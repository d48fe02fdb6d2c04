// Lines of plain text that begin with a time, with a level, or with both.

import { isExceptionLine } from '../folding/stackForms';
import { type HeadForm, headForms, headFormsAfterTime, headFormsInBracket } from './headForms';
import { jsonLine } from './jsonLine';
import { levelOfWord } from './level';
import { logfmtLine, trailingPairs } from './logfmtLine';
import type { Recognised, Wanted } from './recognised';
import { readTimeStamp } from './timeStamp';

/** Undefined for a line that begins with neither. */
export function headLine(line: string, wanted: Wanted): Recognised | undefined {
  const stamp = readTimeStamp(line);
  if (!stamp) return byForms(line, headForms, wanted) ?? exception(line);
  const { time, rest, open } = stamp;
  const said = open
    ? byForms(rest, headFormsInBracket, wanted)
    : (byForms(rest, headFormsAfterTime, wanted) ?? jsonLine(rest, wanted) ?? logfmtLine(rest) ?? exception(rest));
  return { format: 'plain', level: 'unknown', message: open ? line : rest, time, ...said };
}

function byForms(text: string, forms: readonly HeadForm[], wanted: Wanted): Recognised | undefined {
  for (const { pattern, level, words, pairs } of forms) {
    const found = pattern.exec(text)?.groups;
    if (!found) continue;
    const word = found.level ?? '';
    const message = found.said ?? '';
    return {
      format: 'plain',
      level: level ?? words?.[word] ?? levelOfWord(word),
      message,
      ...(pairs && wanted === 'all' ? trailingPairs(message) : {}),
    };
  }
  return undefined;
}

function exception(text: string): Recognised | undefined {
  return isExceptionLine(text) ? { format: 'plain', level: 'error', message: text } : undefined;
}
