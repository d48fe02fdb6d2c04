// `dockhound.swarm.unlock`: opens a manager that waits for its key after a restart.

import * as vscode from 'vscode';
import { HumanError } from '../../model/humanError';
import { unlockKeyTrouble } from '../../operations/joinToken';
import { unlockPlan } from '../../operations/swarmKeys';
import { plainMessage } from '../../views/plainMessage';
import type { CommandContext } from '../commandContext';
import { type GivenOptions, textOption } from '../givenOptions';
import type { PlanResult } from './runPlanned';
import { runSwarmChange } from './runSwarmChange';

/** `options`: `{ key? }`, a secret: it is asked for masked, handed to the engine and kept nowhere. */
export async function swarmUnlock(
  context: CommandContext,
  _first: unknown,
  options: GivenOptions,
): Promise<PlanResult | undefined> {
  const { cluster } = context;
  const engine = await cluster.engine();
  const info = await engine.info();
  if (info.swarm.role !== 'locked') {
    throw new HumanError(`The swarm on ${info.label} is not locked.`, 'There is nothing to unlock.');
  }
  const typed = textOption(options, 'key') ?? (await ask(info.label));
  if (typed === undefined) return undefined;
  const key = typed.trim();
  const trouble = unlockKeyTrouble(key);
  if (trouble) throw new HumanError(`Unlock key: ${trouble}`);
  return runSwarmChange(context, engine, unlockPlan(engine, key), options, { asks: false });
}

function ask(engine: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: plainMessage(`Unlock Swarm on ${engine}`),
    prompt: 'The unlock key that was shown when the swarm was locked',
    placeHolder: 'SWMKEY-1-…',
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => unlockKeyTrouble(text.trim()),
  });
}
