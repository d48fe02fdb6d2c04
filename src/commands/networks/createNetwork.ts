// `dockhound.network.create`: a bridge or an overlay network, asked for step by step or given by a program.

import * as vscode from 'vscode';
import { HumanError } from '../../model/humanError';
import {
  gatewayTrouble,
  listed,
  networkNameTrouble,
  subnetDoubt,
  subnetTrouble,
  suggestedSubnet,
} from '../../operations/networkChecks';
import { createNetworkPlan, type NetworkWish } from '../../operations/networkPlans';
import { plainMessage } from '../../views/plainMessage';
import type { CommandContext } from '../commandContext';
import { flagOption, type GivenOptions, labelsOption, textOption } from '../givenOptions';
import { type PlanResult, runPlanned } from '../swarm/runPlanned';
import { askField } from './askField';
import { type NetworkSurroundings, networkSurroundings } from './networkSurroundings';

export interface NetworkResult extends PlanResult {
  /** Of the network that was worked on. */
  readonly name: string;
}

/**
 * With the option `name` nothing is asked but the confirmation: `driver` (`bridge` unless said), `scope`, `attachable`,
 * `encrypted`, `internal`, `ipv6`, `subnet`, `gateway`, `ipRange` (text, or a list for both families), `labels`.
 */
export async function createNetwork(
  context: CommandContext,
  options: GivenOptions,
): Promise<NetworkResult | undefined> {
  const around = await networkSurroundings(context);
  const wish = textOption(options, 'name') === undefined ? await askForWish(around) : givenWish(options);
  if (!wish) return undefined;
  const plan = createNetworkPlan(wish, around, around.engine);
  return { ...(await runPlanned(context, around.engine, plan, options)), name: plan.name };
}

type Trait = 'attachable' | 'encrypted' | 'internal' | 'ipv6';

const traits: Readonly<Record<Trait, { readonly label: string; readonly detail: string }>> = {
  attachable: { label: 'Attachable', detail: 'containers may join, not only services' },
  encrypted: { label: 'Encrypted', detail: 'what goes from node to node is encrypted (IPsec); costs speed' },
  internal: { label: 'Internal', detail: 'no way to the outside, and no published ports' },
  ipv6: { label: 'IPv6', detail: 'containers get IPv6 addresses, too' },
};

async function askForWish(around: NetworkSurroundings): Promise<NetworkWish | undefined> {
  const title = plainMessage(`Create Network on ${around.engine.label}`);
  const isManager = around.info.swarm.role === 'manager';
  const driver = isManager ? await askForDriver(title) : 'bridge';
  if (!driver) return undefined;
  const name = await askField({
    title: `${title}: Name`,
    prompt: `Name of the ${driver} network${isManager ? '' : '. Overlay networks are made by managers of a swarm.'}`,
    trouble: (text) => networkNameTrouble(text, driver, around.networks),
  });
  if (name === undefined) return undefined;
  const chosen = await askForTraits(`${title}: Options`, driver);
  if (!chosen) return undefined;
  const ipv6 = chosen.includes('ipv6');
  const place = await askForPlace(`${title}: Subnet`, driver, ipv6, around);
  if (!place) return undefined;
  const has = (trait: Trait) => chosen.includes(trait);
  return {
    ...{ name, driver, attachable: has('attachable'), encrypted: has('encrypted'), internal: has('internal'), ipv6 },
    ...{ ...place, ipRanges: [], labels: {} },
  };
}

async function askForDriver(title: string): Promise<NetworkWish['driver'] | undefined> {
  const items = [
    { label: 'bridge', description: 'for containers of this engine', driver: 'bridge' as const },
    {
      label: 'overlay',
      description: 'for services and containers on all nodes of the swarm',
      driver: 'overlay' as const,
    },
  ];
  const placeHolder = 'Who shall reach each other over it';
  return (await vscode.window.showQuickPick(items, { title: `${title}: Driver`, placeHolder, ignoreFocusOut: true }))
    ?.driver;
}

