// Expands $NAME, ${NAME}, ${NAME:-default} and ${NAME:+other} with what a Dockerfile itself says.

/** Known values. A name that is missing is not known: its value comes from the build or the base image. */
export type Variables = ReadonlyMap<string, string>;

// A value that grows beyond this (ENV A=$A$A, again and again) is nobody's port or image name.
const longestValue = 4096;
const deepestNesting = 8;

/** The text with its variables replaced, or undefined when one of them is not known. */
export function expandVariables(text: string, variables: Variables): string | undefined {
  return text.length > longestValue ? undefined : expand(text, variables, 0);
}

function expand(text: string, variables: Variables, depth: number): string | undefined {
  if (!text.includes('$')) return text;
  if (depth > deepestNesting) return undefined;
  let result = '';
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '\\' && text[at + 1] === '$') {
      result += '$';
      at += 2;
    } else if (char !== '$') {
      result += char;
      at += 1;
    } else {
      const read = text[at + 1] === '{' ? braced(text, at + 2, variables, depth) : bare(text, at + 1, variables);
      if (!read) return undefined;
      result += read.value;
      at = read.next;
    }
    if (result.length > longestValue) return undefined;
  }
  return result;
}

interface Read {
  readonly value: string;
  readonly next: number;
}

function bare(text: string, at: number, variables: Variables): Read | undefined {
  const name = /^[A-Za-z_]\w*/.exec(text.slice(at, at + 200))?.[0];
  if (!name) return { value: '$', next: at };
  const value = variables.get(name);
  return value === undefined ? undefined : { value, next: at + name.length };
}

function braced(text: string, at: number, variables: Variables, depth: number): Read | undefined {
  const close = closingBrace(text, at);
  const [, name, operator, word] = /^([A-Za-z_]\w*)(?:(:?[-+])([\s\S]*))?$/.exec(text.slice(at, close)) ?? [];
  if (close === undefined || !name) return undefined;
  const value = variables.get(name);
  const next = close + 1;
  if (operator === undefined) return value === undefined ? undefined : { value, next };
  // Not known here may still be set by the build: the default is then the best reading, as it is for a plain build.
  const isSet = operator.startsWith(':') ? Boolean(value) : value !== undefined;
  if (operator.endsWith('-') && isSet) return { value: value ?? '', next };
  if (operator.endsWith('+') && !isSet) return { value: '', next };
  const other = expand(word ?? '', variables, depth + 1);
  return other === undefined ? undefined : { value: other, next };
}

function closingBrace(text: string, from: number): number | undefined {
  let open = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') open += 1;
    else if (text[at] === '}') {
      open -= 1;
      if (open === 0) return at;
    }
  }
  return undefined;
}
