// A simulated swarm of any size, in the shape the Engine API 1.41 documents: what no machine here can hold for real.

import type { SimEngine } from './simEngine';
import type { Raw } from './simState';

export interface SimSwarmSize {
  readonly nodes: number;
  readonly services: number;
  /** Spread evenly over the services. */
  readonly tasks: number;
}

const managers = 3;

/** Makes the engine a manager of a swarm of that size, all of it running. Call before `start`. */
export function fillSwarm(engine: SimEngine, size: SimSwarmSize): void {
  const { nodes, services, tasks } = size;
  const perService = Math.ceil(tasks / services);
  engine.swarm = {
    ...{ LocalNodeState: 'active', ControlAvailable: true, NodeID: nodeId(0), NodeAddr: '10.0.0.1', Error: '' },
    ...{ RemoteManagers: [{ NodeID: nodeId(0), Addr: '10.0.0.1:2377' }], Nodes: nodes, Managers: managers },
    Cluster: { ID: 'simcluster', Spec: { Name: 'default' } },
  };
  for (let at = 0; at < nodes; at++) engine.lists.nodes.push(simNode(at));
  for (let at = 0; at < services; at++) engine.lists.services.push(simService(at, perService));
  for (let at = 0; at < tasks; at++) {
    const service = Math.floor(at / perService);
    engine.lists.tasks.push(simTask(at, service, (at % perService) + 1, at % nodes));
  }
  engine.lists.networks.push(overlay);
}

/** A task's process ended: the task failed, and swarm put a new one in its place, as the orchestrator does. */
export function failTask(engine: SimEngine, at: number): { readonly failed: Raw; readonly next: Raw } {
  const { tasks } = engine.lists;
  const failed = tasks[at];
  if (!failed) throw new Error(`There is no task ${at}.`);
  const now = new Date().toISOString();
  const status = failed.Status as Raw;
  const next: Raw = {
    ...failed,
    ...{ ID: taskId(tasks.length), Version: { Index: indexOf(failed) + 2 }, CreatedAt: now, UpdatedAt: now },
    ...{ Status: { ...status, Timestamp: now, State: 'starting', Message: 'starting' } },
  };
  tasks[at] = {
    ...failed,
    ...{ Version: { Index: indexOf(failed) + 1 }, UpdatedAt: now, DesiredState: 'shutdown' },
    Status: {
      ...status,
      ...{ Timestamp: now, State: 'failed', Message: 'started', Err: 'task: non-zero exit (137)' },
      ContainerStatus: { ...(status.ContainerStatus as Raw), ExitCode: 137 },
    },
  };
  tasks.push(next);
  return { failed: tasks[at], next };
}

/** An event of the kind that an update of the service sends. */
export function serviceEvent(engine: SimEngine, service: number): Raw {
  const ms = Date.now();
  const id = serviceId(service);
  const spec = engine.lists.services[service]?.Spec as Raw | undefined;
  const attributes = { name: spec?.Name };
  return {
    ...{ Type: 'service', Action: 'update', scope: 'swarm', Actor: { ID: id, Attributes: attributes } },
    ...{ time: Math.floor(ms / 1000), timeNano: ms * 1e6 },
  };
}

export function serviceId(at: number): string {
  return `sv${String(at).padStart(23, '0')}`;
}

function nodeId(at: number): string {
  return `nd${String(at).padStart(23, '0')}`;
}

function taskId(at: number): string {
  return `tk${String(at).padStart(23, '0')}`;
}

function indexOf(object: Raw): number {
  return (object.Version as { Index: number }).Index;
}

const longAgo = new Date(Date.now() - 3 * 86_400_000).toISOString();

