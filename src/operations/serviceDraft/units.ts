// Units as docker reads and writes them: sizes, cores, counts, words.

import type { JsonValue } from '../../engine/engine';
import { formatGoDuration, parseGoDuration } from '../../model/goDuration';
import { quoteWords, splitWords } from '../../model/splitWords';

/** How one text stands in a spec. `read` is undefined for what it does not understand, `write` for what is not one. */
export interface Unit {
  read(value: JsonValue): string | undefined;
  /** Never called with an empty text: that takes the member away. */
  write(text: string): JsonValue | undefined;
}

export const plainText: Unit = {
  read: (value) => (typeof value === 'string' ? value : undefined),
  write: (text) => text,
};

/** Nanoseconds in the spec, Go's durations for people. */
export const duration: Unit = {
  read: (value) => (isWhole(value) ? formatGoDuration(value) : undefined),
  write: (text) => {
    const nanoseconds = parseGoDuration(text);
    return nanoseconds !== undefined && nanoseconds >= 0 ? nanoseconds : undefined;
  },
};

export const count: Unit = {
  read: (value) => (isWhole(value) ? String(value) : undefined),
  write: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined),
};

export const ratio: Unit = {
  read: (value) => (typeof value === 'number' ? String(value) : undefined),
  write: (text) => (/^(\d+(\.\d+)?|\.\d+)$/.test(text) ? Number(text) : undefined),
};

/** Billionths of a core in the spec (`NanoCPUs`), cores for people. */
export const cores: Unit = {
  read: (value) => (isWhole(value) ? String(value / 1e9) : undefined),
  write: (text) => (/^(\d{1,6}(\.\d{1,9})?|\.\d{1,9})$/.test(text) ? Math.round(Number(text) * 1e9) : undefined),
};

const powers = 'bkmgtp';

/** Bytes in the spec; for people as docker's `RAMInBytes` (go-units `size.go`): powers of 1024, `512M`, `1.5GiB`. */
export const memory: Unit = {
  read: (value) => (isWhole(value) ? formatMemory(value) : undefined),
  write: (text) => {
    const [, number, unit = 'b'] = /^(\d+(?:\.\d+)?) ?([bkmgtp])?(?:i?b)?$/i.exec(text) ?? [];
    if (number === undefined) return undefined;
    const bytes = Math.floor(Number(number) * 1024 ** powers.indexOf(unit.toLowerCase()));
    return Number.isSafeInteger(bytes) ? bytes : undefined;
  },
};

/** A list of words in the spec, a command line for people; nothing ever runs it through a shell here. */
export const words: Unit = {
  read: (value) =>
    Array.isArray(value) && value.every((word) => typeof word === 'string') ? quoteWords(value) : undefined,
  write: (text) => {
    try {
      return splitWords(text);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  },
};

/** Digits of a file mode, in base 8. */
export const octal: Unit = {
  read: (value) => (isWhole(value) ? value.toString(8).padStart(4, '0') : undefined),
  write: (text) => (/^[0-7]{1,5}$/.test(text) ? Number.parseInt(text, 8) : undefined),
};

function formatMemory(bytes: number): string {
  let value = bytes;
  let power = 0;
  while (value >= 1024 && value % 1024 === 0 && power < powers.length - 1) {
    value /= 1024;
    power++;
  }
  return power === 0 ? String(value) : `${value}${powers.charAt(power).toUpperCase()}`;
}

function isWhole(value: JsonValue): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
