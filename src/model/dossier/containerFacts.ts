// What one container was asked to be and what became of it, as its inspect (or the spec of its service) tells.

import type { PublishedPort } from '../container';
import type { HealthLog } from '../healthProbe';

/** A variable of the environment. The value is masked where its name or form says that it is secret. */
export interface EnvVariable {
  readonly name: string;
  readonly value: string;
  /** Of a masked value, or the password in a masked URL: equal for equal secrets in this process, of no use elsewhere. */
  readonly fingerprint?: string;
}

/** Another program that an argument or a variable names, found before masking, without any password. */
export interface NamedEndpoint {
  /** Variable or `command` in which it stands. */
  readonly from: string;
  readonly host: string;
  readonly port?: number;
  /** The URL's scheme, for example `postgresql`. */
  readonly scheme?: string;
}

export interface NetworkAttachment {
  readonly name: string;
  readonly networkId?: string;
  readonly aliases: readonly string[];
  readonly ipv4?: string;
  /** The fixed address that was asked for (`--ip`). */
  readonly askedIpv4?: string;
}

/** A port as `-p` asked for it. `hostPort` absent: the engine chooses one. */
export interface PortRequest {
  readonly containerPort: number;
  readonly protocol: string;
  readonly hostIp?: string;
  readonly hostPort?: number;
}

export interface MountFacts {
  /** `bind`, `volume`, `tmpfs`, `npipe`, `cluster` or `image`. */
  readonly type: string;
  /** Volume name, for volumes. */
  readonly name?: string;
  readonly source?: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly driver?: string;
  /** A bind made by `--mount` or a service: the engine does not make its source when it is missing, as it does for `-v`. */
  readonly mustExist?: boolean;
  /** `size=4m,mode=1777` and the like, for a tmpfs. */
  readonly options?: string;
}

export interface HealthcheckFacts {
  /** As written: `['CMD-SHELL', 'curl -f http://localhost/']`, `['CMD', …]` or `['NONE']`. */
  readonly test: readonly string[];
  /** Milliseconds, with Docker's defaults filled in (30 s, 30 s, 0, 3 tries; moby daemon/health.go). */
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly startPeriodMs: number;
  readonly retries: number;
}

export interface ContainerStateFacts {
  /** In the engine's word: `created`, `running`, `exited` … */
  readonly status: string;
  /** 0 while it runs, and before the first start unless that failed. */
  readonly exitCode: number;
  /** Why it could not be started, verbatim; empty: none. */
  readonly error: string;
  readonly oomKilled: boolean;
  /** ISO 8601; absent: never. */
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly restartCount: number;
}

export interface Ulimit {
  readonly name: string;
  readonly soft?: number;
  readonly hard?: number;
}

export interface ContainerFacts {
  readonly id: string;
  readonly name: string;
  /** As it was asked for. */
  readonly image: string;
  readonly imageId?: string;
  readonly createdAt?: string;
  readonly state: ContainerStateFacts;
  readonly health?: HealthLog;
  readonly healthcheck?: HealthcheckFacts;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** Entrypoint and command as they are run; masked. */
  readonly argv: readonly string[];
  readonly workdir?: string;
  readonly user?: string;
  readonly env: readonly EnvVariable[];
  readonly endpoints: readonly NamedEndpoint[];
  readonly tty: boolean;
  readonly openStdin: boolean;
  readonly hostname?: string;
  readonly stopSignal?: string;
  readonly stopTimeoutSeconds?: number;
  /** `80/tcp` */
  readonly exposedPorts: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** `bridge`, `host`, `none`, `container:<id>` or a network's name. */
  readonly networkMode?: string;
  readonly networks: readonly NetworkAttachment[];
  readonly portsAsked: readonly PortRequest[];
  readonly portsGiven: readonly PublishedPort[];
  readonly publishAll: boolean;
  readonly mounts: readonly MountFacts[];
  /** Bytes; absent: none. */
  readonly memoryBytes?: number;
  readonly nanoCpus?: number;
  readonly cpuQuotaCores?: number;
  readonly pidsLimit?: number;
  readonly shmBytes?: number;
  readonly ulimits: readonly Ulimit[];
  readonly sysctls: Readonly<Record<string, string>>;
  readonly restartPolicy: { readonly name: string; readonly maximumRetryCount: number };
  readonly logDriver?: { readonly type: string; readonly options: Readonly<Record<string, string>> };
  readonly init: boolean;
  readonly readonlyRootfs: boolean;
  readonly privileged: boolean;
  readonly autoRemove: boolean;
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly securityOptions: readonly string[];
  readonly devices: readonly string[];
  /** Drivers and capabilities that were asked for, for example `gpu`. */
  readonly deviceRequests: readonly string[];
  readonly extraHosts: readonly string[];
  readonly dns: readonly string[];
  readonly runtime?: string;
  readonly usernsMode?: string;
  readonly pidMode?: string;
}

export interface ImageFacts {
  readonly id: string;
  readonly tags: readonly string[];
  readonly architecture?: string;
  readonly os?: string;
  readonly user?: string;
  readonly workdir?: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly exposedPorts: readonly string[];
  /** Paths for which it wants a volume. */
  readonly volumes: readonly string[];
  readonly healthcheck?: HealthcheckFacts;
  readonly envNames: readonly string[];
  readonly stopSignal?: string;
  readonly createdAt?: string;
}
