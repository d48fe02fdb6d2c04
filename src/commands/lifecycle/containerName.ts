// What Docker takes as the name of a container.

/** Why a name will not do, in one sentence; undefined when it will. The rule is moby's `RestrictedNamePattern`. */
export function containerNameProblem(name: string, taken: (name: string) => boolean): string | undefined {
  if (name.length < 2) return 'A name has at least two characters.';
  if (!/^[a-zA-Z0-9]/.test(name)) return 'A name begins with a letter or a digit.';
  if (!/^[a-zA-Z0-9_.-]+$/.test(name)) return 'A name has letters, digits, and _ . - only.';
  if (taken(name)) return `Another container is called ${name}.`;
  return undefined;
}
