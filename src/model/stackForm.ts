// What a stack's services are to be, in one normal form for both sides: the compose file's and the running swarm's.

import type { PlainJson } from './plainJson';
import type { StackObjects } from './stackObjects';

/**
 * Fields by the names that compose files use, only those that say something: no defaults, nothing empty. Sets are sorted,
 * durations, sizes and ports are texts, so that equal things are equal. Holds values that may be secret: see `maskedForms`.
 */
export type ServiceForm = Readonly<Record<string, PlainJson>>;

export interface StackForm {
  readonly stack: string;
  /** By name within the stack: `web`, not `shop_web`. */
  readonly services: Readonly<Record<string, ServiceForm>>;
  readonly objects: StackObjects;
}

/** Everything that a service form may hold, before the empty and the usual is left out. */
export interface ServiceFields {
  readonly image?: string | undefined;
  readonly mode: string;
  /** Absent for global services. */
  readonly replicas?: number | undefined;
  readonly entrypoint?: readonly string[] | undefined;
  readonly command?: readonly string[] | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly ports: readonly FormPort[];
  readonly endpointMode?: string | undefined;
  /** Full name of the network → aliases beside the service's own name. */
  readonly networks: Readonly<Record<string, readonly string[]>>;
  readonly mounts: readonly FormMount[];
  readonly secrets: readonly FormFile[];
  readonly configs: readonly FormFile[];
  readonly labels: Readonly<Record<string, string>>;
  readonly containerLabels: Readonly<Record<string, string>>;
  readonly constraints: readonly string[];
  readonly preferences: readonly string[];
  readonly maxReplicasPerNode?: number | undefined;
  readonly limits: FormResources;
  readonly reservations: FormResources;
  readonly healthcheck?: FormHealthcheck | undefined;
  readonly restartPolicy?: FormRestart | undefined;
  readonly updateConfig?: FormUpdate | undefined;
  readonly rollbackConfig?: FormUpdate | undefined;
  readonly logging?:
    | { readonly driver?: string | undefined; readonly options: Readonly<Record<string, string>> }
    | undefined;
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly sysctls: Readonly<Record<string, string>>;
  /** `soft:hard` by name. */
  readonly ulimits: Readonly<Record<string, string>>;
  readonly extraHosts: readonly string[];
  readonly dns: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly stopGracePeriodNs?: number | undefined;
  readonly init?: boolean | undefined;
  readonly flags: { readonly readOnly: boolean; readonly tty: boolean; readonly stdinOpen: boolean };
  readonly texts: {
    readonly hostname?: string | undefined;
    readonly user?: string | undefined;
    readonly workingDir?: string | undefined;
    readonly stopSignal?: string | undefined;
    readonly isolation?: string | undefined;
  };
}

export interface FormPort {
  readonly target: number;
  readonly published?: number | undefined;
  readonly protocol: string;
  readonly mode: string;
}

export interface FormMount {
  readonly type: string;
  readonly source?: string | undefined;
  readonly target: string;
  readonly readOnly: boolean;
}

export interface FormFile {
  /** As swarm calls it. */
  readonly name: string;
  readonly target: string;
  readonly uid: string;
  readonly gid: string;
  readonly mode: number;
}

export interface FormResources {
  readonly nanoCpus?: number | undefined;
  readonly memoryBytes?: number | undefined;
  readonly pids?: number | undefined;
}

export interface FormHealthcheck {
  readonly test: readonly string[];
  readonly intervalNs?: number | undefined;
  readonly timeoutNs?: number | undefined;
  readonly startPeriodNs?: number | undefined;
  readonly startIntervalNs?: number | undefined;
  readonly retries?: number | undefined;
}

export interface FormRestart {
  readonly condition?: string | undefined;
  readonly delayNs?: number | undefined;
  readonly maxAttempts?: number | undefined;
  readonly windowNs?: number | undefined;
}

export interface FormUpdate {
  readonly parallelism?: number | undefined;
  readonly delayNs?: number | undefined;
  readonly failureAction?: string | undefined;
  readonly monitorNs?: number | undefined;
  readonly maxFailureRatio?: number | undefined;
  readonly order?: string | undefined;
}

