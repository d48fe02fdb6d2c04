// GET /plugins and GET /plugins/{name}/json → Plugin.

import type { Plugin } from '../../model/plugin';
import type { Read } from '../engine';
import { items, present, raw, readObject, text } from './read';

export function pluginRecord(value: unknown, position = 0): Read<Plugin> {
  // A plugin made by hand may lack an id; its name is unique on the engine too.
  return readObject('plugin', value, position, ['Id', 'ID', 'Name'], (object, id) => {
    const config = raw(object.Config);
    return {
      kind: 'plugin',
      id,
      name: text(object.Name) ?? id,
      enabled: object.Enabled === true,
      types: items(raw(config.Interface).Types).flatMap((item) => typeName(item) ?? []),
      ...present({ description: text(config.Description) }),
    };
  });
}

/** Engines write `docker.volumedriver/1.0`; the documentation shows it in three parts. */
function typeName(value: unknown): string | undefined {
  const parts = raw(value);
  const capability = text(parts.Capability);
  if (capability === undefined) return text(value);
  return `${text(parts.Prefix) ?? 'docker'}.${capability}/${text(parts.Version) ?? '1.0'}`;
}
