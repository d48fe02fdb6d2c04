// Makes text from an engine or a child process fit for one line of a message.

import { stripVTControlCharacters } from 'node:util';

/**
 * One line of at most `maxLength` characters: without ANSI sequences, control characters and the marks that change the
 * direction of writing, blanks collapsed.
 */
export function plainText(text: string, maxLength = 500): string {
  const line = stripVTControlCharacters(text.slice(0, scannedCharacters))
    .replace(directionMarks, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return line.length <= maxLength ? line : `${line.slice(0, maxLength - 1).trimEnd()}…`;
}

// An engine's message may be megabytes long; a sentence never is.
const scannedCharacters = 10_000;

// Unicode Standard Annex 9, section 2.
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
