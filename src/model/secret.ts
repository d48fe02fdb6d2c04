// Secrets and configs: metadata only. A value never enters the model.

export interface SecretMeta {
  readonly kind: 'secret';
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly stack?: string;
  /** External secret driver, if any. */
  readonly driver?: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface ConfigMeta {
  readonly kind: 'config';
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly stack?: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Both are files that swarm hands to tasks, and both are changed in the same ways. */
export type FileMeta = SecretMeta | ConfigMeta;
export type FileKind = FileMeta['kind'];
