// GET /services/{id} → ServiceFacts: what its containers are asked to be, in the same form as a container's own facts.

import type { ContainerFacts, MountFacts } from '../../model/dossier/containerFacts';
import type { PreviousFacts, ResourceWish, ServiceFacts } from '../../model/dossier/serviceFacts';
import { count, items, labels, present, type Raw, raw, text, texts } from '../records/read';
import { healthcheckFacts, maskedList, namedEndpoints, ulimits, variables, words } from './containerFacts';

export function serviceFacts(value: unknown): ServiceFacts {
  const object = raw(value);
  const spec = raw(object.Spec);
  const template = raw(spec.TaskTemplate);
  const resources = raw(template.Resources);
  const restart = raw(template.RestartPolicy);
  const placement = raw(template.Placement);
  const update = raw(spec.UpdateConfig);
  return {
    container: specFacts(spec),
    limits: wish(resources.Limits),
    reservations: wish(resources.Reservations),
    restartPolicy: {
      condition: text(restart.Condition) ?? 'any',
      delayMs: (count(restart.Delay) ?? 5e9) / 1e6,
      maxAttempts: count(restart.MaxAttempts) ?? 0,
    },
    constraints: texts(placement.Constraints),
    maxReplicasPerNode: count(placement.MaxReplicas) ?? 0,
    platforms: items(placement.Platforms).map((item) =>
      present({ architecture: text(raw(item).Architecture), os: text(raw(item).OS) }),
    ),
    ...present({
      previous: previousFacts(object.PreviousSpec),
      updateOrder: text(update.Order),
      updateFailureAction: text(update.FailureAction),
      updateDelayMs: milliseconds(update.Delay),
      updateMonitorMs: milliseconds(update.Monitor),
      updateParallelism: count(update.Parallelism),
    }),
  };
}

function previousFacts(value: unknown): PreviousFacts | undefined {
  const spec = raw(value);
  if (Object.keys(spec).length === 0) return undefined;
  return {
    container: specFacts(spec),
    ...present({ replicas: count(raw(raw(spec.Mode).Replicated).Replicas) }),
  };
}

/** In a service's spec `Command` stands for the entrypoint and `Args` for the command (swarm API). */
function specFacts(spec: Raw): ContainerFacts {
  const template = raw(spec.TaskTemplate);
  const container = raw(template.ContainerSpec);
  const env = texts(container.Env);
  const entrypoint = words(container.Command);
  const command = words(container.Args);
  const limits = raw(raw(template.Resources).Limits);
  const driver = raw(template.LogDriver);
  return {
    id: '',
    name: text(spec.Name) ?? '',
    image: (text(container.Image) ?? '').replace(/@sha256:[\da-f]+$/, ''),
    state: { status: 'unknown', exitCode: 0, error: '', oomKilled: false, restartCount: 0 },
    entrypoint: maskedList('Entrypoint', entrypoint),
    command: maskedList('Cmd', command),
    argv: maskedList('Args', [...entrypoint, ...command]),
    env: variables(maskedList('Env', env), env),
    endpoints: namedEndpoints(env, [...entrypoint, ...command]),
    tty: container.TTY === true,
    openStdin: container.OpenStdin === true,
    exposedPorts: [],
    labels: labels(container.Labels),
    networks: items(template.Networks).flatMap((item) => {
      const networkId = text(raw(item).Target);
      return networkId === undefined ? [] : [{ name: networkId, networkId, aliases: texts(raw(item).Aliases) }];
    }),
    portsAsked: items(raw(spec.EndpointSpec).Ports).flatMap((item) => {
      const containerPort = count(raw(item).TargetPort);
      return containerPort === undefined
        ? []
        : [
            {
              containerPort,
              protocol: text(raw(item).Protocol) ?? 'tcp',
              ...present({ hostPort: count(raw(item).PublishedPort) || undefined }),
            },
          ];
    }),
    portsGiven: [],
    publishAll: false,
    mounts: mounts(container.Mounts),
    ulimits: ulimits(container.Ulimits),
    sysctls: labels(container.Sysctls),
    restartPolicy: { name: '', maximumRetryCount: 0 },
    init: container.Init === true,
    readonlyRootfs: container.ReadOnly === true,
    privileged: false,
    autoRemove: false,
    capAdd: texts(container.CapabilityAdd),
    capDrop: texts(container.CapabilityDrop),
    securityOptions: [],
    devices: [],
    deviceRequests: [],
    extraHosts: texts(container.Hosts),
    dns: texts(raw(container.DNSConfig).Nameservers),
    ...present({
      healthcheck: healthcheckFacts(container.Healthcheck),
      workdir: text(container.Dir),
      user: text(container.User),
      hostname: text(container.Hostname),
      stopSignal: text(container.StopSignal),
      stopTimeoutSeconds: seconds(container.StopGracePeriod),
      memoryBytes: count(limits.MemoryBytes) || undefined,
      nanoCpus: count(limits.NanoCPUs) || undefined,
      pidsLimit: count(limits.Pids) || undefined,
      logDriver:
        text(driver.Name) === undefined
          ? undefined
          : { type: text(driver.Name) ?? '', options: labels(driver.Options) },
    }),
  };
}

function mounts(value: unknown): readonly MountFacts[] {
  return items(value).flatMap((item) => {
    const mount = raw(item);
    const target = text(mount.Target);
    if (target === undefined) return [];
    const type = text(mount.Type) ?? 'bind';
    const source = text(mount.Source);
    const size = count(raw(mount.TmpfsOptions).SizeBytes);
    return [
      {
        type,
        target,
        readOnly: mount.ReadOnly === true,
        ...present({
          name: type === 'volume' ? source : undefined,
          source,
          driver: text(raw(raw(mount.VolumeOptions).DriverConfig).Name),
          options: size ? `size=${size}` : undefined,
        }),
      },
    ];
  });
}

function wish(value: unknown): ResourceWish {
  const resources = raw(value);
  return present({
    nanoCpus: count(resources.NanoCPUs) || undefined,
    memoryBytes: count(resources.MemoryBytes) || undefined,
    pids: count(resources.Pids) || undefined,
  });
}

/** Of nanoseconds; undefined where nothing is said. */
function milliseconds(value: unknown): number | undefined {
  const nanoseconds = count(value);
  return nanoseconds === undefined || nanoseconds === 0 ? undefined : nanoseconds / 1e6;
}

function seconds(nanoseconds: unknown): number | undefined {
  const all = count(nanoseconds);
  return all === undefined ? undefined : all / 1e9;
}
