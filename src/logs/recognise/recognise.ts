// Understands one line of a log: its level, its time, what it says, and its fields.

import { plainLine } from '../cleanLine';
import { accessLine } from './accessLine';
import { headLine } from './headLine';
import { cutJsonLine, jsonLine } from './jsonLine';
import { klogLine } from './klogLine';
import { logfmtLine } from './logfmtLine';
import { type Recognised, recognisedChars } from './recognised';
import { syslogLine } from './syslogLine';
import { webErrorLine } from './webErrorLine';

/** Looks at the first `maxChars` characters. Never throws, and takes time in proportion to them. */
export function recognise(text: string, maxChars: number = recognisedChars): Recognised {
  // Colours take room too, but not this much.
  const plain = plainLine(text.length > maxChars * 4 ? text.slice(0, maxChars * 4) : text);
  if (plain.length <= maxChars) return understand(plain, true);
  const start = plain.slice(0, maxChars);
  return cutJsonLine(start) ?? understand(start, true);
}

function understand(line: string, mayBeSyslog: boolean): Recognised {
  const text = line.trimStart();
  const known =
    jsonLine(text) ??
    klogLine(text) ??
    accessLine(text) ??
    webErrorLine(text) ??
    (mayBeSyslog ? syslogLine(text, (rest) => understand(rest, false)) : undefined) ??
    headLine(text) ??
    logfmtLine(text);
  return known ?? { format: 'plain', level: 'unknown', message: line };
}
