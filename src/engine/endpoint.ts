// Where an engine is, and how that was decided.

/** What decided on this endpoint, in the order in which they are asked. */
export type EndpointOrigin = 'chosen' | 'setting' | 'DOCKER_HOST' | 'DOCKER_CONTEXT' | 'currentContext' | 'socket';

export interface TlsFiles {
  /** PEM text. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** True only where the context says so itself; never a default. */
  readonly skipVerify: boolean;
  /** Where the files were read, for messages. */
  readonly directory: string;
}

export type Address =
  | { readonly type: 'unix'; readonly path: string }
  | { readonly type: 'npipe'; readonly path: string }
  | {
      readonly type: 'tcp';
      readonly host: string;
      readonly port: number;
      readonly tls?: TlsFiles /** Path before every request's, for an engine behind a proxy. */;
      readonly prefix?: string;
    }
  | {
      readonly type: 'ssh';
      readonly host: string;
      readonly user?: string;
      readonly port?: number;
      /** Socket path on the far side, where the address named one. */
      readonly remoteSocket?: string;
    };

export interface Endpoint {
  readonly address: Address;
  /** As a person writes it, for example `ssh://ops@10.0.0.4`; never holds a password. */
  readonly url: string;
  /** How people name it: the context's name, else a short form of the address. */
  readonly label: string;
  readonly origin: EndpointOrigin;
  readonly context?: string;
}
