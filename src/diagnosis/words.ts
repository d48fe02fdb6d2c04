// How findings speak: foreign text made harmless and short, ages, and what an exit code means.

import type { Container } from '../model/container';
import type { TargetRef } from '../model/target';
import { plainLine } from '../util/plainLine';

/** An engine's words on one line: no control, bidirectional or line characters, at most `limit` characters. */
export function oneLine(text: string, limit = 200): string {
  return plainLine(text, limit);
}

/** Epoch milliseconds, or undefined where the text is no time. */
export function timeOf(iso: string | undefined): number | undefined {
  const time = iso === undefined ? Number.NaN : Date.parse(iso);
  return Number.isNaN(time) ? undefined : time;
}

/** Milliseconds since then, never negative: clocks of nodes differ. Undefined where the time is not known. */
export function ageOf(iso: string | undefined, now: number): number | undefined {
  const time = timeOf(iso);
  return time === undefined ? undefined : Math.max(0, now - time);
}

/** `1 node`, `3 nodes`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

const signals: Readonly<Record<number, string>> = {
  4: 'SIGILL: an instruction this processor does not have',
  6: 'SIGABRT: the program aborted itself',
  7: 'SIGBUS: memory it could not reach, often a full /dev/shm',
  8: 'SIGFPE: an arithmetic error',
  9: 'SIGKILL: killed at once, by the kernel for memory or by somebody',
  11: 'SIGSEGV: a memory access error',
  15: 'SIGTERM: asked to stop',
};

/**
 * What the exit code alone says (128 + n: ended by signal n, by the convention of shells and runtimes); undefined where
 * it says no more than that the program reported an error.
 */
export function exitMeaning(code: number): string | undefined {
  if (code === 0) return 'the program ended normally';
  if (code === 126) return 'the command was found but could not be run';
  if (code === 127) return 'a command or a library was not found';
  return signals[code - 128];
}

export function containerRef(container: Container): TargetRef {
  return {
    kind: 'container',
    id: container.id,
    name: container.name,
    ...(container.node === undefined ? {} : { node: container.node }),
  };
}
