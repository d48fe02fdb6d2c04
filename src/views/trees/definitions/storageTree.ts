// Images and volumes of the engine: size, age, who uses them, what dangles.

import type { Cluster } from '../../../cluster/cluster';
import { humanBytes } from '../../../model/bytes';
import type { Image, Volume } from '../../../model/storage';
import { groupLook, unreadableLook } from '../looks/noteLooks';
import { imageLook, volumeLook } from '../looks/resourceLooks';
import type { Relations } from '../relations';
import { byName, objectSeed, type RowSeed, type TreeDefinition, untouched } from '../treeDefinition';

const imagesKey = 'images';
const volumesKey = 'volumes';

export function storageTree(cluster: Cluster, relations: Relations): TreeDefinition {
  const images = () => [...(cluster.all('image') ?? new Map<string, Image>()).values()];
  const volumes = () => [...(cluster.all('volume') ?? new Map<string, Volume>()).values()];
  const containersKnown = () => cluster.all('container') !== undefined;
  const unreadable = (kind: 'image' | 'volume') =>
    cluster.unreadable(kind).map((one): RowSeed => ({ id: one.id, subject: { type: 'unreadable', kind, id: one.id } }));

  return {
    view: 'storage',
    kinds: ['image', 'volume'],
    needsTasks: false,
    roots: () => [
      ...(images().length + unreadable('image').length > 0
        ? [{ id: imagesKey, subject: { type: 'group', group: 'images', name: 'Images' } } as const]
        : []),
      ...(volumes().length + unreadable('volume').length > 0
        ? [{ id: volumesKey, subject: { type: 'group', group: 'volumes', name: 'Volumes' } } as const]
        : []),
    ],
    children({ id }) {
      // Names are not unique between the two, so a volume's row id says what it is.
      if (id === imagesKey) {
        return [
          ...images()
            .sort(byName)
            .map((one) => objectSeed('image', one.id, one.name)),
          ...unreadable('image'),
        ];
      }
      if (id === volumesKey) {
        return [
          ...volumes()
            .sort(byName)
            .map((one) => ({ ...objectSeed('volume', one.id, one.name), id: volumeRow(one.id) })),
          ...unreadable('volume'),
        ];
      }
      return [];
    },
    look({ subject }, now) {
      switch (subject.type) {
        case 'group':
          return subject.group === 'images'
            ? groupLook('Images', totalOf(images()), 'file-binary', 'images')
            : groupLook('Volumes', String(volumes().length), 'database', 'volumes');
        case 'unreadable': {
          const one = cluster.unreadable(subject.kind).find((each) => each.id === subject.id);
          return one && unreadableLook(one);
        }
        case 'object': {
          if (subject.kind === 'image') {
            const image = cluster.get('image', subject.id);
            const users = containersKnown() ? relations.containersOfImage.of(subject.id).size : undefined;
            return image && imageLook(image, users, now);
          }
          const volume = subject.kind === 'volume' ? cluster.get('volume', subject.id) : undefined;
          const users = containersKnown() ? relations.containersOfVolume.of(subject.id).size : undefined;
          return volume && volumeLook(volume, users, now);
        }
        default:
          return undefined;
      }
    },
    folding: ({ subject }) => (subject.type === 'group' ? 'open' : 'leaf'),
    touched({ kind, id, change }) {
      if (kind === 'image') {
        return { looks: [id, imagesKey], ...(change === 'added' ? { grown: [imagesKey] } : {}) };
      }
      if (kind === 'volume') {
        return {
          looks: [volumeRow(id), volumesKey],
          lists: [volumesKey],
          ...(change === 'added' ? { grown: [volumesKey] } : {}),
        };
      }
      if (kind === 'container' && change !== 'changed') {
        const used = [
          ...relations.containersOfImage.ownersOf(id),
          ...relations.containersOfVolume.ownersOf(id).map(volumeRow),
        ];
        // What a removed container used is not known any more: every row is compared then.
        const all = [...images().map((one) => one.id), ...volumes().map((one) => volumeRow(one.id))];
        return { looks: change === 'added' ? used : all };
      }
      return untouched;
    },
  };
}

function volumeRow(id: string): string {
  return `volume:${id}`;
}

function totalOf(images: readonly Image[]): string {
  return `${images.length} · ${humanBytes(images.reduce((sum, image) => sum + image.sizeBytes, 0))} at most, layers may be shared`;
}
