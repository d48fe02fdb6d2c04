// Asks which container or service, or which network, is meant; offers only what can be done.

import * as vscode from 'vscode';
import { HumanError } from '../../model/humanError';
import type { Network } from '../../model/network';
import { plainMessage } from '../../views/plainMessage';
import { facts } from '../../views/trees/rowLook';
import { fits, type Member } from './member';
import { type NetworkSurroundings, readContainer } from './networkSurroundings';

type Change = 'connect' | 'disconnect';

/** Undefined when the person turned away. */
export async function pickMember(
  network: Network,
  around: NetworkSurroundings,
  change: Change,
): Promise<Member | undefined> {
  const { containers, services } = around;
  // A task's container is not offered: its service is.
  const own = containers.filter((container) => container.taskId === undefined);
  const members: readonly Member[] = [
    ...own.map((container) => ({ kind: 'container', container }) as const),
    ...services.map((service) => ({ kind: 'service', service }) as const),
  ];
  const items = members
    .filter((member) => fits(member, network, change))
    .map((member) => ({ ...itemOf(member), member }))
    .sort((a, b) => a.label.localeCompare(b.label));
  if (items.length === 0) throw noneLeft(network, around, change);
  const picked = await vscode.window.showQuickPick(items, {
    ...{ title: plainMessage(`${titleOf(change)} ${network.name}`), matchOnDescription: true, ignoreFocusOut: true },
    placeHolder: 'Container or service',
  });
  if (!picked || picked.member.kind === 'service') return picked?.member;
  return { kind: 'container', container: await readContainer(around.engine, picked.member.container.id) };
}

/** Its id; undefined when the person turned away. */
export async function pickNetwork(
  member: Member,
  { networks, engine }: NetworkSurroundings,
  change: Change,
): Promise<string | undefined> {
  const { name } = member.kind === 'service' ? member.service : member.container;
  const items = networks
    .filter((network) => fits(member, network, change))
    .map((network) => ({
      label: plainMessage(network.name),
      description: plainMessage(
        facts(network.driver, ...network.subnets.map(({ subnet }) => subnet), network.internal && 'internal'),
      ),
      iconPath: new vscode.ThemeIcon(network.scope === 'swarm' ? 'globe' : 'type-hierarchy'),
      id: network.id,
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
  if (items.length === 0) {
    throw change === 'connect'
      ? new HumanError(
          `There is no network on ${engine.label} that ${name} could be connected to.`,
          member.kind === 'service' ? 'Create an overlay network.' : 'Create a network first.',
          [{ title: 'Create Network…', command: 'dockhound.network.create' }],
        )
      : new HumanError(`${name} is on no network that it could be disconnected from.`);
  }
  const picked = await vscode.window.showQuickPick(items, {
    ...{ title: plainMessage(change === 'connect' ? `Connect ${name}` : `Disconnect ${name}`), ignoreFocusOut: true },
    ...{ placeHolder: 'Network', matchOnDescription: true },
  });
  return picked?.id;
}

function itemOf(member: Member): { label: string; description: string; iconPath: vscode.ThemeIcon } {
  if (member.kind === 'service') {
    const { name, image } = member.service;
    const description = plainMessage(facts('service', image.replace(/@sha256:.*$/, '')));
    return { label: plainMessage(name), description, iconPath: new vscode.ThemeIcon('layers') };
  }
  const { name, state, image } = member.container;
  const description = plainMessage(facts('container', state, image));
  return { label: plainMessage(name), description, iconPath: new vscode.ThemeIcon('package') };
}

function titleOf(change: Change): string {
  return change === 'connect' ? 'Connect to' : 'Disconnect from';
}

function noneLeft(network: Network, { engine }: NetworkSurroundings, change: Change): HumanError {
  if (change === 'disconnect')
    return new HumanError(`No container or service of ${engine.label} is on ${network.name}.`);
  const servicesOnly = network.scope === 'swarm' && !network.attachable;
  return new HumanError(
    servicesOnly
      ? `${network.name} is not attachable, so only services can join it, and there is none that could.`
      : `There is no container or service on ${engine.label} that could join ${network.name}.`,
    servicesOnly ? 'Create a network with attachable for containers.' : undefined,
  );
}
