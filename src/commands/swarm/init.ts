// `dockhound.swarm.init`: makes the engine the first manager of a new swarm.

import * as vscode from 'vscode';
import { HumanError } from '../../model/humanError';
import { initPlan, type NewSwarm } from '../../operations/swarmEntry';
import { readKey } from '../../operations/swarmKeys';
import { plainMessage } from '../../views/plainMessage';
import type { CommandContext } from '../commandContext';
import { flagOption, type GivenOptions, textOption } from '../givenOptions';
import { askForLine } from './obtainValue';
import { askForOwnAddress } from './ownAddress';
import { runSwarmChange } from './runSwarmChange';
import { showKey } from './shownKey';
import { advertiseTrouble, dataPathPortTrouble, poolTrouble } from './swarmAddress';

export interface SwarmOutcome {
  readonly nodeId?: string;
  /** A secret: only where the option `showKey` asked for it. */
  readonly unlockKey?: string;
}

/**
 * `options`: `{ advertiseAddress?, dataPathPort?, addressPools?, autolock?, showKey?, confirmed? }`; an empty address lets the
 * engine choose. With `autolock` the unlock key is shown once in a dialog, or returned with `showKey: true`. Undefined when
 * the person turned away.
 */
export async function swarmInit(
  context: CommandContext,
  _first: unknown,
  options: GivenOptions,
): Promise<SwarmOutcome | undefined> {
  const { cluster } = context;
  const engine = await cluster.engine();
  const info = await engine.info();
  if (info.swarm.role !== 'none') {
    throw new HumanError(
      `${info.label} is in a swarm already.`,
      'A node must leave its swarm before it can start another.',
    );
  }
  const given = checked(options);
  let wanted: NewSwarm | undefined = given;
  if (given.advertiseAddress === undefined) {
    const address = await askForOwnAddress(engine, info);
    if (address === undefined) return undefined;
    const more = Object.keys(options).length > 0 ? given : await askForMore(info.label);
    wanted = more && { ...more, advertiseAddress: address };
  }
  if (!wanted) return undefined;
  const { done } = await runSwarmChange(context, engine, initPlan(engine, wanted), options);
  if (!done) return undefined;
  const { nodeId } = (await engine.info()).swarm;
  const outcome = nodeId === undefined ? {} : { nodeId };
  if (wanted.autolock !== true) return outcome;
  const unlockKey = await readKey(engine, 'unlockKey');
  if (flagOption(options, 'showKey')) return { ...outcome, unlockKey };
  if (options.showKey !== false) await showUnlockKey(unlockKey);
  return outcome;
}

/** The dialog for a key that nobody can find out later, once all managers are locked. */
export async function showUnlockKey(text: string): Promise<boolean> {
  const advice =
    'Keep it in a safe place: after a restart a manager asks for it, and without it the swarm cannot be opened. It is not kept here.';
  return showKey({ title: 'The unlock key of the swarm', advice, text, copy: 'Copy Key' });
}

function checked(options: GivenOptions): NewSwarm {
  const address = options.advertiseAddress === '' ? '' : textOption(options, 'advertiseAddress');
  if (address) refuse('Advertise address', advertiseTrouble(address), 'Give an IP address or an interface.');
  const { dataPathPort, addressPools } = options;
  if (dataPathPort !== undefined) {
    refuse('Data path port', dataPathPortTrouble(dataPathPort), 'Leave it out for 4789, which Docker uses.');
  }
  const pools = poolsOf(addressPools);
  return {
    ...(address === undefined ? {} : { advertiseAddress: address }),
    ...(dataPathPort === undefined ? {} : { dataPathPort: Number(dataPathPort) }),
    ...(pools === undefined ? {} : { addressPools: pools }),
    ...(flagOption(options, 'autolock') ? { autolock: true } : {}),
  };
}

function poolsOf(value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const pools = list.map((one) => (typeof one === 'string' ? one : ''));
  const trouble = pools.length === 0 ? 'Give a list of subnets.' : pools.map(poolTrouble).find((one) => one);
  refuse('Address pools', trouble, 'Leave them out for 10.0.0.0/8, which Docker uses.');
  return pools;
}

function refuse(field: string, trouble: string | undefined, next: string): void {
  if (trouble !== undefined) throw new HumanError(`${field}: ${trouble}`, next);
}

/** What most people leave as it is; undefined when the person turned away. */
async function askForMore(engine: string): Promise<NewSwarm | undefined> {
  const title = plainMessage(`Initialise Swarm on ${engine}`);
  const autolock = { label: 'Lock managers', description: 'after a restart they ask for an unlock key' };
  const port = { label: 'Another data path port…', description: 'for the overlay networks; 4789 unless chosen' };
  const pools = { label: 'Own address pools…', description: 'for the overlay networks; 10.0.0.0/8 unless chosen' };
  const picked = await vscode.window.showQuickPick([autolock, port, pools], {
    title,
    placeHolder: 'Tick what should differ, or go on with none',
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (!picked) return undefined;
  let more: NewSwarm = picked.includes(autolock) ? { autolock: true } : {};
  if (picked.includes(port)) {
    const typed = await askForLine({ title, prompt: 'UDP port from 1024 to 49151', trouble: dataPathPortTrouble });
    if (typed === undefined) return undefined;
    more = { ...more, dataPathPort: Number(typed) };
  }
  if (picked.includes(pools)) {
    const parts = (text: string) => text.split(/[\s,]+/);
    const typed = await askForLine({
      ...{ title, prompt: 'Subnets with blanks between, for example 10.20.0.0/16' },
      trouble: (text) =>
        parts(text)
          .map(poolTrouble)
          .find((one) => one !== undefined),
    });
    if (typed === undefined) return undefined;
    more = { ...more, addressPools: parts(typed) };
  }
  return more;
}
