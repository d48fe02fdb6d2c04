// What an engine says of itself, and its place in a swarm.

/** `none`: not in a swarm. `locked`: a manager waiting for its unlock key. `error`: in a swarm it cannot serve. */
export type SwarmRole = 'none' | 'manager' | 'worker' | 'pending' | 'locked' | 'error';

export interface SwarmInfo {
  readonly role: SwarmRole;
  readonly nodeId?: string;
  readonly nodeAddress?: string;
  readonly clusterId?: string;
  readonly managers?: number;
  readonly nodes?: number;
  /** Managers only: whether they ask for the unlock key after a restart. */
  readonly autolock?: boolean;
  /** Managers only, ISO 8601: when the swarm's root certificate ends. */
  readonly caExpiresAt?: string;
  /** Managers only: a new root certificate was not given to all nodes yet. */
  readonly rootRotating?: boolean;
  /** Managers: where swarm takes the subnets of new overlay networks from, as CIDR, and how large each gets. */
  readonly addressPools?: readonly string[];
  readonly subnetPrefix?: number;
  /** Managers this node knows: how a worker can tell where to connect. */
  readonly remoteManagers: readonly { readonly nodeId: string; readonly address: string }[];
  /** The engine's own words, for example that the swarm has no leader. */
  readonly error?: string;
}

export interface EngineInfo {
  /** The engine's own id; unlike a host name, it tells cloned machines apart. */
  readonly id: string;
  /** Host name. */
  readonly name: string;
  /** How people name it: the context, else the host name. */
  readonly label: string;
  /** Where it is reached, for example `unix:///var/run/docker.sock`. Holds no password. */
  readonly endpoint: string;
  readonly serverVersion: string;
  /** The API version both sides agreed on, for example `1.41`. */
  readonly apiVersion: string;
  /** `linux` or `windows`. */
  readonly osType: string;
  readonly operatingSystem?: string;
  readonly architecture?: string;
  readonly cpus?: number;
  readonly memoryBytes?: number;
  /** `1` or `2`. */
  readonly cgroupVersion?: string;
  readonly storageDriver?: string;
  readonly loggingDriver?: string;
  readonly rootless: boolean;
  /**
   * By how many milliseconds its clock is ahead of ours (negative: behind), to the second; absent: by less than two seconds,
   * or not known.
   */
  readonly clockAheadMs?: number;
  /** What the engine warns about, verbatim. */
  readonly warnings: readonly string[];
  readonly swarm: SwarmInfo;
}
