// `dockhound.node.connect`: the way to a node's own engine, tried, and remembered when it works; `node.forget` drops it again.

import * as vscode from 'vscode';
import { addressOf } from '../../cluster/routeChoice';
import { EngineError } from '../../engine/engineError';
import { HumanError } from '../../model/humanError';
import type { SwarmNode } from '../../model/swarmNode';
import type { TargetRef } from '../../model/target';
import { messageOf } from '../../util/messageOf';
import { plainMessage } from '../../views/plainMessage';
import type { CommandContext } from '../commandContext';
import { flagOption, type GivenOptions, textOption } from '../givenOptions';

export interface NodeConnection {
  readonly node: string;
  readonly engine: string;
  readonly url: string;
}

/**
 * Option `url` or `context` answers the question; `forget` drops what was remembered instead. A task stands for the node it runs on. Undefined when the person turned
 * away, and after forgetting. Rejects with an `EngineError` or a `HumanError` that says what failed; what was asked for is asked for again.
 */
export async function connectNode(
  context: CommandContext,
  target: TargetRef,
  options: GivenOptions,
): Promise<NodeConnection | undefined> {
  const node = await nodeOf(context, target);
  if (flagOption(options, 'forget')) {
    await context.routes.forget(node);
    return undefined;
  }
  const given = textOption(options, 'url') ?? textOption(options, 'context');
  if (given !== undefined) return tryOut(context, node, given);
  let typed = `ssh://${addressOf(node) ?? node.name}`;
  for (;;) {
    const address = await ask(node, typed);
    if (address === undefined) return undefined;
    typed = address;
    try {
      return await tryOut(context, node, address);
    } catch (error) {
      if (error instanceof EngineError && error.reason === 'cancelled') return undefined;
      context.log.warn(`node.connect: ${messageOf(error)}`);
      const change = 'Change Address…';
      const answer = await vscode.window.showErrorMessage(sentence(error), change);
      if (answer !== change) return undefined;
    }
  }
}

export interface ForgottenNode {
  readonly node: string;
  /** What had been remembered; absent where nothing was. */
  readonly address?: string;
}

/** What was remembered of the way to this node; afterwards the settings count again. */
export async function forgetNode({ cluster, routes }: CommandContext, target: TargetRef): Promise<ForgottenNode> {
  const node = await nodeOf({ cluster }, target);
  const address = await routes.forget(node);
  const name = plainMessage(node.name);
  const words =
    address === undefined
      ? `Nothing was remembered of the way to the engine of ${name}.`
      : `${plainMessage(address)} is no longer remembered as the way to the engine of ${name}.`;
  // Not waited for: the command is over, however long the message stays.
  void vscode.window.showInformationMessage(words);
  return { node: node.name, ...(address === undefined ? {} : { address }) };
}

async function nodeOf({ cluster }: Pick<CommandContext, 'cluster'>, target: TargetRef): Promise<SwarmNode> {
  const engine = await cluster.engine();
  const key = target.id ?? target.name ?? '';
  const id = target.kind === 'task' ? cluster.get('task', key)?.nodeId : key;
  if (!id) throw new HumanError(`${target.name ?? key} is on no node.`, 'Choose a node.');
  const read = await engine.get('node', id);
  if (!read.ok) throw new HumanError(`Node ${target.name ?? id} cannot be read: ${read.unreadable.message}`);
  return read.value;
}

async function tryOut({ routes }: CommandContext, node: SwarmNode, address: string): Promise<NodeConnection> {
  const title = `Connecting to the engine of ${plainMessage(node.name)}`;
  const how = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(how, async (_progress, token) => {
    const abort = new AbortController();
    const listening = token.onCancellationRequested(() => abort.abort());
    try {
      const engine = await routes.connect(node, address, abort.signal);
      return { node: node.name, engine: engine.label, url: engine.endpoint.url };
    } finally {
      listening.dispose();
    }
  });
}

async function ask(node: SwarmNode, value: string): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: `Connect to the Engine of ${plainMessage(node.name)}`,
    prompt: 'The name of a Docker context, or an address: remembered for this workspace when it works',
    placeHolder: 'ssh://ops@10.0.0.4, tcp://10.0.0.4:2376 or a context',
    value,
    ignoreFocusOut: true,
    validateInput: (typed) => (typed.trim() === '' ? 'Enter a context or an address.' : undefined),
  });
  return text?.trim();
}

function sentence(error: unknown): string {
  const next = error instanceof HumanError && error.next ? ` ${error.next}` : '';
  return plainMessage(`${messageOf(error)}${next}`);
}
