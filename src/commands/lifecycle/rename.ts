// `dockhound.rename`: gives a container another name.

import * as vscode from 'vscode';
import { HumanError } from '../../model/humanError';
import type { TargetRef } from '../../model/target';
import type { CommandContext } from '../commandContext';
import { findContainer } from '../containerTarget';
import { type GivenOptions, textOption } from '../givenOptions';
import { containerNameProblem } from './containerName';
import type { LifecycleResult } from './lifecycleResult';

/** Option `name`: the new one, asked for unless given. Empty when the person gave no other name. */
export async function renameContainer(
  context: CommandContext,
  target: TargetRef,
  options: GivenOptions = {},
): Promise<LifecycleResult[]> {
  const { engine, container } = await findContainer(context.cluster, target);
  const { id, name } = container;
  const taken = (wanted: string) =>
    [...(context.cluster.all('container')?.values() ?? [])].some((each) => each.id !== id && each.name === wanted);
  const problem = (wanted: string) => containerNameProblem(wanted, taken);
  const wanted =
    textOption(options, 'name') ??
    (await vscode.window.showInputBox({
      title: `Rename ${name} on ${engine.label}`,
      prompt: 'New name',
      value: name,
      validateInput: problem,
    }));
  if (wanted === undefined || wanted === name) return [];
  const wrong = problem(wanted);
  if (wrong) throw new HumanError(wrong, 'Choose another name.');
  await engine.act(id, { type: 'rename', name: wanted });
  context.cluster.touch('container', id);
  return [{ id, name, action: 'rename' }];
}
