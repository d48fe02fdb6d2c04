// Understands one line of a log: its level, its time, what it says, and its fields.

import type { LogLevel } from '../../model/logLevel';
import { plainLine } from '../cleanLine';
import { accessLine } from './accessLine';
import { headLine } from './headLine';
import { cutJsonLine, jsonLine } from './jsonLine';
import { klogLine } from './klogLine';
import { logfmtLine } from './logfmtLine';
import { type Recognised, recognisedChars, type Wanted } from './recognised';
import { syslogLine } from './syslogLine';
import { webErrorLine } from './webErrorLine';

/** Looks at the first `maxChars` characters. Never throws, and takes time in proportion to them. */
export function recognise(text: string, maxChars: number = recognisedChars): Recognised {
  return look(text, maxChars, 'all');
}

/** The level that `recognise` tells, in less time. */
export function levelOfLine(text: string): LogLevel {
  return look(text, recognisedChars, 'level').level;
}

function look(text: string, maxChars: number, wanted: Wanted): Recognised {
  // Colours take room too, but not this much.
  const plain = plainLine(text.length > maxChars * 4 ? text.slice(0, maxChars * 4) : text);
  if (plain.length <= maxChars) return understand(plain, wanted);
  const start = plain.slice(0, maxChars);
  return cutJsonLine(start) ?? understand(start, wanted);
}

function understand(line: string, wanted: Wanted, isInner = false): Recognised {
  const text = line.trimStart();
  const known =
    jsonLine(text, wanted) ??
    klogLine(text) ??
    accessLine(text, wanted) ??
    webErrorLine(text) ??
    (isInner ? undefined : syslogLine(text, (rest) => understand(rest, wanted, true))) ??
    headLine(text, wanted) ??
    logfmtLine(text);
  return known ?? { format: 'plain', level: 'unknown', message: line };
}
