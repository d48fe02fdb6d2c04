// Makes text from an engine or a child process fit for one line of a message.

/**
 * One line of at most `maxLength` characters: without ANSI sequences, control characters and the marks that change the
 * direction of writing, blanks collapsed.
 */
export function plainText(text: string, maxLength = 500): string {
  const line = text
    .replace(ansiSequences, '')
    .replace(directionMarks, '')
    .replace(controlCharacters, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= maxLength ? line : `${line.slice(0, maxLength - 1).trimEnd()}…`;
}

// Built from strings, since these characters have no place in source text. Direction marks: Unicode Standard Annex 9.
const ansiSequences = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g;
const controlCharacters = /[\u0000-\u001f\u007f-\u009f]+/g;
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