function simNode(at: number): Raw {
  const address = `10.0.${Math.floor(at / 250)}.${(at % 250) + 1}`;
  const manager = at < managers;
  return {
    ...{ ID: nodeId(at), Version: { Index: 10 + at }, CreatedAt: longAgo, UpdatedAt: longAgo },
    Spec: { Labels: { zone: `z${at % 4}` }, Role: manager ? 'manager' : 'worker', Availability: 'active' },
    Description: {
      ...{ Hostname: `node-${at}`, Platform: { Architecture: 'x86_64', OS: 'linux' } },
      Resources: { NanoCPUs: 8_000_000_000, MemoryBytes: 32_000_000_000 },
      Engine: { EngineVersion: '20.10.24', Plugins: drivers },
      TLSInfo: { TrustRoot: 'x'.repeat(560), CertIssuerSubject: 'MBMxETAPBgNVBAMTCHN3YXJtLWNh' },
    },
    Status: { State: 'ready', Addr: address },
    ...(manager ? { ManagerStatus: { Leader: at === 0, Reachability: 'reachable', Addr: `${address}:2377` } } : {}),
  };
}

const drivers = ['awslogs', 'fluentd', 'gcplogs', 'gelf', 'journald', 'json-file', 'local', 'splunk', 'syslog'].map(
  (Name) => ({ Type: 'Log', Name }),
);

const overlay: Raw = {
  ...{ Id: 'simnet', Name: 'backend', Driver: 'overlay', Scope: 'swarm', Created: longAgo, Attachable: true },
  ...{ IPAM: { Driver: 'default', Config: [{ Subnet: '10.100.0.0/16' }] }, Labels: {}, Options: {}, Containers: null },
};

function simService(at: number, replicas: number): Raw {
  return {
    ...{ ID: serviceId(at), Version: { Index: 2000 + at }, CreatedAt: longAgo, UpdatedAt: longAgo },
    Spec: {
      ...{ Name: `stack${at % 50}_service${at}`, Labels: { 'com.docker.stack.namespace': `stack${at % 50}` } },
      ...{ TaskTemplate: template(at), Mode: { Replicated: { Replicas: replicas } } },
      UpdateConfig: { Parallelism: 1, FailureAction: 'pause', Monitor: 5_000_000_000, Order: 'stop-first' },
      EndpointSpec: { Mode: 'vip' },
    },
    Endpoint: {
      Spec: { Mode: 'vip' },
      VirtualIPs: [{ NetworkID: 'simnet', Addr: `10.100.${at % 250}.${Math.floor(at / 250) + 2}/16` }],
    },
  };
}

function template(service: number): Raw {
  return {
    ContainerSpec: {
      ...{ Image: `registry.example.com/team/service${service}:2.4.1@sha256:${'0123456789abcdef'.repeat(4)}` },
      ...{ Args: ['serve', '--port', '8080'], Init: false, DNSConfig: {}, Isolation: 'default' },
      Labels: { 'com.docker.stack.namespace': `stack${service % 50}` },
      Env: Array.from({ length: 10 }, (_, at) => `SETTING_${at}=value-${at}`),
    },
    Resources: { Limits: { MemoryBytes: 536_870_912 }, Reservations: {} },
    ...{ Placement: {}, Networks: [{ Target: 'simnet' }], ForceUpdate: 0, Runtime: 'container' },
  };
}

function simTask(at: number, service: number, slot: number, node: number): Raw {
  return {
    ...{ ID: taskId(at), Version: { Index: 10_000 + at }, CreatedAt: longAgo, UpdatedAt: longAgo, Labels: {} },
    ...{ Spec: template(service), ServiceID: serviceId(service), Slot: slot, NodeID: nodeId(node) },
    Status: {
      ...{ Timestamp: longAgo, State: 'running', Message: 'started', PortStatus: {} },
      ContainerStatus: { ContainerID: taskId(at).padEnd(64, '0'), PID: 1000 + at, ExitCode: 0 },
    },
    DesiredState: 'running',
    NetworksAttachments: [{ Network: { ID: 'simnet' }, Addresses: [`10.100.${at % 250}.${Math.floor(at / 250)}/16`] }],
  };
}
