// What a prune would remove, told from the picture before anything is removed.

import type { PruneKind } from '../../engine/engine';
import type { Container } from '../../model/container';
import type { Network } from '../../model/network';
import type { Service } from '../../model/service';
import type { Image, Volume } from '../../model/storage';
import { assertNever } from '../../util/assertNever';

/** A part that is undefined is unknown, and so is everything that depends on it. */
export interface PrunePicture {
  readonly containers: readonly Container[];
  readonly images: readonly Image[];
  readonly volumes: readonly Volume[];
  readonly networks: readonly Network[];
  /** On a manager: their networks are in use although no container here is attached. */
  readonly services: readonly Service[];
  /** API 1.42 and later prune only volumes without a name of their own. */
  readonly anonymousVolumesOnly: boolean;
}

export interface PruneCandidates {
  readonly kind: PruneKind;
  readonly names: readonly string[];
  /** Bytes of what has a known size; images only. */
  readonly bytes?: number;
}

/** In an order in which the former frees the latter: containers hold volumes, networks and images. */
export const pruneKinds = ['container', 'network', 'volume', 'image'] as const satisfies readonly PruneKind[];

/** What would go when these kinds are pruned together, in the order of `pruneKinds`. */
export function pruneCandidates(picture: PrunePicture, kinds: readonly PruneKind[]): PruneCandidates[] {
  const stopped = picture.containers.filter((container) => !holdsOn.has(container.state));
  const remaining = kinds.includes('container')
    ? picture.containers.filter((container) => holdsOn.has(container.state))
    : picture.containers;
  return pruneKinds
    .filter((kind) => kinds.includes(kind))
    .map((kind): PruneCandidates => {
      switch (kind) {
        case 'container':
          return { kind, names: stopped.map((container) => container.name) };
        case 'network':
          return { kind, names: unusedNetworks(picture, remaining) };
        case 'volume':
          return { kind, names: unusedVolumes(picture, remaining) };
        case 'image': {
          const used = new Set(remaining.map((container) => container.imageId));
          const images = picture.images.filter((image) => image.dangling && !used.has(image.id));
          return {
            kind,
            names: images.map((image) => image.name),
            bytes: images.reduce((sum, image) => sum + image.sizeBytes, 0),
          };
        }
        default:
          return assertNever(kind);
      }
    });
}

// The engine's own test is "not running", and a paused or restarting container counts as running there.
const holdsOn: ReadonlySet<string> = new Set(['running', 'paused', 'restarting', 'unknown']);

// Networks that the engine makes for itself and never prunes.
const ownNetworks: ReadonlySet<string> = new Set(['bridge', 'host', 'none', 'nat', 'docker_gwbridge']);

function unusedNetworks(picture: PrunePicture, containers: readonly Container[]): string[] {
  const attached = containers.flatMap((container) => container.networks);
  const ids = new Set(attached.flatMap((network) => network.networkId ?? []));
  const names = new Set(attached.map((network) => network.name));
  const services = new Set(picture.services.flatMap((service) => service.networkIds));
  return picture.networks
    .filter((network) => !ownNetworks.has(network.name) && !network.ingress)
    .filter((network) => !ids.has(network.id) && !names.has(network.name) && !services.has(network.id))
    .map((network) => network.name);
}

function unusedVolumes(picture: PrunePicture, containers: readonly Container[]): string[] {
  const used = new Set(containers.flatMap((container) => container.mounts.flatMap((mount) => mount.name ?? [])));
  return picture.volumes
    .filter((volume) => !used.has(volume.name) && (volume.anonymous || !picture.anonymousVolumesOnly))
    .map((volume) => volume.name);
}
