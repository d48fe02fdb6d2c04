// `dockhound.network.connect` and `dockhound.network.disconnect`, from either side: a network, a container, a service or a task.

import type { Container } from '../../model/container';
import { HumanError } from '../../model/humanError';
import type { Network } from '../../model/network';
import type { TargetRef } from '../../model/target';
import { listed } from '../../operations/networkChecks';
import {
  aliasTrouble,
  connectPlan,
  connectTrouble,
  disconnectPlan,
  fixedAddressTrouble,
} from '../../operations/networkMembers';
import { serviceNetworkPlan } from '../../operations/serviceNetworks';
import type { CommandContext } from '../commandContext';
import { flagOption, type GivenOptions, textOption } from '../givenOptions';
import { runPlanned } from '../swarm/runPlanned';
import { askField } from './askField';
import { listOption, type NetworkResult } from './createNetwork';
import type { Member } from './member';
import {
  findService,
  type NetworkSurroundings,
  networkSurroundings,
  readContainer,
  readNetwork,
} from './networkSurroundings';
import { pickMember, pickNetwork } from './pickMember';

type Outcome = Promise<NetworkResult | undefined>;

/**
 * Options: the other side as `network`, `container` or `service` (id or name); `aliases`, `ipv4`, `ipv6`. A task's networks
 * are its service's: a person is offered to change that, a program says `viaService: true`.
 */
export async function connectNetwork(context: CommandContext, target: TargetRef, options: GivenOptions): Outcome {
  const around = await networkSurroundings(context);
  const { engine } = around;
  const pair = await pairOf(target, options, around, 'connect');
  if (!pair) return undefined;
  const { network, member } = pair;
  if (member.kind === 'service') {
    const { service } = member;
    const aliases = listOption(options, 'aliases');
    return run(context, around, network, serviceNetworkPlan(service, network, 'add', aliases, engine), options);
  }
  const { container } = member;
  const trouble = connectTrouble(container, network);
  if (trouble) throw trouble;
  const wish = pair.asked ? await askForWish(container, network, around) : givenWish(options);
  if (!wish) return undefined;
  return run(context, around, network, connectPlan(container, network, wish, around, engine), options, container);
}

/** Options: the other side as `network`, `container` or `service`; `force`: also a container that the engine has lost. */
export async function disconnectNetwork(context: CommandContext, target: TargetRef, options: GivenOptions): Outcome {
  const around = await networkSurroundings(context);
  const { engine } = around;
  const pair = await pairOf(target, options, around, 'disconnect');
  if (!pair) return undefined;
  const { network, member } = pair;
  if (member.kind === 'service') {
    return run(context, around, network, serviceNetworkPlan(member.service, network, 'remove', [], engine), options);
  }
  const plan = disconnectPlan(member.container, network, around, engine, { force: flagOption(options, 'force') });
  return run(context, around, network, plan, options, member.container);
}

async function run(
  context: CommandContext,
  { engine }: NetworkSurroundings,
  { id, name }: Network,
  plan: Parameters<typeof runPlanned>[2],
  options: GivenOptions,
  container?: Container,
): Outcome {
  const result = await runPlanned(context, engine, plan, options);
  context.cluster.touch('network', id);
  if (container) context.cluster.touch('container', container.id);
  return { ...result, name };
}

interface Pair {
  readonly network: Network;
  readonly member: Member;
  /** A person chose one of them just now, so that more may be asked. */
  readonly asked: boolean;
}

/** Undefined when the person turned away. */
async function pairOf(
  target: TargetRef,
  options: GivenOptions,
  around: NetworkSurroundings,
  change: 'connect' | 'disconnect',
): Promise<Pair | undefined> {
  const key = target.id ?? target.name ?? '';
  if (target.kind === 'network') {
    const network = await readNetwork(around.engine, key);
    const given = givenMember(options, around);
    const chosen = given ?? (await pickMember(network, around, change));
    const member = chosen && (await ownerOf(await chosen, around, options));
    return member && { network, member, asked: given === undefined };
  }
  const member = await ownerOf(await memberOf(target, around), around, options);
  const given = textOption(options, 'network') ?? target.network;
  const chosen = given ?? (await pickNetwork(member, around, change));
  return chosen === undefined
    ? undefined
    : {
        network: await readNetwork(around.engine, chosen),
        member,
        asked: textOption(options, 'network') === undefined,
      };
}

async function memberOf(target: TargetRef, around: NetworkSurroundings): Promise<Member> {
  const key = target.id ?? target.name ?? '';
  if (target.kind === 'service') return { kind: 'service', service: findService(around, key) };
  if (target.kind !== 'task') return { kind: 'container', container: await readContainer(around.engine, key) };
  const task = around.tasks.find(({ id, name }) => id === key || name === key);
  if (task) return { kind: 'service', service: findService(around, task.serviceId) };
  throw new HumanError(`There is no task ${target.name ?? key} any more.`, 'Refresh to see what is there.');
}

function givenMember(options: GivenOptions, around: NetworkSurroundings): Promise<Member> | undefined {
  const container = textOption(options, 'container');
  if (container) return memberOf({ kind: 'container', id: container }, around);
  const service = textOption(options, 'service');
  return service ? memberOf({ kind: 'service', id: service }, around) : undefined;
}

/** The engine would move a task's container, and swarm would never know: the next task stands where its service says. */
async function ownerOf(member: Member, around: NetworkSurroundings, options: GivenOptions): Promise<Member> {
  if (member.kind === 'service' || member.container.taskId === undefined) return member;
  const { name, serviceId, serviceName } = member.container;
  const service = around.services.find(({ id }) => id === serviceId);
  const whose = `${name} is a task of service ${serviceName ?? 'unknown'}, and a task's networks belong to its service.`;
  if (!service) throw new HumanError(whose, 'Connect to a manager of the swarm to change the service.');
  if (options.confirmed === true && !flagOption(options, 'viaService')) {
    throw new HumanError(
      whose,
      `Name the service ${service.name}, or give viaService: true. All its tasks are replaced.`,
    );
  }
  return { kind: 'service', service };
}

function givenWish(options: GivenOptions): Parameters<typeof connectPlan>[2] {
  const ipv4 = textOption(options, 'ipv4');
  const ipv6 = textOption(options, 'ipv6');
  return { aliases: listOption(options, 'aliases'), ...(ipv4 ? { ipv4 } : {}), ...(ipv6 ? { ipv6 } : {}) };
}

async function askForWish(
  container: Container,
  network: Network,
  around: NetworkSurroundings,
): Promise<Parameters<typeof connectPlan>[2] | undefined> {
  // The default bridge has neither names nor fixed addresses.
  if (network.name === 'bridge') return { aliases: [] };
  const title = `Connect ${container.name} to ${network.name}`;
  const names = await askField({
    ...{ title, placeHolder: 'empty: none' },
    prompt: `More names for ${container.name} on this network (optional), with commas between`,
    trouble: (text) => aliasTrouble(listed(text), network),
  });
  if (names === undefined) return undefined;
  const address = await askField({
    ...{ title, placeHolder: 'empty: the engine chooses' },
    prompt: `Fixed address in ${network.subnets.map(({ subnet }) => subnet).join(' or ') || network.name} (optional)`,
    trouble: (text) => (text === '' ? undefined : fixedAddressTrouble(text, network, around)),
  });
  if (address === undefined) return undefined;
  const family = address.includes(':') ? 'ipv6' : 'ipv4';
  return { aliases: listed(names), ...(address === '' ? {} : { [family]: address }) };
}
