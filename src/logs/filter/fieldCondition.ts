// A condition on a field of a structured line.

import { fieldAt, fieldText } from '../recognise/fieldPath';
import { recognise } from '../recognise/recognise';

export interface FieldCondition {
  /** Keys from the outside in; an index for a list. */
  readonly path: readonly string[];
  /** `!=` also holds where the field is missing; `~` is a regular expression that ignores case. */
  readonly op: '=' | '!=' | '~';
  /** Compared with the field as `fieldText` writes it. */
  readonly value: string;
}

/** Throws a SyntaxError for an expression that is not valid. */
export function fieldTest({ path, op, value }: FieldCondition): (text: string) => boolean {
  const expression = op === '~' ? new RegExp(value, 'i') : undefined;
  return (text) => {
    if (op !== '~' && !mayHold(text, value)) return op === '!=';
    const { fields } = recognise(text);
    const field = fields && fieldAt(fields, path);
    if (field === undefined) return op === '!=';
    const own = fieldText(field);
    switch (op) {
      case '=':
        return own === value;
      case '!=':
        return own !== value;
      case '~':
        return expression?.test(own) === true;
    }
  };
}

/** False when no field of the line can be written as this value: most lines need not be taken apart then. */
function mayHold(text: string, value: string): boolean {
  if (!/^[\w./:@-]+$/.test(value) || text.includes(value)) return true;
  // It may be written otherwise: with escapes, or as a number with an exponent; colours may stand within.
  return text.includes('\\') || text.includes('\u001b') || /\d[eE]/.test(text);
}
