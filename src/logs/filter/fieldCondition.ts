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
