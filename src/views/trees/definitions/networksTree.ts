// Network → the containers and services attached to it, with their addresses there.

import type { Cluster } from '../../../cluster/cluster';
import type { Container } from '../../../model/container';
import type { Network } from '../../../model/network';
import type { Service } from '../../../model/service';
import { containerLabel } from '../looks/containerLook';
import { unreadableLook } from '../looks/noteLooks';
import { attachmentLook, networkLook } from '../looks/resourceLooks';
import type { Relations } from '../relations';
import type { Row } from '../row';
import type { RowLook } from '../rowLook';
import { byName, objectSeed, type RowSeed, type TreeDefinition, untouched } from '../treeDefinition';

export function networksTree(cluster: Cluster, relations: Relations): TreeDefinition {
  // A container that does not run keeps its network's name, but is not on it: it has no address and holds nothing back.
  const containersOn = (networkId: string) =>
    [...relations.containersOfNetwork.of(networkId)].flatMap((id) => {
      const container = cluster.get('container', id);
      return container && onNetwork.has(container.state) ? container : [];
    });
  const attached = (networkId: string) =>
    containersOn(networkId).length + relations.servicesOfNetwork.of(networkId).size;

  return {
    view: 'networks',
    kinds: ['network'],
    needsTasks: false,
    roots() {
      const networks = [...(cluster.all('network') ?? new Map<string, Network>()).values()];
      return [
        ...networks.sort(byName).map((network) => objectSeed('network', network.id, network.name)),
        ...cluster.unreadable('network').map(
          (one): RowSeed => ({
            id: one.id,
            subject: { type: 'unreadable', kind: 'network', id: one.id },
          }),
        ),
      ];
    },
    children(row) {
      const { subject } = row;
      if (subject.type !== 'object' || subject.kind !== 'network') return [];
      const services = [...relations.servicesOfNetwork.of(subject.id)].flatMap(
        (id) => cluster.get('service', id) ?? [],
      );
      return [
        ...services.sort(byName).map((one) => member(objectSeed('service', one.id, one.name, row.id), subject.id)),
        ...containersOn(subject.id)
          .sort(byName)
          .map((one) => member(objectSeed('container', one.id, one.name, row.id), subject.id)),
      ];
    },
    look(row) {
      const { subject } = row;
      if (subject.type === 'unreadable') {
        const unreadable = cluster.unreadable('network').find((one) => one.id === subject.id);
        return unreadable && unreadableLook(unreadable);
      }
      if (subject.type !== 'object') return undefined;
      if (subject.kind === 'network') {
        const network = cluster.get('network', subject.id);
        return network && networkLook(network, attached(network.id));
      }
      return attachment(row);
    },
    folding({ subject }) {
      if (subject.type !== 'object' || subject.kind !== 'network') return 'leaf';
      return attached(subject.id) > 0 ? 'closed' : 'leaf';
    },
    touched({ kind, id, change }) {
      switch (kind) {
        case 'network':
          return { looks: [id], lists: [id], ...(change === 'added' ? { grown: [undefined] } : {}) };
        case 'container':
        case 'service': {
          const index = kind === 'container' ? relations.containersOfNetwork : relations.servicesOfNetwork;
          const owners = index.ownersOf(id);
          // Who left a network is no longer indexed there, so all networks are compared; there are few.
          const all = [...(cluster.all('network')?.keys() ?? [])];
          return { looks: [...all, ...owners.map((owner) => `${owner}/${id}`)], lists: all };
        }
        default:
          return untouched;
      }
    },
  };

  function attachment(row: Row): RowLook | undefined {
    const { subject, parent } = row;
    if (subject.type !== 'object' || parent?.subject.type !== 'object') return undefined;
    const networkId = parent.subject.id;
    if (subject.kind === 'container') {
      const container = cluster.get('container', subject.id);
      if (!container) return undefined;
      const here = container.networks.find((network) => network.networkId === networkId);
      const addresses = [here?.ipv4, here?.ipv6].filter((address) => address !== undefined && address !== '');
      return attachmentLook('container', container.name, addresses as string[], here?.aliases ?? [], {
        label: labelOf(container),
      });
    }
    const service = subject.kind === 'service' ? cluster.get('service', subject.id) : undefined;
    if (!service) return undefined;
    const addresses = service.virtualIps
      .filter((ip) => ip.networkId === networkId)
      .map((ip) => `${ip.address} (virtual)`);
    const aliases = service.networkAliases?.[networkId] ?? [];
    const ports = cluster.get('network', networkId)?.ingress ? publishedPorts(service) : [];
    return attachmentLook('service', service.name, addresses, aliases, { ports });
  }
}

/** Commands on the row know which of the object's networks is meant. */
function member(seed: RowSeed, network: string): RowSeed {
  return seed.target ? { ...seed, target: { ...seed.target, network } } : seed;
}

function publishedPorts({ ports }: Service): readonly string[] {
  return ports
    .filter((port) => port.mode === 'ingress' && port.publishedPort !== undefined)
    .map((port) => `:${port.publishedPort}→${port.targetPort}${port.protocol === 'tcp' ? '' : `/${port.protocol}`}`);
}

const onNetwork: ReadonlySet<Container['state']> = new Set(['running', 'paused', 'restarting', 'unknown']);

/** As in the containers' view, but with its stack: here it stands among others' containers. */
function labelOf(container: Container): string {
  const { stack: _, ...alone } = container;
  return containerLabel(alone);
}
