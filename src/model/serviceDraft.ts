// What a person writes to make or change a service: texts as typed, in docker's own units, grouped as the form shows them.

export const draftModes = ['replicated', 'global', 'replicated-job', 'global-job'] as const;
export type DraftMode = (typeof draftModes)[number];

export interface DraftPort {
  /** In the container. */
  readonly target: string;
  /** On the nodes; empty: swarm chooses one. */
  readonly published: string;
  readonly protocol: string;
  readonly mode: string;
}

export interface DraftNetwork {
  readonly name: string;
  /** Other names the tasks answer to there, separated by commas. */
  readonly aliases: string;
}

export interface DraftMount {
  readonly type: string;
  /** A path on the node, or a volume's name; empty for tmpfs, and for a volume without a name. */
  readonly source: string;
  readonly target: string;
  readonly readonly: boolean;
}

export interface DraftPair {
  readonly name: string;
  readonly value: string;
}

/** A secret or config as a file of the tasks. */
export interface DraftFile {
  readonly name: string;
  /** Empty: its own name, below `/run/secrets` for a secret and below `/` for a config. */
  readonly target: string;
  readonly uid: string;
  readonly gid: string;
  /** Octal digits, as for chmod. */
  readonly mode: string;
}

/** How swarm replaces tasks, forwards or back. */
export interface DraftRollout {
  readonly parallelism: string;
  readonly delay: string;
  readonly order: string;
  readonly failureAction: string;
  readonly monitor: string;
  readonly maxFailureRatio: string;
}

/**
 * Every text may be empty, which means that nothing is said and docker's default holds. Durations are Go's (`1m30s`), sizes
 * docker's (`512M`), commands words as a shell quotes them.
 */
export interface ServiceDraft {
  readonly name: string;
  readonly image: string;
  /** In place of the image's entrypoint. */
  readonly command: string;
  readonly args: string;
  readonly mode: DraftMode;
  /** Replicated services. */
  readonly replicas: string;
  /** Replicated jobs: how many tasks shall complete, and how many run at a time. */
  readonly completions: string;
  readonly concurrent: string;
  readonly user: string;
  readonly workdir: string;
  readonly hostname: string;
  readonly ports: readonly DraftPort[];
  readonly endpointMode: string;
  readonly networks: readonly DraftNetwork[];
  readonly mounts: readonly DraftMount[];
  readonly env: readonly DraftPair[];
  readonly secrets: readonly DraftFile[];
  readonly configs: readonly DraftFile[];
  readonly constraints: readonly string[];
  readonly limits: { readonly cpus: string; readonly memory: string; readonly pids: string };
  readonly reservations: { readonly cpus: string; readonly memory: string };
  readonly health: {
    /** Empty: the image's own check. */
    readonly kind: string;
    readonly command: string;
    readonly interval: string;
    readonly timeout: string;
    readonly retries: string;
    readonly startPeriod: string;
  };
  readonly update: DraftRollout;
  readonly rollback: DraftRollout;
  readonly restart: {
    readonly condition: string;
    readonly delay: string;
    readonly maxAttempts: string;
    readonly window: string;
  };
  readonly stopGrace: string;
  readonly labels: readonly DraftPair[];
  readonly containerLabels: readonly DraftPair[];
}

const noRollout: DraftRollout = {
  parallelism: '',
  delay: '',
  order: '',
  failureAction: '',
  monitor: '',
  maxFailureRatio: '',
};

export const emptyDraft: ServiceDraft = {
  name: '',
  image: '',
  command: '',
  args: '',
  mode: 'replicated',
  replicas: '1',
  completions: '1',
  concurrent: '1',
  user: '',
  workdir: '',
  hostname: '',
  ports: [],
  endpointMode: '',
  networks: [],
  mounts: [],
  env: [],
  secrets: [],
  configs: [],
  constraints: [],
  limits: { cpus: '', memory: '', pids: '' },
  reservations: { cpus: '', memory: '' },
  health: { kind: '', command: '', interval: '', timeout: '', retries: '', startPeriod: '' },
  update: noRollout,
  rollback: noRollout,
  restart: { condition: '', delay: '', maxAttempts: '', window: '' },
  stopGrace: '',
  labels: [],
  containerLabels: [],
};

const noFile: DraftFile = { name: '', target: '', uid: '', gid: '', mode: '' };

/** A new row of each list. */
export const emptyItems = {
  ports: { target: '', published: '', protocol: 'tcp', mode: 'ingress' },
  networks: { name: '', aliases: '' },
  mounts: { type: 'volume', source: '', target: '', readonly: false },
  env: { name: '', value: '' },
  secrets: noFile,
  configs: noFile,
  constraints: '',
  labels: { name: '', value: '' },
  containerLabels: { name: '', value: '' },
} as const satisfies { readonly [L in DraftList]: ServiceDraft[L][number] };

export type DraftList = {
  [K in keyof ServiceDraft]: ServiceDraft[K] extends readonly unknown[] ? K : never;
}[keyof ServiceDraft];

/** What can be chosen, by path (`*` stands for a row's number). An empty one is docker's default. */
export const draftChoices: Readonly<Record<string, readonly string[]>> = {
  mode: draftModes,
  endpointMode: ['', 'vip', 'dnsrr'],
  'ports.*.protocol': ['tcp', 'udp', 'sctp'],
  'ports.*.mode': ['ingress', 'host'],
  'mounts.*.type': ['volume', 'bind', 'tmpfs'],
  'health.kind': ['', 'none', 'shell', 'exec'],
  'update.order': ['', 'stop-first', 'start-first'],
  'update.failureAction': ['', 'pause', 'continue', 'rollback'],
  'rollback.order': ['', 'stop-first', 'start-first'],
  'rollback.failureAction': ['', 'pause', 'continue'],
  'restart.condition': ['', 'none', 'on-failure', 'any'],
};

export type DraftLeaf = string | boolean;

/** The text or mark at `a.0.b`; undefined where there is none. */
export function draftLeaf(draft: ServiceDraft, path: string): DraftLeaf | undefined {
  let at: unknown = draft;
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[key];
  }
  return typeof at === 'string' || typeof at === 'boolean' ? at : undefined;
}

/** A copy in which it is `value`. A path that leads nowhere changes nothing. */
export function withDraftLeaf(draft: ServiceDraft, path: string, value: DraftLeaf): ServiceDraft {
  return draftLeaf(draft, path) === undefined ? draft : (put(draft, path.split('.'), value) as ServiceDraft);
}

function put(at: unknown, [key, ...rest]: readonly string[], value: DraftLeaf): unknown {
  if (key === undefined) return value;
  if (Array.isArray(at)) return at.map((item, i) => (String(i) === key ? put(item, rest, value) : item));
  const object = at as Readonly<Record<string, unknown>>;
  return { ...object, [key]: put(object[key], rest, value) };
}

/** `field` names where, as a path into the draft (`ports.0.published`). */
export interface DraftProblem {
  readonly field: string;
  readonly message: string;
  /** A warning does not stop anybody. */
  readonly severity: 'error' | 'warning';
}
