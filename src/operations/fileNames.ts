// Names and sizes that swarm takes for secrets and configs, and how their versions are called.

import { HumanError } from '../model/humanError';
import type { FileKind, FileMeta } from '../model/secret';

/** On a version: the name of the first one. */
export const versionLabel = 'dockhound.rotates';

/** Swarm refuses these sizes and more (swarmkit `api/validation/secrets.go` and `manager/controlapi/config.go`). */
export const tooLargeBytes: Readonly<Record<FileKind, number>> = { secret: 500 * 1024, config: 1000 * 1024 };

const longestName = 64;

/** What is wrong with it, as a sentence; undefined when swarm takes it (swarmkit `manager/controlapi`). */
export function nameTrouble(name: string): string | undefined {
  if (name === '') return 'It needs a name.';
  if (name.length > longestName) return `The name has ${name.length} characters, and ${longestName} are the most.`;
  if (/^[a-zA-Z0-9](?:[a-zA-Z0-9-_.]*[a-zA-Z0-9])?$/.test(name)) return undefined;
  return 'The name may hold letters, digits, -, _ and ., and begins and ends with a letter or a digit.';
}

/** What is wrong with it, as a sentence; undefined when swarm takes it. */
export function sizeTrouble(kind: FileKind, bytes: number): string | undefined {
  if (bytes === 0) return `The ${kind} is empty, which swarm does not take.`;
  const limit = tooLargeBytes[kind];
  return bytes < limit
    ? undefined
    : `The ${kind} has ${bytes} bytes, and swarm takes less than ${limit}. Split it, or use a volume.`;
}

/** Throws a `HumanError` for what swarm would refuse. */
export function checkFile(kind: FileKind, name: string, value: { readonly size: number }): void {
  const wrongName = nameTrouble(name);
  if (wrongName) throw new HumanError(`${JSON.stringify(name)} cannot be the name of a ${kind}. ${wrongName}`);
  const wrongSize = sizeTrouble(kind, value.size);
  if (wrongSize) throw new HumanError(wrongSize);
}

/** The name all versions share. The label alone is not believed: somebody may have copied it to something else. */
export function baseName({ name, labels }: FileMeta): string {
  const base = labels[versionLabel];
  return base !== undefined && versionOf(name, base) !== undefined ? base : name;
}

/** `db-pass` → `db-pass.v2` → `db-pass.v3`; past every version that exists. Throws where that is too long for swarm. */
export function nextVersion(file: FileMeta, files: readonly FileMeta[]): string {
  const base = baseName(file);
  const newest = Math.max(1, ...files.map(({ name }) => versionOf(name, base) ?? 1));
  const next = `${base}.v${newest + 1}`;
  if (next.length > longestName) {
    throw new HumanError(
      `${base} is too long to get a version: ${next} would have more than ${longestName} characters.`,
      'Create one with a shorter name, inject it, then revoke this one.',
    );
  }
  return next;
}

function versionOf(name: string, base: string): number | undefined {
  if (!name.startsWith(`${base}.v`)) return undefined;
  const digits = name.slice(base.length + 2);
  return /^[1-9]\d{0,8}$/.test(digits) ? Number(digits) : undefined;
}
