// Understands one line of a log: its level, its time, what it says, and its fields.

import { plainLine } from '../cleanLine';
import { jsonLine } from './jsonLine';
import { type Recognised, recognisedChars } from './recognised';

/** Looks at the first `maxChars` characters. Never throws, and takes time in proportion to them. */
export function recognise(text: string, maxChars: number = recognisedChars): Recognised {
  const plain = plainLine(text.length > maxChars * 4 ? text.slice(0, maxChars * 4) : text);
  const line = plain.length > maxChars ? plain.slice(0, maxChars) : plain;
  return jsonLine(line) ?? { format: 'plain', level: 'unknown', message: line };
}
