// `dockhound.swarm.showToken` and `dockhound.swarm.rotateToken`: what guards the swarm, shown on purpose or made anew.

import * as vscode from 'vscode';
import type { Engine } from '../../engine/engine';
import type { EngineInfo } from '../../model/engineInfo';
import { HumanError } from '../../model/humanError';
import { readKey, rotatePlan, type SwarmKey, swarmKeyNames } from '../../operations/swarmKeys';
import { plainMessage } from '../../views/plainMessage';
import type { CommandContext } from '../commandContext';
import { flagOption, type GivenOptions, textOption } from '../givenOptions';
import { showUnlockKey } from './init';
import { runPlanned } from './runPlanned';
import { showKey } from './shownKey';

export interface ShownToken {
  readonly key: SwarmKey;
  readonly copied: boolean;
  /** A secret: only where the option `showToken` asked for it. */
  readonly text?: string;
}

/**
 * `options`: `{ key?: 'worker' | 'manager' | 'unlockKey', copy?, showToken? }`. A token is shown as the whole
 * `docker swarm join` command. `copy` puts it on the clipboard, `showToken` returns it; without them a dialog shows it.
 */
export async function showToken(
  { cluster }: CommandContext,
  _first: unknown,
  options: GivenOptions,
): Promise<ShownToken | undefined> {
  const engine = await cluster.engine();
  const info = await managerInfo(engine);
  const key = keyOption(options) ?? (await askForKey(`Show Join Token of the Swarm on ${info.label}`, info));
  return key && show(engine, info, key, options);
}

/** `options`: as for `showToken`, and `confirmed`. A person sees the new one afterwards; a program where it asks for it. */
export async function rotateToken(
  context: CommandContext,
  _first: unknown,
  options: GivenOptions,
): Promise<ShownToken | undefined> {
  const { cluster } = context;
  const engine = await cluster.engine();
  const info = await managerInfo(engine);
  const given = keyOption(options);
  const key = given ?? (await askForKey(`Rotate a Join Token of the Swarm on ${info.label}`, info));
  if (!key) return undefined;
  // Refused before anything is asked, where there is no such key.
  await readKey(engine, key);
  const { done } = await runPlanned(context, engine, rotatePlan(engine, key), options);
  if (!done) return undefined;
  const wanted = given === undefined || flagOption(options, 'copy') || flagOption(options, 'showToken');
  return wanted ? show(engine, info, key, options) : { key, copied: false };
}

async function show(engine: Engine, info: EngineInfo, key: SwarmKey, options: GivenOptions): Promise<ShownToken> {
  const value = await readKey(engine, key);
  const text = key === 'unlockKey' ? value : joinCommand(value, info);
  const copy = flagOption(options, 'copy');
  const tell = flagOption(options, 'showToken');
  if (copy) await vscode.env.clipboard.writeText(text);
  if (copy || tell) return { key, copied: copy, ...(tell ? { text } : {}) };
  if (key === 'unlockKey') return { key, copied: await showUnlockKey(text) };
  const advice = `Run this on the machine that is to become a ${key}. Whoever has it can join: it works until it is rotated.`;
  const title = `Join the swarm of ${info.label} as a ${key}`;
  return { key, copied: await showKey({ title, advice, text, copy: 'Copy Command' }) };
}

function joinCommand(token: string, { label, swarm }: EngineInfo): string {
  const own = swarm.remoteManagers.find((manager) => manager.nodeId === swarm.nodeId) ?? swarm.remoteManagers[0];
  if (!own) throw new HumanError(`${label} tells no address of a manager.`, 'Refresh, then try again.');
  return `docker swarm join --token ${token} ${own.address}`;
}

async function managerInfo(engine: Engine): Promise<EngineInfo> {
  const info = await engine.info();
  if (info.swarm.role === 'manager') return info;
  if (info.swarm.role === 'locked') throw new HumanError(`The swarm on ${info.label} is locked.`, 'Unlock it first.');
  throw new HumanError(`${info.label} is no manager, and only managers know the tokens.`, 'Connect to a manager.');
}

function keyOption(options: GivenOptions): SwarmKey | undefined {
  const key = textOption(options, 'key');
  if (key === undefined || key === 'worker' || key === 'manager' || key === 'unlockKey') return key;
  throw new HumanError('The option key is none of worker, manager and unlockKey.', 'Give one of them.');
}

async function askForKey(title: string, { swarm }: EngineInfo): Promise<SwarmKey | undefined> {
  const items: (vscode.QuickPickItem & { key: SwarmKey })[] = [
    { label: 'Worker', description: 'the token that lets a machine run tasks', key: 'worker' },
    { label: 'Manager', description: 'the token that lets a machine decide with the others', key: 'manager' },
  ];
  if (swarm.autolock)
    items.push({ label: 'Unlock key', description: 'opens a manager after a restart', key: 'unlockKey' });
  const placeHolder = `Choose: ${items.map(({ key }) => swarmKeyNames[key]).join(', ')}`;
  const picked = await vscode.window.showQuickPick(items, {
    ...{ title: plainMessage(title), placeHolder, ignoreFocusOut: true },
  });
  return picked?.key;
}
