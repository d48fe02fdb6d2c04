// Images and volumes of one engine.

export interface Volume {
  readonly kind: 'volume';
  /** A volume has no id of its own: its name. */
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly scope: string;
  readonly mountpoint?: string;
  readonly createdAt?: string;
  /** Bytes; absent unless disk usage was asked for. */
  readonly sizeBytes?: number;
  /** Named by the engine itself (64 hex digits), as for an image's VOLUME without a mount. */
  readonly anonymous: boolean;
  /** What its driver was told (`type`, `device`, `o` for the local one), passwords masked; absent: nothing. */
  readonly options?: Readonly<Record<string, string>>;
  readonly stack?: string;
  readonly composeProject?: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface Image {
  readonly kind: 'image';
  /** `sha256:…` */
  readonly id: string;
  /** First tag, else the short id. */
  readonly name: string;
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  readonly createdAt?: string;
  readonly sizeBytes: number;
  /** No tag points at it. */
  readonly dangling: boolean;
  readonly labels: Readonly<Record<string, string>>;
}
