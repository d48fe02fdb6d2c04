// How objects are named in questions and messages.

const shownNames = 5;

/** `api`, or `api, db and web`, or the first five and how many more. */
export function nameList(names: readonly string[]): string {
  if (names.length > shownNames) {
    return `${names.slice(0, shownNames).join(', ')} and ${names.length - shownNames} more`;
  }
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}

/** `container api` for one, `3 containers` for several. */
export function counted(noun: string, names: readonly string[]): string {
  return names.length === 1 ? `${noun} ${names[0]}` : `${names.length} ${noun}s`;
}
