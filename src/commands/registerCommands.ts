// Hands the command table to VS Code, and decides in one place what happens to an error.

import * as vscode from 'vscode';
import { EngineError } from '../engine/engineError';
import { HumanError } from '../model/humanError';
import type { TargetRef } from '../model/target';
import type { Services } from '../services';
import { messageOf } from '../util/messageOf';
import { plainMessage } from '../views/plainMessage';
import type { Command, CommandOptions } from './command';
import { commandTable } from './commandTable';
import { offerOf } from './offer';
import { askForTarget, givenTargets, isInteractive, resolveTarget } from './targets';

export function registerCommands(services: Services): vscode.Disposable {
  const registered = Object.entries(commandTable).map(([id, command]) =>
    vscode.commands.registerCommand(`dockhound.${id}`, (first?: unknown, second?: unknown, third?: unknown) =>
      runCommand(services, id, command, first, second, third),
    ),
  );
  return vscode.Disposable.from(...registered);
}

/**
 * A person's call, also by a panel's button (`fromPanel`), shows its error with the way out as buttons and returns undefined; a program's call rejects with the
 * `EngineError` or `HumanError` itself.
 */
async function runCommand(
  services: Services,
  id: string,
  command: Command,
  first: unknown,
  second: unknown,
  third: unknown,
): Promise<unknown> {
  try {
    return await perform(services, command, first, second, third);
  } catch (error) {
    if (error instanceof EngineError && error.reason === 'cancelled') return undefined;
    services.log.warn(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const given = optionsOf(second) ?? optionsOf(third);
    const isPerson =
      isInteractive(first, given !== undefined) ||
      given?.fromPanel === true ||
      (command.type === 'plain' && command.inFileMenus === true && isFileMenu(first, second));
    if (!isPerson) throw error;
    // Not waited for: the command is over, however long the message stays.
    showError(services, error).catch((problem) => services.log.error('An error could not be shown.', problem));
    return undefined;
  }
}

async function perform(
  services: Services,
  command: Command,
  first: unknown,
  second: unknown,
  third: unknown,
): Promise<unknown> {
  const given = optionsOf(second) ?? optionsOf(third);
  const options = given ?? {};
  const byPerson = isInteractive(first, given !== undefined);
  if (command.type === 'plain') return command.run(services, first, options);
  const { cluster } = services;
  const targets = givenTargets(first, second);
  // Tasks are asked for only while somebody needs them, so a command that may mean one says so while it runs.
  const interest = cluster.watch({ tasks: command.kinds.includes('task') });
  try {
    await cluster.ready();
    const asked = targets ?? (await ask(services, command));
    if (!asked) return undefined;
    const [head, ...rest] = await Promise.all(asked.map((target) => resolveTarget(cluster, target)));
    if (!head) throw new HumanError('Nothing was chosen.', 'Choose at least one object.');
    return await command.run(services, [head, ...rest], options, { byPerson });
  } finally {
    interest.dispose();
  }
}

async function ask(
  { cluster }: Services,
  command: Extract<Command, { type: 'target' }>,
): Promise<readonly TargetRef[] | undefined> {
  const target = await askForTarget(cluster, command.kinds, command.suits, offerOf(cluster), command.title);
  return target && [target];
}

/** An editor's title passes its group, the explorer the whole selection, and the editor itself nothing more. */
function isFileMenu(first: unknown, second: unknown): boolean {
  const options = optionsOf(second);
  return first instanceof vscode.Uri && (options === undefined || 'groupId' in options);
}

/** Rows of a multiple selection come in the same place as a program's options. */
function optionsOf(value: unknown): CommandOptions | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as CommandOptions;
}

async function showError(services: Services, error: unknown): Promise<void> {
  const actions = error instanceof HumanError ? error.actions : [];
  const showLog = 'Show Log';
  const next = error instanceof HumanError && error.next ? ` ${error.next}` : '';
  const message = plainMessage(`${messageOf(error)}${next}`);
  const answer = await vscode.window.showErrorMessage(message, ...actions.map((action) => action.title), showLog);
  if (answer === showLog) services.log.show(true);
  const action = actions.find((one) => one.title === answer);
  if (!action) return;
  if ('copy' in action) await vscode.env.clipboard.writeText(action.copy);
  else await vscode.commands.executeCommand(action.command, ...(action.arguments ?? []));
}
