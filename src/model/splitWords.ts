// Splits a command line into words as a POSIX shell quotes them, without running a shell.

/**
 * Single quotes keep everything, double quotes keep everything but `\"`, `\\`, `\$` and `` \` ``, a backslash keeps the
 * next character (POSIX Shell Command Language 2.2). Nothing is expanded: `$HOME`, `*`, `|` and `;` are plain text.
 * Throws a `RangeError` that names the quote which is never closed.
 */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: "'" | '"' | undefined;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    const next = line.charAt(at + 1);
    if (quote === "'") {
      if (character === "'") quote = undefined;
      else word += character;
    } else if (quote === '"') {
      if (character === '"') quote = undefined;
      else if (character === '\\' && next === '\n') at++;
      else if (character === '\\' && next !== '' && '"\\$`'.includes(next)) {
        word += next;
        at++;
      } else word += character;
    } else if (character === "'" || character === '"') {
      quote = character;
      word ??= '';
    } else if (character === '\\') {
      if (next !== '\n') word = (word ?? '') + (next || '\\');
      at++;
    } else if (/[ \t\r\n]/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + character;
  }
  if (quote) throw new RangeError(`A ${quote === "'" ? 'single' : 'double'} quote is opened and never closed.`);
  if (word !== undefined) words.push(word);
  return words;
}

/** Writes words so that a POSIX shell reads exactly them back. For text a person copies; nothing here runs it. */
export function quoteWords(words: readonly string[]): string {
  return words
    .map((word) => (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
}
