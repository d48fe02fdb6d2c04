// The address at which the other nodes of a swarm reach this one: offered where it can be known, else typed.

import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import * as vscode from 'vscode';
import type { Engine } from '../../engine/engine';
import type { EngineInfo } from '../../model/engineInfo';
import { plainMessage } from '../../views/plainMessage';
import { askForLine } from './obtainValue';
import { advertiseTrouble, type HostPort, isLoopback, swarmPort } from './swarmAddress';

export interface AddressOffer {
  readonly address: string;
  /** Where it is from, for example `eth0`. */
  readonly from: string;
}

/** Empty text: the engine chooses by itself. Undefined when the person turned away. */
export async function askForOwnAddress(engine: Engine, info: EngineInfo): Promise<string | undefined> {
  const title = plainMessage(`Initialise Swarm on ${info.label}`);
  const offers = await addressOffers(engine, info);
  const items = offers.map(({ address, from }) => ({ label: address, description: plainMessage(from) }));
  const automatic = { label: 'Let the engine choose', description: 'works where it has one address' };
  const other = { label: 'Another address…', description: whyOther(engine, info) };
  const picked = await vscode.window.showQuickPick([...items, automatic, other], {
    title,
    placeHolder: 'The address at which other nodes will reach this one',
    ignoreFocusOut: true,
  });
  if (!picked) return undefined;
  if (picked === automatic) return '';
  if (picked !== other) return picked.label;
  const prompt = 'IP address or interface of the engine, for example 10.0.0.4 or eth0';
  return askForLine({ title, prompt, trouble: advertiseTrouble });
}

/** Addresses that are surely the engine's: of this machine's interfaces for a local one, else of its endpoint. */
export async function addressOffers({ endpoint }: Engine, info: EngineInfo): Promise<readonly AddressOffer[]> {
  const { address } = endpoint;
  if (address.type === 'tcp' || address.type === 'ssh') return hostOffer(address.host);
  return isElsewhere(info) ? [] : interfaceOffers();
}

/** True where the address surely is the engine's own. */
export function isOwnAddress({ endpoint }: Engine, info: EngineInfo, { host, port }: HostPort): boolean {
  if (isLoopback(host)) return true;
  const { address } = endpoint;
  if (address.type === 'tcp' || address.type === 'ssh') return address.host === host && port === swarmPort;
  if (isElsewhere(info) || port !== swarmPort) return false;
  return Object.values(networkInterfaces()).some((list) => list?.some((one) => one.address === host));
}

/** IPv4 first, as most swarms use it; link-local addresses do not reach beyond the cable. */
function interfaceOffers(): AddressOffer[] {
  const all = Object.entries(networkInterfaces()).flatMap(([name, list]) =>
    (list ?? [])
      .filter((one) => !one.internal && !/^(fe80:|169\.254\.)/i.test(one.address))
      .map((one) => ({ name, one })),
  );
  const own = all.filter(({ name }) => !/^(docker\d|docker_gwbridge|br-|veth)/.test(name));
  const inOrder = [
    ...own.filter(({ one }) => one.family === 'IPv4'),
    ...own.filter(({ one }) => one.family !== 'IPv4'),
  ];
  return inOrder.map(({ name, one }) => ({ address: one.address, from: name }));
}

const lookupMs = 2_000;

async function hostOffer(host: string): Promise<AddressOffer[]> {
  if (isLoopback(host)) return [];
  if (isIP(host) !== 0) return [{ address: host, from: 'the address of its endpoint' }];
  // A swarm wants a number. A name that is only known to ssh has none here; then it is typed.
  const found = await Promise.race([
    lookup(host, { all: true }).catch(() => []),
    new Promise<[]>((resolve) => setTimeout(() => resolve([]), lookupMs)),
  ]);
  return found.filter((one) => !isLoopback(one.address)).map((one) => ({ address: one.address, from: host }));
}

/** Its containers, and it, are in a virtual machine or a network of their own, although its socket is here. */
function isElsewhere(info: EngineInfo): boolean {
  return info.rootless || /desktop|colima|orbstack/i.test(info.operatingSystem ?? '');
}

function whyOther({ endpoint }: Engine, info: EngineInfo): string {
  const { type } = endpoint.address;
  if (type === 'tcp' || type === 'ssh') return 'its other interfaces cannot be seen from here';
  return isElsewhere(info) ? 'its interfaces cannot be seen from here' : '';
}
