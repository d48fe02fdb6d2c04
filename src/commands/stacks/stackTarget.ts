// Which stack is meant: a row, a program's target, or the one that a person chooses.

import * as vscode from 'vscode';
import type { Engine } from '../../engine/engine';
import { HumanError } from '../../model/humanError';
import type { TargetRef } from '../../model/target';
import { counted } from '../../util/counted';
import { plainMessage } from '../../views/plainMessage';
import { givenTargets } from '../targets';

/** The name of a stack that was given; undefined when none was. */
export function givenStack(first: unknown): string | undefined {
  if (first instanceof vscode.Uri) return undefined;
  const [target] = givenTargets(first, undefined) ?? [];
  return target && stackName(target);
}

/** The given stack, else one that a person chooses; undefined when they turned away. */
export async function stackOf(engine: Engine, first: unknown, title: string): Promise<string | undefined> {
  const given = givenStack(first);
  if (given !== undefined) return given;
  const { items } = await engine.list('service');
  const counts = new Map<string, number>();
  for (const { stack } of items) if (stack !== undefined) counts.set(stack, (counts.get(stack) ?? 0) + 1);
  if (counts.size === 0) {
    throw new HumanError(`No stack runs on ${engine.label}.`, 'Deploy one from a compose file.', [
      { title: 'Deploy Stack', command: 'dockhound.stack.deploy' },
    ]);
  }
  const choices = [...counts].sort().map(([name, count]) => ({
    label: `$(layers) ${plainMessage(name)}`,
    description: counted(count, 'service'),
    name,
  }));
  const picked = await vscode.window.showQuickPick(choices, { title, placeHolder: 'Choose a stack' });
  return picked?.name;
}

function stackName({ kind, id, name }: TargetRef): string {
  const found = name ?? id?.replace(/^stack:/, '');
  if (kind !== 'stack' || !found) {
    throw new HumanError('The target is not a stack.', "Pass { kind: 'stack', name }.");
  }
  return found;
}