async function askForTraits(title: string, driver: NetworkWish['driver']): Promise<readonly Trait[] | undefined> {
  const offered: readonly Trait[] =
    driver === 'overlay' ? ['attachable', 'encrypted', 'internal', 'ipv6'] : ['internal', 'ipv6'];
  const items = offered.map((trait) => ({ label: traits[trait].label, description: traits[trait].detail, trait }));
  const picked = await vscode.window.showQuickPick(items, {
    ...{ title, canPickMany: true, ignoreFocusOut: true, placeHolder: 'None is usual; Enter goes on' },
  });
  return picked?.map((item) => item.trait);
}

async function askForPlace(
  title: string,
  driver: NetworkWish['driver'],
  ipv6: boolean,
  around: NetworkSurroundings,
): Promise<Pick<NetworkWish, 'subnets' | 'gateways'> | undefined> {
  const free4 = suggestedSubnet(4, driver, around);
  const free6 = ipv6 ? suggestedSubnet(6, driver, around) : undefined;
  const both = [free4, free6].flatMap((subnet) => subnet ?? []);
  // Engines before 27 do not choose IPv6 subnets by themselves.
  const automatic = {
    label: 'Let the engine choose',
    description: free6 ? `IPv4; ${free6} for IPv6` : 'a subnet that no other network has',
    subnets: free6 ? [free6] : [],
  };
  const suggested = { label: both.join(', '), description: 'free', subnets: both };
  const other = { label: 'Another…', description: 'with a gateway, where one is wanted', subnets: undefined };
  const items = [automatic, ...(both.length > 0 ? [suggested] : []), other];
  const picked = await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true, placeHolder: 'Subnet' });
  if (!picked) return undefined;
  if (picked.subnets) return { subnets: picked.subnets, gateways: [] };
  const typed = await askField({
    ...{ title, value: both.join(', '), placeHolder: '172.30.0.0/24' },
    prompt: ipv6 ? 'Subnets, IPv4 and IPv6, with a comma between' : 'Subnet, as an address with a prefix length',
    trouble: (text) => (text === '' ? 'Give a subnet.' : subnetTrouble(listed(text), ipv6, around)),
    doubt: (text) => subnetDoubt(listed(text), driver, around),
  });
  if (typed === undefined) return undefined;
  const subnets = listed(typed);
  const gateway = await askField({
    ...{ title: title.replace(/Subnet$/, 'Gateway'), placeHolder: 'empty: the engine chooses' },
    prompt: `Gateway in ${subnets.join(', ')} (optional)`,
    trouble: (text) => gatewayTrouble(listed(text), subnets),
  });
  return gateway === undefined ? undefined : { subnets, gateways: listed(gateway) };
}

function givenWish(options: GivenOptions): NetworkWish {
  const driver = textOption(options, 'driver') ?? 'bridge';
  if (driver !== 'bridge' && driver !== 'overlay') {
    throw new HumanError(`The option driver is ${plainMessage(driver)}.`, 'Give bridge or overlay.');
  }
  const scope = textOption(options, 'scope');
  const its = driver === 'overlay' ? 'swarm' : 'local';
  if (scope !== undefined && scope !== its) {
    throw new HumanError(
      `The option scope is ${plainMessage(scope)}, and ${driver} networks are ${its}.`,
      'Leave it out.',
    );
  }
  const flag = (key: Trait) => flagOption(options, key);
  return {
    ...{ name: (textOption(options, 'name') ?? '').trim(), driver, attachable: flag('attachable') },
    ...{ encrypted: flag('encrypted'), internal: flag('internal'), ipv6: flag('ipv6') },
    ...{ subnets: listOption(options, 'subnet'), gateways: listOption(options, 'gateway') },
    ...{ ipRanges: listOption(options, 'ipRange'), labels: labelsOption(options) },
  };
}

/** Text, with commas between several, or a list of texts. Throws a `HumanError` for anything else. */
export function listOption(options: GivenOptions, key: string): readonly string[] {
  const value = options[key];
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return listed(value);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.map((one: string) => one.trim());
  throw new HumanError(`The option ${key} is neither text nor a list of texts.`, 'Give one of them.');
}
