// What is said when somebody else changed the same thing between the question and the deed.

import type { JsonValue } from '../engine/engine';
import { HumanError } from '../model/humanError';

/**
 * `what`: for example `the number of replicas`. The values are told only when they are given: of variables, labels and the
 * like they may be secret.
 */
export function changedMeanwhile(name: string, what: string, now?: JsonValue, was?: JsonValue): HumanError {
  const told = (value: JsonValue | undefined) => (value === undefined ? undefined : String(value));
  const values =
    told(now) === undefined ? '' : `: it is ${told(now)} now${told(was) === undefined ? '' : `, and was ${told(was)}`}`;
  return new HumanError(
    `Somebody else has changed ${what} of ${name} meanwhile${values}. Nothing was overwritten.`,
    'Look at it as it is now, then do it again if it is still what you want.',
  );
}
