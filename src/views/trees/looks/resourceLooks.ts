// How networks, images, volumes, secrets, configs and plugins read in a row.

import { shortAge } from '../../../model/age';
import { humanBytes } from '../../../model/bytes';
import type { Network } from '../../../model/network';
import type { Plugin } from '../../../model/plugin';
import type { ConfigMeta, SecretMeta } from '../../../model/secret';
import type { Image, Volume } from '../../../model/storage';
import { facts, oneLine, type RowLook } from '../rowLook';
import { shortName } from './swarmLooks';

export function networkLook(network: Network, attached: number): RowLook {
  const subnets = network.subnets.map((subnet) => subnet.subnet).join(', ');
  const traits = facts(
    network.ingress && 'ingress',
    network.internal && 'internal',
    network.attachable && 'attachable',
    network.encrypted && 'encrypted',
  );
  return {
    label: oneLine(network.name),
    description: facts(network.driver, network.scope === 'local' ? undefined : network.scope, subnets),
    icon: network.scope === 'swarm' ? 'globe' : 'type-hierarchy',
    tone: 'plain',
    tooltip: [
      oneLine(network.name),
      `Driver ${oneLine(network.driver)}, scope ${network.scope}`,
      ...network.subnets.map(
        (subnet) => `Subnet ${subnet.subnet}${subnet.gateway ? `, gateway ${subnet.gateway}` : ''}`,
      ),
      ...(traits ? [traits] : []),
      `${attached} attached on this engine`,
      `ID ${network.id.slice(0, 12)}`,
    ],
    contextValue: `network.${origin(network) ?? (attached > 0 ? 'used' : 'unused')}`,
  };
}

/** The engine's own networks: only `bridge` may be joined and left by hand, and none is removed. */
function origin({ name, ingress }: Network): 'default' | 'own' | undefined {
  if (name === 'bridge') return 'default';
  return ingress || ['host', 'none', 'docker_gwbridge', 'nat'].includes(name) ? 'own' : undefined;
}

/** One container or service below a network: its name and where it can be reached there. */
export function attachmentLook(
  kind: 'container' | 'service',
  name: string,
  addresses: readonly string[],
  aliases: readonly string[],
  { label = name, ports = [] }: { readonly label?: string; readonly ports?: readonly string[] } = {},
): RowLook {
  const known = aliases.filter((alias) => alias !== name);
  return {
    label: oneLine(label),
    // Only what runs has an address; a service without a virtual one is found by the names of its tasks.
    description: addresses.length === 0 && kind === 'container' ? 'no address' : facts(...addresses, ...ports),
    icon: kind === 'service' ? 'layers' : 'package',
    tone: 'plain',
    tooltip: [
      `${oneLine(name)} (${kind})`,
      ...addresses.map((address) => `Address ${address}`),
      ...(ports.length > 0 ? [`Published on every node: ${ports.join(', ')}`] : []),
      ...(known.length > 0 ? [`Also known as ${known.map(oneLine).join(', ')}`] : []),
    ],
    contextValue: `${kind}.attached`,
  };
}

export function imageLook(image: Image, users: number | undefined, now: number): RowLook {
  const age = shortAge(image.createdAt, now);
  return {
    label: oneLine(image.name),
    description: facts(
      humanBytes(image.sizeBytes),
      image.dangling && 'dangling',
      users === undefined ? undefined : users === 0 ? 'not used' : `used by ${users}`,
    ),
    icon: image.dangling ? 'circle-slash' : 'file-binary',
    tone: image.dangling ? 'quiet' : 'plain',
    tooltip: [
      ...(image.tags.length > 0 ? image.tags.map(oneLine) : [oneLine(image.name)]),
      humanBytes(image.sizeBytes),
      ...(age ? [`Made ${age} ago`] : []),
      ...image.digests.map(oneLine),
      `ID ${image.id}`,
    ],
    contextValue: `image.${image.dangling ? 'dangling' : users ? 'used' : 'unused'}`,
  };
}

export function volumeLook(volume: Volume, users: number | undefined, now: number): RowLook {
  const age = shortAge(volume.createdAt, now);
  return {
    label: volume.anonymous ? volume.name.slice(0, 12) : oneLine(volume.name),
    description: facts(
      volume.anonymous && 'anonymous',
      volume.driver === 'local' ? undefined : oneLine(volume.driver),
      volume.sizeBytes === undefined ? undefined : humanBytes(volume.sizeBytes),
      users === undefined ? undefined : users === 0 ? 'not used' : `used by ${users}`,
    ),
    icon: 'database',
    tone: users === 0 ? 'quiet' : 'plain',
    tooltip: [
      oneLine(volume.name),
      `Driver ${oneLine(volume.driver)}`,
      ...(volume.mountpoint ? [`At ${oneLine(volume.mountpoint)}`] : []),
      ...(age ? [`Made ${age} ago`] : []),
    ],
    contextValue: `volume.${users === 0 ? 'unused' : 'used'}`,
  };
}

export function secretLook(secret: SecretMeta | ConfigMeta, users: number | undefined, now: number): RowLook {
  const age = shortAge(secret.updatedAt ?? secret.createdAt, now);
  return {
    label: oneLine(secret.name),
    description: facts(
      secret.kind,
      age,
      users === undefined ? undefined : users === 0 ? 'not used' : `used by ${users}`,
    ),
    icon: secret.kind === 'secret' ? 'key' : 'file-code',
    tone: users === 0 ? 'quiet' : 'plain',
    tooltip: [
      `${oneLine(secret.name)} (${secret.kind})`,
      ...(secret.createdAt ? [`Made ${new Date(secret.createdAt).toLocaleString()}`] : []),
      ...(secret.kind === 'secret' ? ['Its value is never read or shown.'] : []),
      `ID ${secret.id}`,
    ],
    contextValue: `${secret.kind}.${users === 0 ? 'unused' : 'used'}`,
  };
}

/** A service below a secret or config, with where it finds it. */
export function userLook(serviceName: string, stack: string | undefined, target: string | undefined): RowLook {
  return {
    label: oneLine(shortName(serviceName, stack)),
    description: target ? `as ${oneLine(target)}` : '',
    icon: 'layers',
    tone: 'plain',
    tooltip: [oneLine(serviceName), ...(target ? [`Finds it as ${oneLine(target)}`] : [])],
    contextValue: 'service.user',
  };
}

export function pluginLook(plugin: Plugin): RowLook {
  return {
    label: oneLine(plugin.name),
    description: facts(plugin.enabled ? 'enabled' : 'disabled', ...plugin.types.map(oneLine)),
    icon: plugin.enabled ? 'extensions' : 'circle-slash',
    tone: plugin.enabled ? 'good' : 'quiet',
    tooltip: [
      oneLine(plugin.name),
      plugin.enabled ? 'enabled' : 'disabled',
      ...(plugin.description ? [oneLine(plugin.description)] : []),
      `ID ${plugin.id.slice(0, 12)}`,
    ],
    contextValue: `plugin.${plugin.enabled ? 'enabled' : 'disabled'}`,
  };
}
