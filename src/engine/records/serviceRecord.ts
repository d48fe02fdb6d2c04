// GET /services and GET /services/{id} → Service.

import type { FileReference, Reservations, Service, ServicePort, ServiceUpdate } from '../../model/service';
import type { Read } from '../engine';
import { origin } from './origin';
import {
  address,
  count,
  isRaw,
  items,
  labels,
  present,
  type Raw,
  raw,
  readObject,
  shortId,
  text,
  texts,
  time,
} from './read';

export function serviceRecord(value: unknown, position = 0): Read<Service> {
  return readObject('service', value, position, ['ID', 'Id'], (object, id) => {
    const spec = raw(object.Spec);
    const template = raw(spec.TaskTemplate);
    const container = raw(template.ContainerSpec);
    const endpoint = raw(object.Endpoint);
    const own = labels(spec.Labels);
    const endpointSpec = isRaw(spec.EndpointSpec) ? spec.EndpointSpec : raw(endpoint.Spec);
    const askedPorts = ports(endpointSpec.Ports);
    const givenPorts = ports(endpoint.Ports);
    return {
      kind: 'service',
      id,
      name: text(spec.Name) ?? shortId(id),
      version: count(raw(object.Version).Index) ?? 0,
      ...mode(raw(spec.Mode)),
      // A service that is a swarm plugin has no container.
      image: text(container.Image) ?? text(raw(template.PluginSpec).Remote) ?? '',
      // What was given holds the ports that swarm chose itself.
      ports: givenPorts.length > 0 ? givenPorts : askedPorts,
      // Before API 1.25 the networks stood beside the task template.
      networkIds: [...new Set([...targets(template.Networks), ...targets(spec.Networks)])],
      virtualIps: virtualIps(endpoint.VirtualIPs),
      constraints: texts(raw(template.Placement).Constraints),
      secrets: files(container.Secrets, 'SecretID', 'SecretName'),
      configs: files(container.Configs, 'ConfigID', 'ConfigName'),
      mounts: mounts(container.Mounts),
      hasPreviousSpec: isRaw(object.PreviousSpec),
      labels: own,
      ...present({
        stack: origin(own).stack,
        createdAt: time(object.CreatedAt),
        updatedAt: time(object.UpdatedAt),
        endpointMode: text(endpointSpec.Mode),
        reservations: reservations(raw(raw(template.Resources).Reservations)),
        platforms: platforms(raw(template.Placement).Platforms),
        // 0 is swarm's way to say that there is no limit.
        maxReplicasPerNode: count(raw(template.Placement).MaxReplicas) || undefined,
        logDriver: text(raw(template.LogDriver).Name),
        networkAliases: networkAliases(template.Networks),
        update: update(raw(object.UpdateStatus)),
        jobIteration: count(raw(raw(object.JobStatus).JobIteration).Index),
      }),
    };
  });
}

function mode(spec: Raw): Pick<Service, 'mode' | 'replicas' | 'completions'> {
  if (isRaw(spec.Replicated)) return { mode: 'replicated', ...present({ replicas: count(spec.Replicated.Replicas) }) };
  if (isRaw(spec.Global)) return { mode: 'global' };
  if (isRaw(spec.ReplicatedJob)) {
    const { MaxConcurrent, TotalCompletions } = spec.ReplicatedJob;
    return {
      mode: 'replicated-job',
      ...present({ replicas: count(MaxConcurrent), completions: count(TotalCompletions) }),
    };
  }
  return { mode: isRaw(spec.GlobalJob) ? 'global-job' : 'unknown' };
}

function reservations(value: Raw): Reservations | undefined {
  const generic = items(value.GenericResources).flatMap((item) => {
    const { NamedResourceSpec, DiscreteResourceSpec } = raw(item);
    return text(raw(NamedResourceSpec).Kind) ?? text(raw(DiscreteResourceSpec).Kind) ?? [];
  });
  const own = present({
    nanoCpus: count(value.NanoCPUs) || undefined,
    memoryBytes: count(value.MemoryBytes) || undefined,
    generic: generic.length > 0 ? generic : undefined,
  });
  return Object.keys(own).length > 0 ? own : undefined;
}

function platforms(value: unknown): Service['platforms'] {
  const found = items(value).map((item) => ({
    os: text(raw(item).OS) ?? '',
    architecture: text(raw(item).Architecture) ?? '',
  }));
  return found.length > 0 ? found : undefined;
}

function ports(value: unknown): readonly ServicePort[] {
  return items(value).flatMap((item) => {
    const port = raw(item);
    const targetPort = count(port.TargetPort);
    if (targetPort === undefined) return [];
    // The engine writes 0, or nothing, for a port that it has yet to choose.
    const publishedPort = count(port.PublishedPort) || undefined;
    return [
      {
        targetPort,
        protocol: text(port.Protocol) ?? 'tcp',
        mode: port.PublishMode === 'host' ? ('host' as const) : ('ingress' as const),
        ...present({ publishedPort }),
      },
    ];
  });
}

function targets(value: unknown): readonly string[] {
  return items(value).flatMap((item) => text(raw(item).Target) ?? []);
}

function networkAliases(value: unknown): Service['networkAliases'] {
  const found = items(value).flatMap((item): [string, readonly string[]][] => {
    const target = text(raw(item).Target);
    const aliases = texts(raw(item).Aliases);
    return target === undefined || aliases.length === 0 ? [] : [[target, aliases]];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function virtualIps(value: unknown): Service['virtualIps'] {
  return items(value).flatMap((item) => {
    const networkId = text(raw(item).NetworkID);
    const own = address(raw(item).Addr);
    return networkId === undefined || own === undefined ? [] : [{ networkId, address: own }];
  });
}

function files(value: unknown, idField: string, nameField: string): readonly FileReference[] {
  return items(value).flatMap((item) => {
    const reference = raw(item);
    const id = text(reference[idField]);
    const name = text(reference[nameField]);
    if (id === undefined && name === undefined) return [];
    const file = raw(reference.File);
    return [
      {
        id: id ?? '',
        name: name ?? id ?? '',
        ...present({ target: text(file.Name), uid: text(file.UID), gid: text(file.GID), mode: count(file.Mode) }),
      },
    ];
  });
}

function mounts(value: unknown): Service['mounts'] {
  return items(value).flatMap((item) => {
    const mount = raw(item);
    const target = text(mount.Target);
    if (target === undefined) return [];
    return [{ type: text(mount.Type) ?? 'bind', target, ...present({ source: text(mount.Source) }) }];
  });
}

function update(status: Raw): ServiceUpdate | undefined {
  const state = text(status.State);
  if (state === undefined) return undefined;
  return {
    state,
    ...present({
      message: text(status.Message),
      startedAt: time(status.StartedAt),
      completedAt: time(status.CompletedAt),
    }),
  };
}
