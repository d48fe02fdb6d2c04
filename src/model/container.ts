// A container, as the list and the inspect endpoint of one engine tell it.

export type ContainerState =
  | 'created'
  | 'running'
  | 'paused'
  | 'restarting'
  | 'removing'
  | 'exited'
  | 'dead'
  | 'unknown';

/** `none`: no health check is configured. `unknown`: the engine did not say. */
export type Health = 'none' | 'starting' | 'healthy' | 'unhealthy' | 'unknown';

export interface PublishedPort {
  /** Port inside the container. */
  readonly privatePort: number;
  /** Port on the host; absent when exposed but not published. */
  readonly publicPort?: number;
  readonly protocol: string;
  /** Host address the port is bound to, for example `0.0.0.0`. */
  readonly hostIp?: string;
}

export interface ContainerNetwork {
  readonly name: string;
  readonly networkId?: string;
  readonly ipv4?: string;
  readonly ipv6?: string;
  readonly mac?: string;
  readonly aliases: readonly string[];
}

export interface Mount {
  /** `bind`, `volume`, `tmpfs`, `npipe`, `cluster` or `image`. */
  readonly type: string;
  /** Volume name, for volumes. */
  readonly name?: string;
  readonly source?: string;
  readonly target: string;
  readonly readOnly: boolean;
}

export interface Container {
  readonly kind: 'container';
  /** Full 64-digit id. */
  readonly id: string;
  /** Without the leading slash. */
  readonly name: string;
  /** As it was asked for, for example `nginx:1.27`. */
  readonly image: string;
  readonly imageId: string;
  readonly command?: string;
  /** ISO 8601. */
  readonly createdAt?: string;
  readonly state: ContainerState;
  readonly health: Health;
  /** Only when it has ended at least once. */
  readonly exitCode?: number;
  readonly oomKilled?: boolean;
  /** Why it could not be started, in the engine's words (`State.Error`). */
  readonly startError?: string;
  readonly restartCount?: number;
  /** ISO 8601; since when it is in `state`. Rounded as the engine rounds it when it comes from the list. */
  readonly since?: string;
  readonly ports: readonly PublishedPort[];
  readonly networks: readonly ContainerNetwork[];
  readonly mounts: readonly Mount[];
  readonly labels: Readonly<Record<string, string>>;
  /** From labels: the swarm stack, the Compose project and service, the swarm service, task and node. */
  readonly stack?: string;
  readonly composeProject?: string;
  readonly composeService?: string;
  readonly serviceId?: string;
  readonly serviceName?: string;
  readonly taskId?: string;
  readonly nodeId?: string;
  /** The node whose engine holds it; absent on an engine that is in no swarm. */
  readonly node?: string;
}
