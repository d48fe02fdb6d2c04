// GET /nodes and GET /nodes/{id} → SwarmNode.

import type { SwarmNode } from '../../model/swarmNode';
import type { Read } from '../engine';
import { count, isRaw, items, labels, present, raw, readObject, shortId, text } from './read';

export function nodeRecord(value: unknown, position = 0): Read<SwarmNode> {
  return readObject('node', value, position, ['ID', 'Id'], (object, id) => {
    const spec = raw(object.Spec);
    const description = raw(object.Description);
    const platform = raw(description.Platform);
    const resources = raw(description.Resources);
    const engine = raw(description.Engine);
    const status = raw(object.Status);
    const manager = raw(object.ManagerStatus);
    return {
      kind: 'node',
      id,
      name: text(description.Hostname) ?? text(spec.Name) ?? shortId(id),
      version: count(raw(object.Version).Index) ?? 0,
      role: oneOf(spec.Role, roles),
      availability: oneOf(spec.Availability, availabilities),
      state: oneOf(status.State, nodeStates),
      leader: manager.Leader === true,
      labels: labels(spec.Labels),
      plugins: items(engine.Plugins).flatMap((item) => {
        const plugin = raw(item);
        const name = text(plugin.Name);
        return name === undefined ? [] : [`${text(plugin.Type) ?? 'Unknown'}/${name}`];
      }),
      ...present({
        message: text(status.Message),
        address: text(status.Addr),
        reachability: isRaw(object.ManagerStatus) ? (text(manager.Reachability) ?? 'unknown') : undefined,
        managerAddress: text(manager.Addr),
        engineVersion: text(engine.EngineVersion),
        os: text(platform.OS),
        architecture: text(platform.Architecture),
        nanoCpus: count(resources.NanoCPUs),
        memoryBytes: count(resources.MemoryBytes),
      }),
    };
  });
}

const roles = ['manager', 'worker'] as const;
const availabilities = ['active', 'pause', 'drain'] as const;
const nodeStates = ['ready', 'down', 'disconnected'] as const;

function oneOf<T extends string>(value: unknown, words: readonly T[]): T | 'unknown' {
  return words.find((word) => word === value) ?? 'unknown';
}
