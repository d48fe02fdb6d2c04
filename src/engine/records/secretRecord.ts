// GET /secrets and GET /configs, and one of each → metadata. A config's `Data` is left behind here.

import type { ConfigMeta, SecretMeta } from '../../model/secret';
import type { Read } from '../engine';
import { origin } from './origin';
import { count, labels, present, type Raw, raw, readObject, shortId, text, time } from './read';

export function secretRecord(value: unknown, position = 0): Read<SecretMeta> {
  return readObject('secret', value, position, ['ID', 'Id'], (object, id) => ({
    kind: 'secret',
    id,
    ...metadata(object, id),
    ...present({ driver: text(raw(raw(object.Spec).Driver).Name) }),
  }));
}

export function configRecord(value: unknown, position = 0): Read<ConfigMeta> {
  return readObject('config', value, position, ['ID', 'Id'], (object, id) => ({
    kind: 'config',
    id,
    ...metadata(object, id),
  }));
}

function metadata(object: Raw, id: string) {
  const spec = raw(object.Spec);
  const own = labels(spec.Labels);
  return {
    name: text(spec.Name) ?? shortId(id),
    version: count(raw(object.Version).Index) ?? 0,
    labels: own,
    ...present({ stack: origin(own).stack, createdAt: time(object.CreatedAt), updatedAt: time(object.UpdatedAt) }),
  };
}
