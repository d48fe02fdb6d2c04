// The service that the options of a command describe, read with a sentence for each field that is wrong.

import { HumanError } from '../../model/humanError';
import type { ServiceDraft } from '../../model/serviceDraft';
import { readDraft } from '../../operations/serviceDraft/readDraft';
import type { GivenOptions } from '../givenOptions';

/** What is for the command itself, not for the service. */
const ownOptions = new Set(['confirmed', 'draft', 'opened', 'spec']);

/** Whether the options say anything of a service at all. */
export function saysOfService(options: GivenOptions): boolean {
  return Object.entries(options).some(([key, value]) => key !== 'confirmed' && value !== undefined);
}

/** Option `draft`, else the fields beside each other; what they leave out is as in `start`. Throws a `HumanError`. */
export function givenDraft(options: GivenOptions, start?: ServiceDraft): ServiceDraft {
  const fields = Object.fromEntries(Object.entries(options).filter(([key]) => !ownOptions.has(key)));
  const { draft, problems } = readDraft(options.draft ?? fields, start);
  if (problems.length === 0) return draft;
  throw new HumanError(problems.map(({ message }) => message).join(' '), 'Nothing was changed.');
}
