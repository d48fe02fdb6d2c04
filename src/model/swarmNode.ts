// A machine of the swarm, as a manager sees it.

export interface SwarmNode {
  readonly kind: 'node';
  readonly id: string;
  /** Host name. */
  readonly name: string;
  readonly version: number;
  readonly role: 'manager' | 'worker' | 'unknown';
  readonly availability: 'active' | 'pause' | 'drain' | 'unknown';
  readonly state: 'ready' | 'down' | 'disconnected' | 'unknown';
  /** Why it is in `state`, for example `heartbeat failure`. */
  readonly message?: string;
  readonly address?: string;
  readonly leader: boolean;
  /** Managers only: `reachable`, `unreachable` or `unknown`. */
  readonly reachability?: string;
  readonly managerAddress?: string;
  readonly engineVersion?: string;
  readonly os?: string;
  readonly architecture?: string;
  /** Whole cores × 10⁹. */
  readonly nanoCpus?: number;
  readonly memoryBytes?: number;
  readonly labels: Readonly<Record<string, string>>;
  /** `Type/Name`, for example `Network/overlay`. */
  readonly plugins: readonly string[];
}
