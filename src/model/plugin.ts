// A managed plugin of one engine.

export interface Plugin {
  readonly kind: 'plugin';
  readonly id: string;
  /** For example `vieux/sshfs:latest`. */
  readonly name: string;
  readonly enabled: boolean;
  readonly description?: string;
  /** For example `docker.volumedriver/1.0`. */
  readonly types: readonly string[];
}
