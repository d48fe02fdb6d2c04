// Reads the options of a command, which programs and key bindings may have written wrongly.

import { HumanError } from '../model/humanError';

/** As they come: nothing is known of their values yet. */
export type GivenOptions = Readonly<Record<string, unknown>>;

/** Undefined when it is absent or empty. Throws a `HumanError` when it is something else than text. */
export function textOption(given: GivenOptions, key: string): string | undefined {
  const value = given[key];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw new HumanError(`The option ${key} is not text.`, 'Give a string.');
}

/** False when it is absent. Throws a `HumanError` when it is neither true nor false: a guess could lose something. */
export function flagOption(given: GivenOptions, key: string): boolean {
  const value = given[key];
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  throw new HumanError(`The option ${key} is neither true nor false.`, 'Give one of them.');
}

/** A whole number of seconds, 0 or more; undefined when it is absent. Throws a `HumanError` for anything else. */
export function secondsOption(given: GivenOptions, key: string): number | undefined {
  const value = given[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw new HumanError(`The option ${key} is not a whole number of seconds.`, 'Give 0 or more.');
}

/** `{ key: 'value' }`; empty when it is absent. Throws a `HumanError` for anything else. */
export function labelsOption(given: GivenOptions): Readonly<Record<string, string>> {
  const value = given.labels;
  if (value === undefined || value === null) return {};
  const entries = typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : undefined;
  if (entries?.every(([key, one]) => key !== '' && typeof one === 'string')) return Object.fromEntries(entries);
  throw new HumanError('The option labels is not one.', 'Give { key: "value" }.');
}
