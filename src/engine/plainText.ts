// Makes text from an engine or a child process fit for one line of a message.

import { stripVTControlCharacters } from 'node:util';
import { plainLine } from '../util/plainLine';

/** One line of at most `maxLength` characters, without ANSI sequences as well. */
export function plainText(text: string, maxLength = 500): string {
  return plainLine(stripVTControlCharacters(text.slice(0, scannedCharacters)), maxLength);
}

// An engine's message may be megabytes long; a sentence never is.
const scannedCharacters = 10_000;
