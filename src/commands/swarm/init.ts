// Makes the engine the first manager of a new swarm.

import { networkInterfaces } from 'node:os';
import * as vscode from 'vscode';
import { HumanError } from '../../model/humanError';
import type { Services } from '../../services';
import type { CommandOptions } from '../commandTable';
import { confirm } from '../confirm';

export interface SwarmOutcome {
  readonly nodeId?: string;
}

/** `options`: `{ advertiseAddress?, confirmed? }`. Returns the node's id; undefined when the person turned away. */
export async function swarmInit(
  { cluster }: Services,
  _first: unknown,
  options: CommandOptions,
): Promise<SwarmOutcome | undefined> {
  const engine = await cluster.engine();
  const info = await engine.info();
  if (info.swarm.role !== 'none') {
    throw new HumanError(
      `${info.label} is in a swarm already.`,
      'A node must leave its swarm before it can start another.',
    );
  }
  const given = options.advertiseAddress;
  const address =
    typeof given === 'string' ? given : await askForAddress(info.label, isLocal(engine.endpoint.address.type));
  if (address === undefined) return undefined;
  const agreed = await confirm(
    {
      question: `Start a swarm on ${info.label}?`,
      detail: `It becomes the first manager${address ? ` and tells other nodes to reach it at ${address}` : ''}. Running containers stay as they are.`,
      action: 'Start Swarm',
    },
    options,
  );
  if (!agreed) return undefined;
  const nodeId = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Starting a swarm on ${info.label}`, cancellable: true },
    (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return engine.swarmInit(address ? { advertiseAddress: address } : {}, { signal: abort.signal });
    },
  );
  await cluster.refresh();
  return { nodeId };
}

function isLocal(type: string): boolean {
  return type === 'unix' || type === 'npipe';
}

/** Addresses are offered only for an engine on this machine: another one's interfaces cannot be seen from here. */
async function askForAddress(engine: string, local: boolean): Promise<string | undefined> {
  const own = local
    ? Object.entries(networkInterfaces()).flatMap(([name, list]) =>
        (list ?? [])
          .filter((one) => !one.internal && one.family === 'IPv4')
          .map((one) => ({ label: one.address, description: name })),
      )
    : [];
  const automatic = { label: 'Let the engine choose', description: 'works where it has one address' };
  const other = { label: 'Another address…', description: '' };
  const picked = await vscode.window.showQuickPick([...own, automatic, other], {
    title: `Initialise Swarm on ${engine}`,
    placeHolder: 'The address at which other nodes will reach this one',
  });
  if (!picked) return undefined;
  if (picked === automatic) return '';
  if (picked !== other) return picked.label;
  return vscode.window.showInputBox({
    title: `Initialise Swarm on ${engine}`,
    prompt: 'Address or interface, for example 10.0.0.4 or eth0',
    ignoreFocusOut: true,
  });
}
