// GET /containers/{id}/json → ContainerFacts, secrets masked on the way.

import type {
  ContainerFacts,
  ContainerStateFacts,
  EnvVariable,
  HealthcheckFacts,
  MountFacts,
  NamedEndpoint,
  NetworkAttachment,
  PortRequest,
  Ulimit,
} from '../../model/dossier/containerFacts';
import { endpointsIn, isHostVariable, isOwnAddress } from '../../model/dossier/endpoints';
import { type HealthLog, readHealthLog } from '../../model/healthProbe';
import { maskSecrets } from '../../model/maskSecrets';
import type { PlainJson } from '../../model/plainJson';
import { mountRecord } from '../records/containerRecord';
import { portsFromInspect } from '../records/ports';
import { amount, count, flag, isRaw, items, labels, present, type Raw, raw, text, texts, time } from '../records/read';
import { fingerprintOf } from './fingerprint';

/** Takes whatever the engine says: what is missing or of another kind is left out. */
export function containerFacts(value: unknown): ContainerFacts {
  const object = raw(value);
  const config = raw(object.Config);
  const host = raw(object.HostConfig);
  const network = raw(object.NetworkSettings);
  const env = texts(config.Env);
  const entrypoint = words(config.Entrypoint);
  const command = words(config.Cmd);
  const argv = [text(object.Path), ...texts(object.Args)].flatMap((word) => word ?? []);
  const given = maskedList('Env', env);
  return {
    id: text(object.Id) ?? text(object.ID) ?? '',
    name: (text(object.Name) ?? '').replace(/^\//, ''),
    image: text(config.Image) ?? text(object.ImageName) ?? '',
    state: stateFacts(raw(object.State), object),
    entrypoint: maskedList('Entrypoint', entrypoint),
    command: maskedList('Cmd', command),
    argv: maskedList('Args', argv.length > 0 ? argv : [...entrypoint, ...command]),
    env: variables(given, env),
    endpoints: namedEndpoints(env, [...entrypoint, ...command]),
    tty: config.Tty === true,
    openStdin: config.OpenStdin === true,
    exposedPorts: isRaw(config.ExposedPorts) ? Object.keys(config.ExposedPorts) : [],
    labels: labels(config.Labels),
    networks: attachments(network.Networks),
    portsAsked: portRequests(host.PortBindings),
    portsGiven: portsFromInspect(network.Ports),
    publishAll: host.PublishAllPorts === true,
    mounts: [...mountFacts(object.Mounts, host.Mounts), ...tmpfsMounts(host.Tmpfs)],
    ulimits: ulimits(host.Ulimits),
    sysctls: labels(host.Sysctls),
    restartPolicy: {
      name: text(raw(host.RestartPolicy).Name) ?? 'no',
      maximumRetryCount: count(raw(host.RestartPolicy).MaximumRetryCount) ?? 0,
    },
    init: host.Init === true,
    readonlyRootfs: host.ReadonlyRootfs === true,
    privileged: host.Privileged === true,
    autoRemove: host.AutoRemove === true,
    capAdd: texts(host.CapAdd),
    capDrop: texts(host.CapDrop),
    securityOptions: texts(host.SecurityOpt),
    devices: items(host.Devices).flatMap((device) => text(raw(device).PathOnHost) ?? []),
    deviceRequests: items(host.DeviceRequests).flatMap((request) => [
      ...(text(raw(request).Driver) === undefined ? [] : [text(raw(request).Driver) ?? '']),
      ...items(raw(request).Capabilities).flatMap((some) => texts(some)),
    ]),
    extraHosts: texts(host.ExtraHosts),
    dns: texts(host.Dns),
    ...present({
      imageId: text(object.Image),
      createdAt: time(object.Created),
      health: maskedHealth(value),
      healthcheck: healthcheckFacts(config.Healthcheck),
      workdir: text(config.WorkingDir),
      user: text(config.User),
      hostname: text(config.Hostname),
      stopSignal: text(config.StopSignal),
      stopTimeoutSeconds: count(config.StopTimeout),
      networkMode: text(host.NetworkMode),
      memoryBytes: count(host.Memory) || undefined,
      nanoCpus: count(host.NanoCpus) || undefined,
      cpuQuotaCores: quotaCores(host),
      pidsLimit: count(host.PidsLimit) || undefined,
      shmBytes: count(host.ShmSize) || undefined,
      logDriver: logDriver(host.LogConfig),
      runtime: text(host.Runtime),
      usernsMode: text(host.UsernsMode),
      pidMode: text(host.PidMode),
    }),
  };
}

/** Docker's own defaults where nothing is said; undefined where there is no check. Durations are nanoseconds there. */
export function healthcheckFacts(value: unknown): HealthcheckFacts | undefined {
  const check = raw(value);
  const test = texts(check.Test);
  if (test.length === 0) return undefined;
  const milliseconds = (nanoseconds: unknown, usual: number) => (count(nanoseconds) || usual * 1e6) / 1e6;
  return {
    test: maskedList('Test', test),
    intervalMs: milliseconds(check.Interval, 30_000),
    timeoutMs: milliseconds(check.Timeout, 30_000),
    startPeriodMs: milliseconds(check.StartPeriod, 0),
    retries: count(check.Retries) || 3,
  };
}

/** A text or a list of texts, as engines write commands. */
export function words(value: unknown): readonly string[] {
  const whole = text(value);
  return whole === undefined ? texts(value) : [whole];
}

/** `key` tells what kind of list it is: the rules for variables differ from those for commands. */
export function maskedList(key: string, list: readonly string[]): readonly string[] {
  const shown = (maskSecrets({ [key]: list }).json as { readonly [name: string]: PlainJson })[key];
  return Array.isArray(shown) ? (shown as readonly string[]) : [];
}

export function variables(env: readonly string[], unmasked: readonly string[] = env): readonly EnvVariable[] {
  return env.map((entry, at) => {
    const [name, value] = pairOf(entry);
    const [, whole] = pairOf(unmasked[at] ?? entry);
    return { name, value, ...present({ fingerprint: whole === value ? undefined : fingerprintOf(whole) }) };
  });
}

function pairOf(entry: string): readonly [name: string, value: string] {
  const equals = entry.indexOf('=');
  return equals < 0 ? [entry, ''] : [entry.slice(0, equals), entry.slice(equals + 1)];
}

/** Before masking, since a variable whose name is secret may hold an address. */
export function namedEndpoints(env: readonly string[], argv: readonly string[]): readonly NamedEndpoint[] {
  const inEnv = variables(env).flatMap(({ name, value }) =>
    isOwnAddress(name) ? [] : endpointsIn(value, name, isHostVariable(name)),
  );
  const inCommand = argv.flatMap((word) => endpointsIn(word.replace(/^--?[\w.-]+=/, ''), 'command'));
  return [...inEnv, ...inCommand].slice(0, 50);
}

export function ulimits(value: unknown): readonly Ulimit[] {
  return items(value).flatMap((item) => {
    const name = text(raw(item).Name);
    return name === undefined
      ? []
      : [{ name, ...present({ soft: amount(raw(item).Soft), hard: amount(raw(item).Hard) }) }];
  });
}

function stateFacts(state: Raw, object: Raw): ContainerStateFacts {
  return {
    status: (text(state.Status) ?? (state.Running === true ? 'running' : 'unknown')).toLowerCase(),
    exitCode: amount(state.ExitCode) ?? 0,
    error: text(state.Error) ?? '',
    oomKilled: flag(state.OOMKilled) ?? false,
    restartCount: count(object.RestartCount) ?? 0,
    ...present({ startedAt: time(state.StartedAt), finishedAt: time(state.FinishedAt) }),
  };
}

/** `readHealthLog` masks what probes printed. */
function maskedHealth(value: unknown): HealthLog | undefined {
  return isRaw(value) ? readHealthLog(value as PlainJson) : undefined;
}

function attachments(value: unknown): readonly NetworkAttachment[] {
  if (!isRaw(value)) return [];
  return Object.entries(value).map(([name, attached]) => {
    const one = raw(attached);
    return {
      name,
      // DNSNames (API 1.44) holds all names under which it is found.
      aliases: [...new Set([...texts(one.Aliases), ...texts(one.DNSNames)])],
      ...present({
        networkId: text(one.NetworkID),
        ipv4: text(one.IPAddress),
        askedIpv4: text(raw(one.IPAMConfig).IPv4Address),
      }),
    };
  });
}

function portRequests(value: unknown): readonly PortRequest[] {
  if (!isRaw(value)) return [];
  return Object.entries(value).flatMap(([key, bindings]) => {
    const [port, protocol = 'tcp'] = key.split('/', 2);
    const containerPort = amount(port);
    if (containerPort === undefined) return [];
    const asked = items(bindings);
    return (asked.length === 0 ? [{}] : asked).map((binding) => ({
      containerPort,
      protocol,
      ...present({ hostIp: text(raw(binding).HostIp), hostPort: count(text(raw(binding).HostPort)) || undefined }),
    }));
  });
}

function mountFacts(value: unknown, asked: unknown): readonly MountFacts[] {
  const strict = new Set(
    items(asked).flatMap((item) => {
      const { Type, Target, BindOptions } = raw(item);
      return Type === 'bind' && raw(BindOptions).CreateMountpoint !== true ? (text(Target) ?? []) : [];
    }),
  );
  return items(value).flatMap((item) => {
    const mount = mountRecord(item);
    if (mount === undefined) return [];
    const driver = text(raw(item).Driver);
    return [{ ...mount, ...present({ driver, mustExist: strict.has(mount.target) || undefined }) }];
  });
}

function tmpfsMounts(value: unknown): readonly MountFacts[] {
  return Object.entries(labels(value)).map(([target, options]) => ({
    type: 'tmpfs',
    target,
    readOnly: /(?:^|,)ro(?:,|$)/.test(options),
    options,
  }));
}

function quotaCores(host: Raw): number | undefined {
  const quota = count(host.CpuQuota) ?? 0;
  return quota > 0 ? quota / (count(host.CpuPeriod) || 100_000) : undefined;
}

function logDriver(value: unknown): ContainerFacts['logDriver'] {
  const type = text(raw(value).Type);
  return type === undefined ? undefined : { type, options: labels(raw(value).Config) };
}
