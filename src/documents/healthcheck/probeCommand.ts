// A probe's command, with the parts that a person may want to change marked as fields.

/** A part to fill in. Its value holds nothing that JSON or a shell would read differently: a port, a path, a name. */
export interface ProbeField {
  readonly value: string;
}

export type ProbePiece = string | ProbeField;

export type ProbeCommand =
  | { readonly form: 'exec'; readonly words: readonly (readonly ProbePiece[])[] }
  | { readonly form: 'shell'; readonly script: readonly ProbePiece[] };

/** The command with its fields filled in: an array for the exec form, a string for the shell form. */
export function plainCommand(probe: ProbeCommand): readonly string[] | string {
  return probe.form === 'exec' ? probe.words.map(plainText) : plainText(probe.script);
}

/** Words of an exec form; a word with fields is built by `pieces`. */
export function exec(...words: readonly (string | readonly ProbePiece[])[]): ProbeCommand {
  return { form: 'exec', words: words.map((word) => (typeof word === 'string' ? [word] : word)) };
}

export function shell(script: string | readonly ProbePiece[]): ProbeCommand {
  return { form: 'shell', script: typeof script === 'string' ? [script] : script };
}

/** Template tag: pieces`http://127.0.0.1:${port}/`. */
export function pieces(texts: TemplateStringsArray, ...fields: readonly ProbePiece[]): ProbePiece[] {
  return texts.flatMap((text, index) => {
    const field = fields[index];
    return [...(text ? [text] : []), ...(field === undefined ? [] : [field])];
  });
}

/** What a person or a file put there is kept only when it is harmless in JSON, in a shell and in a URL. */
export function field(value: string): ProbeField {
  return { value: value.replace(/[^\w./:@%+,=-]/g, '') };
}

function plainText(parts: readonly ProbePiece[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.value)).join('');
}
