// Who answers to a name where a container stands: as Docker's own DNS would say, and who else may be meant.

import type { Container } from '../../model/container';
import type { ContainerFacts } from '../../model/dossier/containerFacts';
import type { ContainerDossier, Dossier } from '../../model/dossier/dossier';
import { valueIn } from '../../model/dossier/known';
import type { Service } from '../../model/service';
import type { TargetRef } from '../../model/target';
import { likeness } from '../reading/likeness';

/** A container or service that may be meant by a name. */
export interface Peer {
  readonly ref: TargetRef;
  readonly name: string;
  readonly running: boolean;
  /** Names of the networks that both are on, without those that resolve no names. */
  readonly shared: readonly string[];
  readonly networks: readonly string[];
  readonly aliases: readonly string[];
  /** Ports inside it that are known: exposed or published ones. */
  readonly ports: readonly number[];
  readonly image: string;
}

export type Resolved =
  | { readonly type: 'self' }
  /** The machine itself: `host.docker.internal` or the gateway. */
  | { readonly type: 'host' }
  /** A name with dots, or an address of no container: outside. */
  | { readonly type: 'outside' }
  /** Containers and services of this name; those that share a network first. Never empty. */
  | { readonly type: 'peers'; readonly peers: readonly [Peer, ...Peer[]] }
  /** No such name. `near`: who is on the same networks, the likeliest first. */
  | { readonly type: 'nobody'; readonly near: readonly Peer[] };

interface Place {
  readonly networks: readonly string[];
  readonly id: string;
}

/** Networks whose members have no names for each other (the default bridge) or no network at all. */
const nameless = new Set(['bridge', 'host', 'none', 'default', 'nat']);

export function resolveHost(dossier: Dossier, from: ContainerDossier, host: string): Resolved {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name === 'localhost' || /^127\.|^::1$|^0\.0\.0\.0$|^ip6-localhost$/.test(name)) return { type: 'self' };
  if (/^(?:host|gateway)\.docker\.internal$|^172\.17\.0\.1$/.test(name)) return { type: 'host' };
  const facts = valueIn(from.facts);
  const place: Place = { networks: networkNames(dossier, facts), id: from.id };
  const all = peersOf(dossier, place);
  const isAddress = /^\d+(?:\.\d+){3}$|:/.test(name);
  const found = isAddress
    ? all.filter(({ addresses }) => addresses.includes(name))
    : all.filter(({ peer }) => answersTo(peer, name));
  const [first, ...more] = found.map(({ peer }) => peer).sort((a, b) => score(b) - score(a));
  if (first !== undefined) return { type: 'peers', peers: [first, ...more] };
  if (isAddress || name.includes('.')) return { type: 'outside' };
  const near = all
    .map(({ peer }) => peer)
    .filter((peer) => peer.shared.length > 0)
    .sort((a, b) => nearness(b, name) - nearness(a, name));
  return { type: 'nobody', near };
}

/** Who shares a network with it. */
export function peersNear(dossier: Dossier, from: ContainerDossier): readonly Peer[] {
  const place: Place = { networks: networkNames(dossier, valueIn(from.facts)), id: from.id };
  return peersOf(dossier, place)
    .map(({ peer }) => peer)
    .filter((peer) => peer.shared.length > 0);
}

/** Everybody of the picture other than the asker; a task's container stands behind its service. */
function peersOf(dossier: Dossier, place: Place): { readonly peer: Peer; readonly addresses: readonly string[] }[] {
  const services = valueIn(dossier.picture.services) ?? [];
  const known = new Map(dossier.containers.map((one) => [one.id, valueIn(one.facts)]));
  const containers = valueIn(dossier.picture.containers) ?? [];
  return [
    ...containers
      .filter(
        (one) =>
          one.id !== place.id && (one.serviceId === undefined || !services.some(({ id }) => id === one.serviceId)),
      )
      .map((one) => containerPeer(one, known.get(one.id), place)),
    ...services.map((one) => servicePeer(one, dossier, place)),
  ];
}

function containerPeer(one: Container, facts: ContainerFacts | undefined, place: Place) {
  const networks = one.networks.map(({ name }) => name);
  const ports = [
    ...one.ports.map(({ privatePort }) => privatePort),
    ...(facts?.exposedPorts ?? []).map((port) => Number.parseInt(port, 10)),
  ];
  const aliases = [
    ...one.networks.flatMap((network) => network.aliases),
    ...(facts?.networks ?? []).flatMap((network) => network.aliases),
    ...(one.composeService === undefined ? [] : [one.composeService]),
  ].filter((alias) => !one.id.startsWith(alias));
  const peer: Peer = {
    ref: { kind: 'container', id: one.id, name: one.name },
    name: one.name,
    running: one.state === 'running' || one.state === 'paused' || one.state === 'restarting',
    networks,
    shared: sharedOf(networks, place.networks),
    aliases: [...new Set(aliases)],
    ports: [...new Set(ports)],
    image: one.image,
  };
  return { peer, addresses: one.networks.flatMap(({ ipv4 }) => ipv4 ?? []) };
}

function servicePeer(one: Service, dossier: Dossier, place: Place) {
  const networks = one.networkIds.map((id) => networkName(dossier, id));
  const short =
    one.stack !== undefined && one.name.startsWith(`${one.stack}_`) ? [one.name.slice(one.stack.length + 1)] : [];
  const peer: Peer = {
    ref: { kind: 'service', id: one.id, name: one.name },
    name: one.name,
    running: one.replicas !== 0,
    networks,
    shared: sharedOf(networks, place.networks),
    aliases: [...new Set([...short, ...Object.values(one.networkAliases ?? {}).flat(), `tasks.${one.name}`])],
    ports: one.ports.map(({ targetPort }) => targetPort),
    image: one.image.replace(/@sha256:.*/, ''),
  };
  return { peer, addresses: one.virtualIps.map(({ address }) => address) };
}

/** Its networks by name: a service's spec names them by id. */
export function networkNames(dossier: Dossier, facts: ContainerFacts | undefined): readonly string[] {
  return (facts?.networks ?? []).map(({ name }) => networkName(dossier, name));
}

/** A swarm's ids have 25 letters and digits, an engine's 64 hex digits. */
export function isNetworkId(name: string): boolean {
  return /^(?:[a-z\d]{25}|[\da-f]{64})$/.test(name);
}

function networkName(dossier: Dossier, idOrName: string): string {
  return valueIn(dossier.picture.networks)?.find(({ id }) => id === idOrName)?.name ?? idOrName;
}

function sharedOf(a: readonly string[], b: readonly string[]): readonly string[] {
  return a.filter((name) => b.includes(name) && !nameless.has(name));
}

function answersTo(peer: Peer, name: string): boolean {
  return peer.name.toLowerCase() === name || peer.aliases.some((alias) => alias.toLowerCase() === name);
}

function score(peer: Peer): number {
  return (peer.shared.length > 0 ? 2 : 0) + (peer.running ? 1 : 0);
}

/** Likeness of names, a little more where the image is what the name says (`cache` is no image, `redis` is). */
function nearness(peer: Peer, name: string): number {
  const names = [peer.name, ...peer.aliases];
  return Math.max(...names.map((one) => likeness(one, name))) + (peer.running ? 0.05 : 0);
}
