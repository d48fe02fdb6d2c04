// The raw objects of a simulated engine, in the shape the Engine API 1.41 documents, and what happens to them.

export type Raw = Record<string, unknown>;

export interface SimContainer {
  readonly id: string;
  name: string;
  state: 'created' | 'running' | 'paused' | 'exited';
  /** What the list says: it lags behind `state` where the test asks for that. */
  listedState: SimContainer['state'];
  exitCode: number;
  health?: 'starting' | 'healthy' | 'unhealthy';
  startedAt: number;
  finishedAt: number;
  readonly createdAt: number;
  labels: Record<string, string>;
  /** Put over the raw list and inspect objects, to make them odd. */
  odd?: Raw;
}

/** 64 hex digits that differ in their first twelve. */
export function simId(index: number): string {
  return `${(index + 1).toString(16).padStart(12, '0')}${'ab'.repeat(26)}`;
}

export function simContainer(index: number, nowMs: number): SimContainer {
  return {
    ...{ id: simId(index), name: `sim-${index}`, state: 'running', listedState: 'running', exitCode: 0 },
    ...{ startedAt: nowMs - 3_600_000, finishedAt: 0, createdAt: nowMs - 7_200_000 },
    labels: { 'com.example.group': `group-${index % 50}`, maintainer: 'Dockhound <nobody@example.com>' },
  };
}

const image = 'sha256:1d1f9a3c1b5e7a9b2c4d6e8f0a1b3c5d7e9f1a2b4c6d8e0f2a4b6c8d0e1f3a5b';

/** `GET /containers/json` of one container: the fields Engine 20.10 sends. */
export function listed(container: SimContainer, nowMs: number): Raw {
  const state = container.listedState;
  const networkSettings = { Networks: { bridge: endpointOf(container) } };
  return {
    ...{ Id: container.id, Names: [`/${container.name}`], Image: 'busybox:1.36', ImageID: image },
    ...{ Command: "sh -c 'while true; do sleep 1; done'", Created: Math.floor(container.createdAt / 1000) },
    ...{ Ports: [], Labels: container.labels, State: state, Status: statusText(container, state, nowMs) },
    ...{ HostConfig: { NetworkMode: 'default' }, NetworkSettings: networkSettings, Mounts: [] },
    ...container.odd,
  };
}

/** `GET /containers/{id}/json`, with as much around it as a real answer has. */
export function inspected(container: SimContainer): Raw {
  const running = container.state === 'running' || container.state === 'paused';
  const state = {
    ...{ Status: container.state, Running: running, Paused: container.state === 'paused', Restarting: false },
    ...{ OOMKilled: false, Dead: false, Pid: running ? 4711 : 0, ExitCode: container.exitCode, Error: '' },
    ...{ StartedAt: new Date(container.startedAt).toISOString(), FinishedAt: finished(container) },
    ...(container.health ? { Health: { Status: container.health, FailingStreak: 0, Log: [] } } : {}),
  };
  return {
    ...{
      Id: container.id,
      Name: `/${container.name}`,
      Image: image,
      Created: new Date(container.createdAt).toISOString(),
    },
    ...{ Path: 'sh', Args: ['-c', 'while true; do sleep 1; done'], State: state, RestartCount: 0, Driver: 'overlay2' },
    ...{ HostConfig: { NetworkMode: 'default', RestartPolicy: { Name: 'no', MaximumRetryCount: 0 } }, Mounts: [] },
    Config: {
      ...{ Hostname: container.id.slice(0, 12), Env: ['PATH=/bin'], Cmd: ['sh'], Image: 'busybox:1.36' },
      ...{ Labels: container.labels, ...(container.health ? { Healthcheck: { Test: ['CMD', 'true'] } } : {}) },
    },
    NetworkSettings: { Ports: {}, Networks: { bridge: endpointOf(container) } },
    ...container.odd,
  };
}

function endpointOf(container: SimContainer): Raw {
  const last = Number.parseInt(container.id.slice(0, 12), 16);
  const address = container.state === 'running' ? `172.17.${(last >> 8) & 255}.${last & 255}` : '';
  return {
    ...{ NetworkID: 'f'.repeat(64), EndpointID: container.id, Gateway: '172.17.0.1', IPAddress: address },
    ...{ IPPrefixLen: 16, MacAddress: '02:42:ac:11:00:02', Aliases: null, GlobalIPv6Address: '' },
  };
}

function finished(container: SimContainer): string {
  return container.finishedAt === 0 ? '0001-01-01T00:00:00Z' : new Date(container.finishedAt).toISOString();
}

function statusText(container: SimContainer, state: SimContainer['state'], nowMs: number): string {
  const minutes = Math.max(2, Math.floor((nowMs - container.startedAt) / 60_000));
  switch (state) {
    case 'created':
      return 'Created';
    case 'exited':
      return `Exited (${container.exitCode}) 5 seconds ago`;
    case 'paused':
      return `Up ${minutes} minutes (Paused)`;
    case 'running':
      return `Up ${minutes} minutes${container.health ? ` (${healthText(container.health)})` : ''}`;
  }
}

function healthText(health: 'starting' | 'healthy' | 'unhealthy'): string {
  return health === 'starting' ? 'health: starting' : health;
}

export function simInfo(name: string, containers: number, swarm: Raw): Raw {
  return {
    ...{ ID: `SIM:${name}`, Name: name, ServerVersion: '20.10.24', OSType: 'linux', OperatingSystem: 'Simulated' },
    ...{ Architecture: 'x86_64', NCPU: 2, MemTotal: 4_000_000_000, CgroupVersion: '2', Driver: 'overlay2' },
    ...{ LoggingDriver: 'json-file', Containers: containers, SecurityOptions: [], Warnings: null, Swarm: swarm },
  };
}
