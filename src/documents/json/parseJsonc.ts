// Reads JSON with comments (as VS Code's `jsonc`: also a comma after the last member), and knows where each value stands.

export interface TextRange {
  /** UTF-16 units from the beginning. */
  readonly start: number;
  readonly end: number;
}

export interface JsoncRead {
  /** What could be read; undefined where nothing could. */
  readonly value: unknown;
  /** Syntax errors, first to last; after the first one reading ends. */
  readonly errors: readonly { readonly message: string; readonly range: TextRange }[];
  /** Where the value at a path (`ports.0.target`) stands, and its key where it has one. */
  readonly places: ReadonlyMap<string, { readonly value: TextRange; readonly key?: TextRange }>;
}

/** Deeper than any document of ours, and no danger to the stack. */
const maxDepth = 200;

export function parseJsonc(text: string): JsoncRead {
  const places = new Map<string, { value: TextRange; key?: TextRange }>();
  let at = text.startsWith('\ufeff') ? 1 : 0;
  try {
    const value = readValue('', 0);
    skip();
    if (at < text.length) throw new SyntaxTrouble('Nothing may follow the value.', at, text.length);
    return { value, errors: [], places };
  } catch (error) {
    if (!(error instanceof SyntaxTrouble)) throw error;
    const { message, start, end } = error;
    return { value: undefined, errors: [{ message, range: { start, end } }], places };
  }

  function readValue(path: string, depth: number, key?: TextRange): unknown {
    skip();
    const start = at;
    if (depth > maxDepth) throw new SyntaxTrouble('It is nested too deep.', start, start + 1);
    const first = text.charAt(at);
    const value =
      first === '{'
        ? readObject(path, depth)
        : first === '['
          ? readArray(path, depth)
          : first === '"'
            ? readString()
            : readWord();
    places.set(path, { value: { start, end: at }, ...(key ? { key } : {}) });
    return value;
  }

  function readObject(path: string, depth: number): unknown {
    const entries: [string, unknown][] = [];
    at++;
    for (;;) {
      if (takes('}')) return Object.fromEntries(entries);
      const start = at;
      if (text.charAt(at) !== '"') throw expected('a name in double quotes, or }');
      const name = readString();
      const key = { start, end: at };
      if (entries.some(([other]) => other === name)) {
        throw new SyntaxTrouble(`${JSON.stringify(name)} stands here twice.`, start, at);
      }
      if (!takes(':')) throw expected(':');
      entries.push([name, readValue(join(path, name), depth + 1, key)]);
      if (takes('}')) return Object.fromEntries(entries);
      if (!takes(',')) throw expected(', or }');
    }
  }

  function readArray(path: string, depth: number): unknown {
    const items: unknown[] = [];
    at++;
    for (;;) {
      if (takes(']')) return items;
      items.push(readValue(join(path, String(items.length)), depth + 1));
      if (takes(']')) return items;
      if (!takes(',')) throw expected(', or ]');
    }
  }

  function readString(): string {
    const found = /"(?:[^"\\\n\r]|\\.)*"/y;
    found.lastIndex = at;
    const [quoted] = found.exec(text) ?? [];
    const lineEnd = text.slice(at).search(/[\r\n]|$/) + at;
    if (quoted === undefined) throw new SyntaxTrouble('This text is never closed.', at, lineEnd);
    const start = at;
    at += quoted.length;
    return literal(quoted, start) as string;
  }

  function readWord(): unknown {
    const found = /[\w.+-]+/y;
    found.lastIndex = at;
    const [word] = found.exec(text) ?? [];
    if (word === undefined) throw expected('a value');
    const start = at;
    at += word.length;
    return literal(word, start);
  }

  function literal(written: string, start: number): unknown {
    try {
      return JSON.parse(written) as unknown;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new SyntaxTrouble(`${written.slice(0, 40)} is no value in JSON.`, start, at);
    }
  }

  function takes(character: string): boolean {
    skip();
    if (text.charAt(at) !== character) return false;
    at++;
    skip();
    return true;
  }

  function skip(): void {
    const found = /(?:[ \t\r\n]|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/y;
    found.lastIndex = at;
    at += found.exec(text)?.[0].length ?? 0;
  }

  function expected(what: string): SyntaxTrouble {
    return new SyntaxTrouble(`Here should be ${what}.`, at, Math.min(at + 1, text.length));
  }
}

/** Where this path stands, or the nearest thing above it that is there. */
export function placeOf({ places }: JsoncRead, path: string): TextRange {
  for (let at = path; ; at = at.includes('.') ? at.slice(0, at.lastIndexOf('.')) : '') {
    const place = places.get(at);
    if (place)
      return at === path ? place.value : (place.key ?? { start: place.value.start, end: place.value.start + 1 });
    if (at === '') return { start: 0, end: 1 };
  }
}

class SyntaxTrouble extends Error {
  constructor(
    message: string,
    readonly start: number,
    readonly end: number,
  ) {
    super(message);
  }
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
