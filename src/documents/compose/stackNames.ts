// How a stack may be called, how one is likely to be called, and how swarm calls what is in it.

import type { ComposeService } from './composeFacts';

/** What is wrong with it, as a sentence; undefined when docker takes it (docker/cli, cli/command/stack/common.go). */
export function stackNameTrouble(name: string): string | undefined {
  if (name.trim() === '') return 'A stack needs a name.';
  // It begins the name of every service, so it must be able to.
  if (!/^[a-zA-Z0-9](?:[a-zA-Z0-9_-]*[a-zA-Z0-9])?$/.test(name)) {
    return 'The name may hold letters, digits, - and _, and begins and ends with a letter or a digit.';
  }
  return name.length > 50
    ? 'The name has more than 50 characters, and it begins the name of every service.'
    : undefined;
}

/** A folder's name as docker's tools would make it the name of a project. */
export function suggestedStackName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '')
    .slice(0, 50);
  return stackNameTrouble(name) === undefined ? name : 'stack';
}

/** How swarm calls an object of the file. */
export function fullName(
  object: { readonly key: { readonly value: string }; readonly name?: string; readonly external: boolean },
  stack: string,
): string {
  return object.name ?? (object.external ? object.key.value : `${stack}_${object.key.value}`);
}

/** Keys in the file; without any, the default network. */
export function networkKeys({ networks }: ComposeService): readonly string[] {
  return networks.length === 0 ? ['default'] : networks.map((one) => one.network);
}
