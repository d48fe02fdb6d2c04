// Lets the engine join a swarm that runs elsewhere.

import * as vscode from 'vscode';
import { HumanError } from '../../model/humanError';
import type { Services } from '../../services';
import type { CommandOptions } from '../commandTable';
import { confirm } from '../confirm';

export interface JoinOutcome {
  readonly role: string;
}

/**
 * `options`: `{ remoteAddress?, token?, advertiseAddress?, confirmed? }`. The token is a secret: it is asked for masked,
 * handed to the engine and kept nowhere. Undefined when the person turned away.
 */
export async function swarmJoin(
  { cluster }: Services,
  _first: unknown,
  options: CommandOptions,
): Promise<JoinOutcome | undefined> {
  const engine = await cluster.engine();
  const info = await engine.info();
  if (info.swarm.role !== 'none') {
    throw new HumanError(
      `${info.label} is in a swarm already.`,
      'A node must leave its swarm before it can join another.',
    );
  }
  const title = `Join Swarm with ${info.label}`;
  const address =
    text(options.remoteAddress) ??
    (await vscode.window.showInputBox({
      title,
      prompt: 'Address of a manager of the swarm',
      placeHolder: '10.0.0.4:2377',
      ignoreFocusOut: true,
      validateInput: (value) => (value.trim() === '' ? 'Give the address of a manager.' : undefined),
    }));
  if (address === undefined) return undefined;
  const token =
    text(options.token) ??
    (await vscode.window.showInputBox({
      title,
      prompt: 'Join token: it decides whether the node becomes a worker or a manager',
      placeHolder: 'SWMTKN-1-…',
      password: true,
      ignoreFocusOut: true,
      validateInput: (value) => (value.trim().startsWith('SWMTKN-') ? undefined : 'A join token begins with SWMTKN-.'),
    }));
  if (token === undefined) return undefined;
  const remote = withPort(address.trim());
  const agreed = await confirm(
    {
      question: `Let ${info.label} join the swarm at ${remote}?`,
      detail: 'The swarm may then start tasks on it. Running containers stay as they are.',
      action: 'Join Swarm',
    },
    options,
  );
  if (!agreed) return undefined;
  const advertise = text(options.advertiseAddress);
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: `${info.label} joins the swarm at ${remote}`,
      cancellable: true,
    },
    (_progress, cancellation) => {
      const abort = new AbortController();
      cancellation.onCancellationRequested(() => abort.abort());
      return engine.swarmJoin(
        { remoteAddresses: [remote], token: token.trim(), ...(advertise ? { advertiseAddress: advertise } : {}) },
        { signal: abort.signal },
      );
    },
  );
  await cluster.refresh();
  return { role: (await engine.info()).swarm.role };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Swarm's default port, as `docker swarm join` assumes it. */
function withPort(address: string): string {
  const hasPort = /^\[.*\]:\d+$/.test(address) || /^[^:[\]]+:\d+$/.test(address);
  return hasPort ? address : `${address}:2377`;
}
