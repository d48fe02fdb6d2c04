// What is wrong with a HEALTHCHECK, as data: an editor draws it, a command or a test reads it.

import type { TextEdit, TextRange } from '../textLines';

export type HealthcheckProblemCode =
  | 'healthcheck-duplicate'
  | 'healthcheck-unused-stage'
  | 'healthcheck-none-overrides'
  | 'healthcheck-none-arguments'
  | 'healthcheck-type-unknown'
  | 'healthcheck-command-missing'
  | 'healthcheck-flag-unknown'
  | 'healthcheck-flag-repeated'
  | 'healthcheck-flag-value-missing'
  | 'healthcheck-duration-unit'
  | 'healthcheck-duration-invalid'
  | 'healthcheck-duration-too-short'
  | 'healthcheck-retries-invalid'
  | 'healthcheck-flag-zero'
  | 'healthcheck-exec-form'
  | 'healthcheck-tool-missing'
  | 'healthcheck-shell-missing'
  | 'healthcheck-curl-without-fail'
  | 'healthcheck-localhost';

export interface HealthcheckProblem {
  readonly code: HealthcheckProblemCode;
  /** `error`: the build refuses it. `warning`: it does not do what it says. `info`: worth knowing. */
  readonly severity: 'error' | 'warning' | 'info';
  /** Plain sentences: what is, why, what to do. */
  readonly message: string;
  readonly range: TextRange;
  /** The preferred one first; empty when only a person can decide. */
  readonly fixes: readonly HealthcheckFix[];
}

export interface HealthcheckFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}
