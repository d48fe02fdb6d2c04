// How memory limits are spoken of, and the command that raises one.

import type { ContainerCase } from '../cases/cases';

const mebibyte = 1024 * 1024;

/** ` of 64 MiB`, or nothing where there is no limit. */
export function limitWords(bytes: number | undefined): string {
  return bytes === undefined ? '' : ` of ${mebibytes(bytes)}`;
}

/** `64 MiB`, `1.5 GiB`. */
export function mebibytes(bytes: number): string {
  const size = bytes / mebibyte;
  return size >= 1024 ? `${round(size / 1024)} GiB` : `${round(size)} MiB`;
}

/** Twice the present limit is a start. */
export function raiseMemory({ ref, name, facts }: ContainerCase): string {
  const size = `${Math.max(64, Math.ceil((2 * (facts.memoryBytes ?? 256 * mebibyte)) / mebibyte))}m`;
  return ref.kind === 'service'
    ? `docker service update --limit-memory ${size} ${name}`
    : `docker update --memory ${size} --memory-swap ${size} ${name}`;
}

function round(size: number): string {
  return size >= 10 ? String(Math.round(size)) : String(Math.round(size * 10) / 10);
}
