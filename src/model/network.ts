// A network of the engine or of the swarm, and who is attached to it on this engine.

export interface NetworkEndpoint {
  readonly containerId: string;
  readonly name: string;
  readonly ipv4?: string;
  readonly ipv6?: string;
  readonly mac?: string;
}

export interface Network {
  readonly kind: 'network';
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  /** `local`, `swarm` or `global`. */
  readonly scope: string;
  readonly subnets: readonly { readonly subnet: string; readonly gateway?: string; readonly ipRange?: string }[];
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly ingress: boolean;
  readonly encrypted: boolean;
  /** Containers get IPv6 addresses, too. */
  readonly ipv6?: boolean;
  readonly createdAt?: string;
  readonly stack?: string;
  readonly composeProject?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  /** Only where the engine told (inspect does, the list does not); attachments also stand in each container. */
  readonly endpoints?: readonly NetworkEndpoint[];
}