export function serviceForm(fields: ServiceFields): ServiceForm {
  const { healthcheck, restartPolicy, logging, flags, texts } = fields;
  return telling({
    image: fields.image && imageName(fields.image),
    mode: fields.mode === 'replicated' ? undefined : fields.mode,
    // Swarm runs one where nobody says how many.
    replicas: /^global/.test(fields.mode) ? undefined : (fields.replicas ?? 1),
    entrypoint: fields.entrypoint,
    command: fields.command,
    environment: sortedMap(fields.environment),
    ports: fields.ports.map(portText).sort(),
    endpoint_mode: unless(fields.endpointMode, 'vip'),
    networks: Object.entries(fields.networks).map(networkText).sort(),
    volumes: fields.mounts.map(mountText).sort(),
    secrets: fields.secrets.map(fileText).sort(),
    configs: fields.configs.map(fileText).sort(),
    labels: sortedMap(withoutStackLabels(fields.labels)),
    container_labels: sortedMap(withoutStackLabels(fields.containerLabels)),
    constraints: fields.constraints.map((one) => one.replace(/\s*([!=]=)\s*/, '$1')).sort(),
    preferences: fields.preferences,
    max_replicas_per_node: fields.maxReplicasPerNode || undefined,
    limits: resources(fields.limits),
    reservations: resources(fields.reservations),
    healthcheck:
      healthcheck &&
      telling({
        test: healthcheck.test,
        interval: duration(healthcheck.intervalNs),
        timeout: duration(healthcheck.timeoutNs),
        start_period: duration(healthcheck.startPeriodNs),
        start_interval: duration(healthcheck.startIntervalNs),
        retries: healthcheck.retries || undefined,
      }),
    restart_policy:
      restartPolicy &&
      telling({
        condition: unless(restartPolicy.condition, 'any'),
        delay: duration(restartPolicy.delayNs),
        max_attempts: restartPolicy.maxAttempts || undefined,
        window: duration(restartPolicy.windowNs),
      }),
    update_config: fields.updateConfig && updateForm(fields.updateConfig),
    rollback_config: fields.rollbackConfig && updateForm(fields.rollbackConfig),
    logging: logging && telling({ driver: logging.driver, options: sortedMap(logging.options) }),
    cap_add: capabilities(fields.capAdd),
    cap_drop: capabilities(fields.capDrop),
    sysctls: sortedMap(fields.sysctls),
    ulimits: sortedMap(fields.ulimits),
    extra_hosts: fields.extraHosts,
    dns: fields.dns,
    dns_search: fields.dnsSearch,
    hostname: texts.hostname,
    user: texts.user,
    working_dir: texts.workingDir,
    stop_signal: texts.stopSignal,
    stop_grace_period: duration(fields.stopGracePeriodNs),
    isolation: unless(texts.isolation, 'default'),
    init: fields.init === undefined ? undefined : String(fields.init),
    read_only: flags.readOnly || undefined,
    tty: flags.tty || undefined,
    stdin_open: flags.stdinOpen || undefined,
  });
}

export function same(a: PlainJson | undefined, b: PlainJson | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** `docker.io/library/busybox` and `busybox:latest` are the same; a digest is a part of the name only where it was asked for. */
function imageName(image: string): string {
  const [name = '', digest] = image.split('@');
  const short = name.replace(/^docker\.io\/(library\/)?/, '');
  const tagged = digest !== undefined || /:[^/]+$/.test(short) ? short : `${short}:latest`;
  return digest === undefined ? tagged : `${tagged}@${digest}`;
}

function portText({ target, published, protocol, mode }: FormPort): string {
  return `${published ? `${published}:` : ''}${target}/${protocol || 'tcp'}${mode === 'host' ? ' on each node' : ''}`;
}

function networkText([name, aliases]: readonly [string, readonly string[]]): string {
  return aliases.length > 0 ? `${name} as ${[...aliases].sort().join(', ')}` : name;
}

function mountText({ type, source, target, readOnly }: FormMount): string {
  return `${type} ${source ? `${source}:` : ''}${target}${readOnly ? ':ro' : ''}`;
}

function fileText({ name, target, uid, gid, mode }: FormFile): string {
  return `${name} as ${target}, ${uid || '0'}:${gid || '0'} ${mode.toString(8).padStart(4, '0')}`;
}

function updateForm(update: FormUpdate): PlainJson {
  return telling({
    // One at a time is what swarm does where nothing is said.
    parallelism: update.parallelism === 1 ? undefined : update.parallelism,
    delay: duration(update.delayNs),
    failure_action: unless(update.failureAction, 'pause'),
    monitor: duration(update.monitorNs),
    max_failure_ratio: update.maxFailureRatio || undefined,
    order: unless(update.order, 'stop-first'),
  });
}

function resources({ nanoCpus, memoryBytes, pids }: FormResources): PlainJson {
  return telling({
    cpus: nanoCpus ? String(nanoCpus / 1e9) : undefined,
    memory: memoryBytes ? sizeText(memoryBytes) : undefined,
    pids: pids || undefined,
  });
}

function capabilities(names: readonly string[]): readonly string[] {
  return names.map((name) => name.toUpperCase().replace(/^(?!CAP_|ALL$)/, 'CAP_')).sort();
}

function withoutStackLabels(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(labels).filter(([key]) => !/^com\.docker\.stack\.(namespace|image)$/.test(key)),
  );
}

function unless(text: string | undefined, usual: string): string | undefined {
  return text === usual ? undefined : text;
}

function sizeText(bytes: number): string {
  if (bytes % 2 ** 30 === 0) return `${bytes / 2 ** 30}G`;
  if (bytes % 2 ** 20 === 0) return `${bytes / 2 ** 20}M`;
  return String(bytes);
}

/** `1m30s`, `500ms`; undefined for none. */
function duration(nanoseconds: number | undefined): string | undefined {
  if (!nanoseconds) return undefined;
  const seconds = nanoseconds / 1e9;
  if (!Number.isInteger(seconds)) return `${nanoseconds / 1e6}ms`;
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const;
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count}${unit}`] : [])).join('');
}

function sortedMap<T>(map: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Without what says nothing: undefined, empty texts, lists and maps. */
function telling(fields: Readonly<Record<string, PlainJson | undefined>>): ServiceForm {
  const result: Record<string, PlainJson> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined || value === null || value === '') continue;
    if (typeof value === 'object' && Object.keys(value).length === 0) continue;
    result[key] = value;
  }
  return result;
}
