// Rewrites a regular expression so that it never matches a line end: then it can run over many joined lines at once.

/**
 * The same expression for one line, unable to leave its line in a text of many (with the flag `m`); a line end counts for
 * it as the end of the text does. Undefined where that cannot be said for certain. Expects a valid expression without the
 * flags `u` and `v`. Syntax: ECMA-262, 22.2.1 and annex B.1.2.
 */
export function withoutLineEnds(source: string): string | undefined {
  // Modifiers could switch `m` off or `s` on.
  if (/\(\?[a-z-]+:/i.test(source)) return undefined;
  let rewritten = '';
  for (let at = 0; at < source.length; ) {
    const token = tokens.exec(source.slice(at))?.[0] ?? '';
    const safe = rewrite(token);
    if (token === '' || safe === undefined) return undefined;
    rewritten += safe;
    at += token.length;
  }
  return rewritten;
}

// An escape (with the digits that belong to it), a class, or any other character.
const tokens = /^(?:\\(?:x[\da-f]{2}|u[\da-f]{4}|\d+|[\s\S])|\[(?:[^\]\\]|\\[\s\S])*\]|[^\\[])/i;

function rewrite(token: string): string | undefined {
  if (token.startsWith('[')) return rewriteClass(token);
  if (token === '\n') return undefined;
  if (!token.startsWith('\\')) return token;
  switch (token) {
    case '\\s':
      return '[^\\S\\n]';
    case '\\W':
      return '[^\\w\\n]';
    case '\\D':
      return '[^\\d\\n]';
    case '\\n':
    case '\\c':
      return undefined;
    default:
      // More than one digit may be an octal code instead of a reference to a group.
      if (/^\\(?:0|\d\d)/.test(token)) return undefined;
      return /^\\(?:x0a|u000a)$/i.test(token) ? undefined : token;
  }
}

function rewriteClass(token: string): string {
  if (token.startsWith('[^')) {
    const rest = token.slice(2);
    // A leading hyphen means itself, and must not become the middle of a range.
    return `[^\\n${rest.startsWith('-') ? '\\' : ''}${rest}`;
  }
  return new RegExp(token).test('\n') ? `(?:(?!\\n)${token})` : token;
}
