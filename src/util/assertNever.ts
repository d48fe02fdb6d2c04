// Makes a missing case of a union a type error, and a loud one at run time.

/** Call in the `default` of an exhaustive switch. Throws, naming the value that nobody handles. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
