// The command dockhound.problem.mend: changes the line of a file that causes a problem.

import { HumanError } from '../model/humanError';
import type { Services } from '../services';
import { mendInFile } from '../views/editors/findingFixes';
import type { CommandOptions } from './command';
import { textOption } from './givenOptions';
import { givenTargets } from './targets';

/**
 * For a target with a known problem; options: `rule` and `fix`, its title as the diagnosis says it. Resolves with the URI of
 * the file, which is changed and not saved. Rejects with a `HumanError` when there is no such problem or fix any more.
 */
export async function mendProblem(services: Services, first: unknown, options: CommandOptions): Promise<string> {
  const [subject] = givenTargets(first, undefined) ?? [];
  const rule = textOption(options, 'rule');
  const fix = textOption(options, 'fix');
  if (subject === undefined || rule === undefined || fix === undefined) {
    throw new HumanError('What shall be mended is not said.', 'Diagnose it, and choose the fix there.');
  }
  const known = services.knownFindings
    .all()
    .find(
      ({ finding }) =>
        finding.rule === rule && finding.subject.kind === subject.kind && finding.subject.id === subject.id,
    );
  return mendInFile(known, fix, services.stackFile);
}
