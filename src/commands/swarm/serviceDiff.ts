// `dockhound.service.diff`: what the last update of a service changed, in VS Code's own diff editor.

import { HumanError } from '../../model/humanError';
import { type SpecChange, specChanges } from '../../model/specDiff';
import type { TargetRef } from '../../model/target';
import type { Services } from '../../services';
import { flagOption, type GivenOptions } from '../givenOptions';

export interface DiffResult {
  /** Secrets masked. */
  readonly changes: readonly SpecChange[];
}

/** With the option `show: false` only the result is given. */
export async function diffService(
  { cluster, panels }: Services,
  target: TargetRef,
  options: GivenOptions,
): Promise<DiffResult> {
  const engine = await cluster.engine();
  const { name, spec, previousSpec } = await engine.swarm.read('service', target.id ?? target.name ?? '');
  if (!previousSpec) {
    throw new HumanError(
      `${name} has no previous spec.`,
      'It was never updated, or swarm took its last update back by itself.',
    );
  }
  if (options.show === undefined || flagOption(options, 'show')) await panels.openSpecDiff(target);
  return { changes: specChanges(previousSpec, spec) };
}
