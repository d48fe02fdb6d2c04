// `dockhound.swarm.join`: lets the engine join a swarm that runs elsewhere.

import * as vscode from 'vscode';
import type { Engine } from '../../engine/engine';
import type { EngineInfo } from '../../model/engineInfo';
import { HumanError } from '../../model/humanError';
import { joinTokenTrouble, parseJoinCommand } from '../../operations/joinToken';
import { joinPlan } from '../../operations/swarmEntry';
import { plainMessage } from '../../views/plainMessage';
import type { CommandContext } from '../commandContext';
import { type GivenOptions, textOption } from '../givenOptions';
import { askForLine } from './obtainValue';
import { isOwnAddress } from './ownAddress';
import { runSwarmChange } from './runSwarmChange';
import { advertiseTrouble, hostPortText, parseManagerAddress } from './swarmAddress';

export interface JoinOutcome {
  readonly role: string;
  readonly nodeId?: string;
}

/**
 * `options`: `{ remoteAddress?, token?, advertiseAddress?, role?, confirmed? }`. The token is a secret: it is asked for
 * masked, handed to the engine and kept nowhere; the whole command that a manager shows may be given in its place. It decides
 * on the role; `role` makes sure of it. Undefined when the person turned away.
 */
export async function swarmJoin(
  context: CommandContext,
  _first: unknown,
  options: GivenOptions,
): Promise<JoinOutcome | undefined> {
  const { cluster } = context;
  const engine = await cluster.engine();
  const info = await engine.info();
  if (info.swarm.role !== 'none') {
    throw new HumanError(
      `${info.label} is in a swarm already.`,
      'A node must leave its swarm before it can join another.',
    );
  }
  const role = roleOption(options);
  const advertise = textOption(options, 'advertiseAddress');
  refuse('Advertise address', advertise === undefined ? undefined : advertiseTrouble(advertise));
  const title = plainMessage(`Join Swarm with ${info.label}`);
  const pasted = textOption(options, 'token') ?? (await askForToken(title));
  if (pasted === undefined) return undefined;
  const { token, address: inCommand } = parseJoinCommand(pasted);
  refuse('Join token', joinTokenTrouble(token));
  const trouble = (text: string) => addressTrouble(engine, info, text, advertise);
  const address =
    textOption(options, 'remoteAddress') ??
    (options.token === undefined ? undefined : inCommand) ??
    (await askForLine({
      ...{ title, prompt: 'Address of a manager of the swarm, for example 10.0.0.4:2377', trouble },
      ...(inCommand === undefined ? {} : { value: inCommand }),
    }));
  if (address === undefined) return undefined;
  refuse('Address', trouble(address.trim()));
  const parsed = parseManagerAddress(address.trim());
  if (typeof parsed === 'string') throw new HumanError(`Address: ${parsed}`);
  const plan = joinPlan(engine, {
    ...{ remote: hostPortText(parsed), token },
    ...(advertise === undefined ? {} : { advertiseAddress: advertise }),
    ...(role === undefined ? {} : { role }),
  });
  const { done } = await runSwarmChange(context, engine, plan, options);
  if (!done) return undefined;
  const { swarm } = await engine.info();
  return { role: swarm.role, ...(swarm.nodeId === undefined ? {} : { nodeId: swarm.nodeId }) };
}

function roleOption(options: GivenOptions): 'worker' | 'manager' | undefined {
  const role = textOption(options, 'role');
  if (role === undefined || role === 'worker' || role === 'manager') return role;
  throw new HumanError('The option role is neither worker nor manager.', 'Give one of them, or leave it out.');
}

function askForToken(title: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: 'Join token, or the whole join command: it decides whether the node becomes a worker or a manager',
    placeHolder: 'SWMTKN-1-…',
    password: true,
    ignoreFocusOut: true,
    validateInput: (typed) => joinTokenTrouble(parseJoinCommand(typed).token),
  });
}

function refuse(field: string, trouble: string | undefined): void {
  if (trouble !== undefined) throw new HumanError(`${field}: ${trouble}`);
}

/** Undefined: it may be a manager's. An engine that asks itself would wait in vain, and say only that it was refused. */
function addressTrouble(
  engine: Engine,
  info: EngineInfo,
  text: string,
  advertise: string | undefined,
): string | undefined {
  const parsed = parseManagerAddress(text);
  if (typeof parsed === 'string') return parsed;
  const isOwn = parsed.host === advertise || isOwnAddress(engine, info, parsed);
  return isOwn ? `This is the address of ${engine.label} itself: enter that of a manager.` : undefined;
}
