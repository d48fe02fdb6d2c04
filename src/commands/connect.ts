// Chooses the engine of this window; the user's global Docker context is never touched.

import * as vscode from 'vscode';
import type { Endpoint } from '../engine/endpoint';
import { type EndpointCandidate, listEndpoints } from '../engine/listEndpoints';
import { choiceOf, type EngineChoice, endpointOfChoice } from '../engine/resolveEndpoint';
import { HumanError } from '../model/humanError';
import type { Services } from '../services';
import { plainMessage } from '../views/plainMessage';
import { Row } from '../views/trees/row';
import type { CommandOptions } from './command';

export interface ConnectOutcome {
  readonly engine: string;
  readonly url: string;
}

type Answer = { readonly choice: EngineChoice | undefined };

/**
 * `options.url` or `options.context`, or the name in a `{ kind: 'engine' }` target, answer the question; a name of
 * `default` goes back to what settings, environment and contexts say only when `options.automatic` is true.
 */
export async function connect(
  services: Services,
  first: unknown,
  options: CommandOptions,
): Promise<ConnectOutcome | undefined> {
  const { cluster, choices, surroundings } = services;
  const answer = answered(first, options) ?? (await ask(services, first));
  if (!answer) return undefined;
  // Resolved before it is remembered, so that a wrong address changes nothing.
  const endpoint: Endpoint | undefined =
    answer.choice && (await endpointOfChoice(answer.choice, 'chosen', surroundings()));
  await choices.remember(answer.choice);
  await vscode.window.withProgress(
    { location: { viewId: 'dockhound.problems' }, title: `Connecting to ${endpoint?.label ?? 'the engine'}` },
    async () => {
      await cluster.use(endpoint);
      await cluster.ready();
    },
  );
  const { info } = cluster;
  return info && { engine: info.label, url: info.endpoint };
}

export async function disconnect({ cluster }: Services): Promise<void> {
  cluster.disconnect();
}

/** Lists everything anew; when there is no engine, tries at once. */
export async function refresh({ cluster }: Services): Promise<void> {
  await cluster.refresh();
}

function answered(first: unknown, options: CommandOptions): Answer | undefined {
  const { url, context, automatic } = { ...plainObject(first), ...options };
  if (automatic === true) return { choice: undefined };
  if (typeof url === 'string') return { choice: { url } };
  if (typeof context === 'string') return { choice: { context } };
  const name = plainObject(first).kind === 'engine' ? (plainObject(first).id ?? plainObject(first).name) : undefined;
  return typeof name === 'string' ? { choice: choiceOf(name) } : undefined;
}

function plainObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !(value instanceof Row)
    ? (value as Record<string, unknown>)
    : {};
}

interface Item extends vscode.QuickPickItem {
  readonly pick?: Answer | 'address';
}

async function ask(services: Services, first: unknown): Promise<Answer | undefined> {
  // A manager that a worker knows: its swarm address is a hint, how to reach its engine only the person knows.
  if (first instanceof Row && first.subject.type === 'manager') {
    return askForAddress(`ssh://${first.subject.address.replace(/:\d+$/, '')}`);
  }
  const candidates = await listEndpoints(services.surroundings(), services.choices.recent());
  const items: Item[] = [
    ...sectionOf('In this environment', candidates, 'environment'),
    ...sectionOf('Docker contexts', candidates, 'context'),
    ...sectionOf('Engines on this machine', candidates, 'socket'),
    ...sectionOf('Used before', candidates, 'recent'),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: 'Enter an address…',
      iconPath: new vscode.ThemeIcon('edit'),
      description: 'unix, tcp or ssh',
      pick: 'address',
    },
    {
      label: 'Choose automatically',
      iconPath: new vscode.ThemeIcon('sync'),
      description: 'what the setting, DOCKER_HOST and the current context say',
      pick: { choice: undefined },
    },
  ];
  const item = await vscode.window.showQuickPick(items, {
    title: 'Connect to Engine',
    placeHolder: 'This window only; your Docker context stays as it is',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!item?.pick) return undefined;
  return item.pick === 'address' ? askForAddress('') : item.pick;
}

function sectionOf(title: string, all: readonly EndpointCandidate[], source: EndpointCandidate['source']): Item[] {
  const own = all.filter((one) => one.source === source);
  if (own.length === 0) return [];
  return [
    { label: title, kind: vscode.QuickPickItemKind.Separator },
    ...own.map((one) => ({
      label: plainMessage(one.label),
      description: plainMessage(
        [one.url, one.description, one.current ? 'current' : undefined].filter(Boolean).join(' · '),
      ),
      ...(one.problem ? { detail: plainMessage(one.problem) } : {}),
      iconPath: new vscode.ThemeIcon(one.problem ? 'warning' : one.current ? 'check' : 'plug'),
      pick: { choice: one.choice },
    })),
  ];
}

async function askForAddress(value: string): Promise<Answer | undefined> {
  const url = await vscode.window.showInputBox({
    title: 'Connect to Engine',
    prompt: 'The address of a Docker Engine',
    placeHolder: 'ssh://ops@10.0.0.4, tcp://10.0.0.4:2376 or unix:///var/run/docker.sock',
    value,
    ignoreFocusOut: true,
    validateInput: (text) => (/^[a-z]+:\/\/.+/.test(text.trim()) ? undefined : 'Begin with unix://, tcp:// or ssh://'),
  });
  if (url === undefined) return undefined;
  const trimmed = url.trim();
  if (trimmed === '') throw new HumanError('No address was given.', 'Enter one, for example ssh://ops@10.0.0.4.');
  return { choice: { url: trimmed } };
}
