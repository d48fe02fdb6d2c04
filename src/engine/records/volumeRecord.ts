// GET /volumes and GET /volumes/{name} → Volume.

import { isSecretName, maskText } from '../../model/maskSecrets';
import type { Volume } from '../../model/storage';
import type { Read } from '../engine';
import { origin } from './origin';
import { count, labels, present, raw, readObject, text, time } from './read';

export function volumeRecord(value: unknown, position = 0): Read<Volume> {
  return readObject('volume', value, position, ['Name'], (object, id) => {
    const own = labels(object.Labels);
    return {
      kind: 'volume',
      id,
      name: id,
      driver: text(object.Driver) ?? '',
      scope: text(object.Scope) ?? 'local',
      // Engines since 23.0 say so by a label; before, the form of the name is all there is.
      anonymous: Object.hasOwn(own, 'com.docker.volume.anonymous') || /^[0-9a-f]{64}$/.test(id),
      labels: own,
      ...origin(own),
      ...present({
        mountpoint: text(object.Mountpoint),
        createdAt: time(object.CreatedAt),
        sizeBytes: count(raw(object.UsageData).Size),
        options: driverOptions(object.Options),
      }),
    };
  });
}

/** Mount options (`o`) may hold the password of a file share. */
function driverOptions(value: unknown): Volume['options'] {
  const entries = Object.entries(labels(value)).map(([name, option]) => [
    name,
    isSecretName(name) ? maskText : option.replace(/\b(pass(?:word)?|credentials)=[^,]*/gi, `$1=${maskText}`),
  ]);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
