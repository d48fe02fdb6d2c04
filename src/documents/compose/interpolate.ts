// Fills in `${VARIABLE}` as docker does: docker/cli, cli/compose/template, which knows `:-`, `-`, `:?` and `?`.

export interface Interpolated {
  readonly text: string;
  readonly variables: readonly { readonly name: string; readonly value?: string; readonly isDefault: boolean }[];
  /** Why docker would refuse it; the text is as it was then. */
  readonly problem?: string;
}

const pattern = /\$(?:(\$)|([_a-z][_a-z0-9]*)|\{([_a-z][_a-z0-9]*)(?:(:?[-?])([^}]*))?\}|())/gi;

/** `$$` becomes `$`. A variable without value and default becomes empty, and is told with an undefined value. */
export function interpolate(text: string, variable: (name: string) => string | undefined): Interpolated {
  if (!text.includes('$')) return { text, variables: [] };
  const variables: { name: string; value?: string; isDefault: boolean }[] = [];
  let problem: string | undefined;
  const result = text.replace(
    pattern,
    (_all, escaped?: string, plain?: string, braced?: string, operator?: string, rest = '') => {
      if (escaped) return '$';
      const name = plain ?? braced;
      if (name === undefined) {
        problem ??= 'The $ here begins no variable. Write $$ for a dollar sign.';
        return '';
      }
      const value = variable(name);
      const absent = value === undefined || (value === '' && operator?.startsWith(':'));
      if (absent && operator?.endsWith('?')) {
        problem ??= `The variable ${name} must have a value${rest ? `: ${rest}` : ''}.`;
        return '';
      }
      const used = absent && operator?.endsWith('-') ? rest : value;
      variables.push({ name, isDefault: used !== value, ...(used === undefined ? {} : { value: used }) });
      return used ?? '';
    },
  );
  return problem === undefined ? { text: result, variables } : { text, variables, problem };
}
