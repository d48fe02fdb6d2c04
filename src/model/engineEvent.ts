// One event of an engine, as its event stream tells it.

export interface EngineEvent {
  /** `container`, `image`, `volume`, `network`, `plugin`, `service`, `node`, `secret`, `config` or `daemon`. */
  readonly type: string;
  /** Without its argument: `health_status`, not `health_status: unhealthy`. */
  readonly action: string;
  /** What followed the colon of the action, if anything: `unhealthy`. */
  readonly detail?: string;
  /** Id of the object; a volume's is its name. */
  readonly id: string;
  readonly name?: string;
  readonly scope: 'local' | 'swarm';
  /** Nanoseconds since the epoch, as decimal digits: beyond what a number holds. */
  readonly timeNano: string;
  readonly attributes: Readonly<Record<string, string>>;
}
