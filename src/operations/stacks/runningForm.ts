// A running service's spec → the normal form of stacks.

import type { JsonObject, JsonValue } from '../../engine/engine';
import { type FormFile, type FormUpdate, type ServiceForm, serviceForm } from '../../model/stackForm';
import { objectAt } from '../json';

/**
 * `spec`: a service's as the engine tells it. `serviceName`: its name within the stack, which is an alias on each network.
 * `networkName`: the name of a network by its id; an id that nobody knows stays one.
 */
export function runningForm(
  spec: JsonObject,
  serviceName: string,
  networkName: (id: string) => string | undefined,
): ServiceForm {
  const task = objectAt(spec.TaskTemplate);
  const container = objectAt(task.ContainerSpec);
  const placement = objectAt(task.Placement);
  const endpoint = objectAt(spec.EndpointSpec);
  const dns = objectAt(container.DNSConfig);
  const { mode, replicas } = modeOf(objectAt(spec.Mode));
  const driver = objectAt(task.LogDriver);
  // Before API 1.25 the networks stood beside the task template.
  const networks = items(task.Networks ?? spec.Networks);
  return serviceForm({
    image: text(container.Image),
    mode,
    replicas,
    entrypoint: texts(container.Command),
    command: texts(container.Args),
    environment: environmentOf(texts(container.Env)),
    ports: items(endpoint.Ports).map((port) => ({
      target: number(port.TargetPort) ?? 0,
      published: number(port.PublishedPort) || undefined,
      protocol: text(port.Protocol) ?? 'tcp',
      mode: text(port.PublishMode) ?? 'ingress',
    })),
    endpointMode: text(endpoint.Mode),
    networks: Object.fromEntries(
      networks.map(({ Target, Aliases }) => {
        const id = text(Target) ?? '';
        return [networkName(id) ?? id, texts(Aliases).filter((alias) => alias !== serviceName)];
      }),
    ),
    mounts: items(container.Mounts).map((mount) => ({
      type: text(mount.Type) ?? 'volume',
      source: text(mount.Source),
      target: text(mount.Target) ?? '',
      readOnly: mount.ReadOnly === true,
    })),
    secrets: filesOf(container.Secrets, 'SecretName'),
    configs: filesOf(container.Configs, 'ConfigName'),
    labels: labelsOf(spec.Labels),
    containerLabels: labelsOf(container.Labels),
    constraints: texts(placement.Constraints),
    preferences: items(placement.Preferences).flatMap((one) => text(objectAt(one.Spread).SpreadDescriptor) ?? []),
    maxReplicasPerNode: number(placement.MaxReplicas),
    limits: resourcesOf(objectAt(objectAt(task.Resources).Limits)),
    reservations: resourcesOf(objectAt(objectAt(task.Resources).Reservations)),
    healthcheck: healthcheckOf(container.Healthcheck),
    restartPolicy: restartOf(task.RestartPolicy),
    updateConfig: updateOf(spec.UpdateConfig),
    rollbackConfig: updateOf(spec.RollbackConfig),
    logging:
      text(driver.Name) === undefined ? undefined : { driver: text(driver.Name), options: labelsOf(driver.Options) },
    capAdd: texts(container.CapabilityAdd),
    capDrop: texts(container.CapabilityDrop),
    sysctls: labelsOf(container.Sysctls),
    ulimits: Object.fromEntries(
      items(container.Ulimits).map(({ Name, Soft, Hard }) => [text(Name) ?? '', `${Soft}:${Hard}`]),
    ),
    extraHosts: texts(container.Hosts),
    dns: texts(dns.Nameservers),
    dnsSearch: texts(dns.Search),
    stopGracePeriodNs: number(container.StopGracePeriod),
    init: typeof container.Init === 'boolean' ? container.Init : undefined,
    flags: {
      readOnly: container.ReadOnly === true,
      tty: container.TTY === true,
      stdinOpen: container.OpenStdin === true,
    },
    texts: {
      hostname: text(container.Hostname),
      user: text(container.User),
      workingDir: text(container.Dir),
      stopSignal: text(container.StopSignal),
      isolation: text(container.Isolation),
    },
  });
}

function modeOf(mode: JsonObject): { mode: string; replicas?: number | undefined } {
  if ('Global' in mode) return { mode: 'global' };
  if ('GlobalJob' in mode) return { mode: 'global-job' };
  if ('ReplicatedJob' in mode) {
    return { mode: 'replicated-job', replicas: number(objectAt(mode.ReplicatedJob).TotalCompletions) };
  }
  return { mode: 'replicated', replicas: number(objectAt(mode.Replicated).Replicas) };
}

/** A name without a value takes none along. */
function environmentOf(entries: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    entries.flatMap((entry) => {
      const at = entry.indexOf('=');
      return at < 0 ? [] : [[entry.slice(0, at), entry.slice(at + 1)]];
    }),
  );
}

function filesOf(value: JsonValue | undefined, nameKey: 'SecretName' | 'ConfigName'): readonly FormFile[] {
  return items(value).flatMap((reference) => {
    const file = objectAt(reference.File);
    const target = text(file.Name);
    // A config for the runtime alone (a credential spec) is no file.
    if (target === undefined) return [];
    const mode = number(file.Mode) ?? 0o444;
    return [
      { name: text(reference[nameKey]) ?? '', target, uid: text(file.UID) ?? '0', gid: text(file.GID) ?? '0', mode },
    ];
  });
}

function resourcesOf(value: JsonObject) {
  return { nanoCpus: number(value.NanoCPUs), memoryBytes: number(value.MemoryBytes), pids: number(value.Pids) };
}

function healthcheckOf(value: JsonValue | undefined) {
  if (value === undefined || value === null) return undefined;
  const check = objectAt(value);
  return {
    test: texts(check.Test),
    intervalNs: number(check.Interval),
    timeoutNs: number(check.Timeout),
    startPeriodNs: number(check.StartPeriod),
    startIntervalNs: number(check.StartInterval),
    retries: number(check.Retries),
  };
}

function restartOf(value: JsonValue | undefined) {
  if (value === undefined || value === null) return undefined;
  const policy = objectAt(value);
  return {
    condition: text(policy.Condition),
    delayNs: number(policy.Delay),
    maxAttempts: number(policy.MaxAttempts),
    windowNs: number(policy.Window),
  };
}

function updateOf(value: JsonValue | undefined): FormUpdate | undefined {
  if (value === undefined || value === null) return undefined;
  const update = objectAt(value);
  return {
    parallelism: number(update.Parallelism),
    delayNs: number(update.Delay),
    failureAction: text(update.FailureAction),
    monitorNs: number(update.Monitor),
    maxFailureRatio: number(update.MaxFailureRatio),
    order: text(update.Order),
  };
}

function items(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).map(objectAt) : [];
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function number(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function texts(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).filter((one) => typeof one === 'string') : [];
}

function labelsOf(value: JsonValue | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(objectAt(value)).map(([key, one]) => [key, typeof one === 'string' ? one : String(one)]),
  );
}
