// The one door to an engine: everything outside this room sees only this interface.

import type { ArchiveEntry, ContainerFile, FileChange } from '../model/containerFile';
import type { EngineEvent } from '../model/engineEvent';
import type { EngineInfo } from '../model/engineInfo';
import type { Unreadable } from '../model/gap';
import type { LogStream } from '../model/logStream';
import type { ObjectKind, ObjectOf } from '../model/objects';
import type { ProcessTable } from '../model/processTable';
import type { FileKind } from '../model/secret';
import type { StatsReading, StatsSample } from '../model/statsSample';
import type { Task } from '../model/task';
import type { Endpoint } from './endpoint';

/** Every call has a deadline and can be cancelled. Streams have none, but end with their signal. */
export interface Call {
  readonly signal?: AbortSignal;
  /** Milliseconds for the whole call; a sensible default per call. */
  readonly deadlineMs?: number;
}

export interface Listing<T> {
  readonly items: readonly T[];
  readonly unreadable: readonly Unreadable[];
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** An object as understood, or the reason it could not be. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly unreadable: Unreadable };

export interface EventsOptions {
  /** Nanoseconds since the epoch as digits, or absent for "from now on". */
  readonly sinceNano?: string;
  /** The same; the stream ends in peace at this instant. In the past: only what the engine still keeps (256 events). */
  readonly untilNano?: string;
  /** Only these actions, filtered by the engine. Absent: all. */
  readonly actions?: readonly string[];
  /** Called once the engine has answered: from here on nothing is missed. */
  readonly onOpen?: () => void;
}

export interface LogsOptions {
  readonly follow: boolean;
  /** Number of last lines, or all of them. */
  readonly tail: number | 'all';
  /** RFC 3339 with nanoseconds, or epoch seconds with a fraction. */
  readonly since?: string;
  readonly until?: string;
}

export type LogSource = { readonly kind: 'container' | 'service' | 'task'; readonly id: string };

/**
 * A line as it comes from the engine. Long lines that the engine cut at 16 KB are joined. `details` holds, for service
 * and task logs, the ids that tell the source apart.
 */
export interface LogEntry {
  readonly stream: LogStream;
  readonly time?: string;
  readonly text: string;
  /** The line is longer than 1 MiB and goes on in the next entry of the same source. */
  readonly cut?: true;
  readonly details?: { readonly nodeId?: string; readonly serviceId?: string; readonly taskId?: string };
}

export interface ExecOptions {
  /** Program and arguments; never a shell string. */
  readonly command: readonly string[];
  readonly user?: string;
  readonly workdir?: string;
  readonly env?: readonly string[];
  readonly privileged?: boolean;
  /** Of a session: no input at all, so that a program which reads it sees its end at once. */
  readonly input?: false;
  readonly tty: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** A two-way stream into a container. With a TTY there is one output; without one stdout and stderr are told apart. */
export interface Session {
  readonly output: AsyncIterable<{ readonly stream: LogStream; readonly bytes: Buffer }>;
  /** Resolves when the bytes have been handed on; waits while the engine is not reading. */
  write(bytes: Uint8Array): Promise<void>;
  /** Closes our side of the input only. */
  endInput(): void;
  resize(columns: number, rows: number): Promise<void>;
  /** Resolves when the output has ended: the exit code, or undefined where the engine does not know one. */
  readonly ended: Promise<{ readonly exitCode?: number }>;
  /** Detaches: closes the stream, kills nothing. */
  close(): void;
}

/** What one program printed; for short non-interactive commands. Output beyond `maxBytes` is cut and said. */
export interface ExecResult {
  readonly exitCode?: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
}

export type ContainerAction =
  | { readonly type: 'start' }
  | { readonly type: 'stop'; readonly timeoutSeconds?: number }
  | { readonly type: 'restart'; readonly timeoutSeconds?: number }
  | { readonly type: 'pause' }
  | { readonly type: 'unpause' }
  | { readonly type: 'kill'; readonly signal?: string }
  | { readonly type: 'rename'; readonly name: string }
  | { readonly type: 'remove'; readonly force?: boolean; readonly volumes?: boolean };

export type PruneKind = 'container' | 'image' | 'volume' | 'network';

export interface PruneResult {
  readonly removed: readonly string[];
  readonly reclaimedBytes: number;
}

/** A swarm object as it is written: the changed `spec` is sent back with the `version` it was read at. */
export interface Versioned {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly spec: JsonObject;
  readonly previousSpec?: JsonObject;
}

/** A secret or a config without its content. */
export interface FileSpec {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Swarm fills in the content as a template for each task. */
  readonly templating?: JsonObject;
}

/** What changes a swarm's objects; on an engine that is no manager each rejects with `notManager`. */
export interface SwarmCalls {
  read(kind: 'service' | 'node', id: string, call?: Call): Promise<Versioned>;
  /** `rollback`: the engine takes the previous spec itself. Resolves with the engine's warnings. Rejects with `conflict` when the version is old. */
  updateService(
    read: Versioned,
    spec: JsonObject,
    options?: { rollback?: boolean },
    call?: Call,
  ): Promise<readonly string[]>;
  /** Resolves with the new id and the engine's warnings. */
  createService(spec: JsonObject, call?: Call): Promise<{ readonly id: string; readonly warnings: readonly string[] }>;
  updateNode(read: Versioned, spec: JsonObject, call?: Call): Promise<void>;
  removeService(id: string, call?: Call): Promise<void>;
  /** `force`: also a node that is not down, or a manager. */
  removeNode(id: string, options?: { force?: boolean }, call?: Call): Promise<void>;
  /** Leaves the content of a config behind; a secret's is never told. */
  readFile(kind: FileKind, id: string, call?: Call): Promise<FileSpec>;
  /** Resolves with the new id. No error holds any of `value`. */
  createFile(kind: FileKind, spec: FileSpec, value: Buffer, call?: Call): Promise<string>;
  removeFile(kind: FileKind, id: string, call?: Call): Promise<void>;
}

/** What looks into one container without running anything in it. */
export interface InspectionCalls {
  /** `psArgs`: for the `ps` on the engine's machine, whose pids these are; absent: the engine's own choice (`-ef`). */
  top(containerId: string, psArgs?: string, call?: Call): Promise<ProcessTable>;
  /** Tasks of the kernel in the container's group: threads, and processes that have ended but were not reaped. */
  taskCount(containerId: string, call?: Call): Promise<number | undefined>;
  /** Every path that differs from the image, without mounts. */
  changes(containerId: string, call?: Call): Promise<readonly FileChange[]>;
  /** One path, in a container that runs or not; the last part is not followed when it is a symlink. */
  fileAt(containerId: string, path: string, call?: Call): Promise<ContainerFile>;
  /** This file, or this folder with all in it, in the archive's order. Fails when nothing comes for a while. */
  archive(containerId: string, path: string, signal: AbortSignal): AsyncIterable<ArchiveEntry>;
}

/** Tasks of these services (by id), and these single ones; the services must exist. */
export interface TaskQuestion {
  readonly services: readonly string[];
  readonly taskIds: readonly string[];
}

/** How many tasks of a service run, should run, and have completed, as the manager counts them. */
export interface TaskCounts {
  readonly running: number;
  readonly desired: number;
  readonly completed: number;
}

/** What decides who may join; each is a secret. */
export interface JoinTokens {
  readonly worker: string;
  readonly manager: string;
}

export interface SwarmInitOptions {
  /** IP address or interface, with an optional port. */
  readonly advertiseAddress?: string;
  readonly listenAddress?: string;
  /** UDP port of the overlay networks' traffic; Docker's own is 4789. */
  readonly dataPathPort?: number;
  /** Subnets from which overlay networks get theirs, in CIDR. */
  readonly addressPools?: readonly string[];
  /** Prefix length of each overlay network's subnet. */
  readonly subnetSize?: number;
  /** Managers ask for the unlock key after a restart. */
  readonly autolock?: boolean;
  /** Makes a manager that lost its majority the only one; services, secrets and configs stay. */
  readonly forceNewCluster?: boolean;
}

export interface SwarmJoinOptions {
  readonly remoteAddresses: readonly string[];
  readonly token: string;
  readonly advertiseAddress?: string;
  readonly listenAddress?: string;
}

/** A swarm as a whole: coming into it, out of it, and its own settings. No error holds any of a token or key. */
export interface SwarmLifeCalls {
  /** As a manager tells it, without the join tokens. */
  inspect(call?: Call): Promise<JsonObject>;
  joinTokens(call?: Call): Promise<JoinTokens>;
  /** Undefined while managers are not locked. */
  unlockKey(call?: Call): Promise<string | undefined>;
  read(call?: Call): Promise<Versioned>;
  /** Rejects with `conflict` when the version is old; then nothing was rotated either. */
  update(read: Versioned, spec: JsonObject, rotate?: 'worker' | 'manager' | 'unlockKey', call?: Call): Promise<void>;
  /** Resolves with the node's id. */
  init(options: SwarmInitOptions, call?: Call): Promise<string>;
  join(options: SwarmJoinOptions, call?: Call): Promise<void>;
  /** `force`: also a manager, or one whose swarm does not answer. */
  leave(options?: { force?: boolean }, call?: Call): Promise<void>;
  unlock(key: string, call?: Call): Promise<void>;
}

/** A network as it is asked for. */
export interface NetworkSpec {
  readonly name: string;
  readonly driver: string;
  readonly attachable: boolean;
  readonly internal: boolean;
  readonly ipv6: boolean;
  readonly options: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Empty: the engine, or the swarm, chooses. */
  readonly pools: readonly { readonly subnet: string; readonly gateway?: string; readonly ipRange?: string }[];
}

export interface NetworkCalls {
  /** Resolves with the new id. Swarm allocates a network afterwards, so that it may turn out unusable only then. */
  create(spec: NetworkSpec, call?: Call): Promise<string>;
  connect(
    networkId: string,
    containerId: string,
    how: { readonly aliases?: readonly string[]; readonly ipv4?: string; readonly ipv6?: string },
    call?: Call,
  ): Promise<void>;
  /** `force`: also a container that the engine does not find any more. */
  disconnect(networkId: string, containerId: string, options?: { force?: boolean }, call?: Call): Promise<void>;
}

/** A short-lived container of ours, which looks from the place of another one. */
export interface HelperSpec {
  /** On the engine already: nothing is pulled. */
  readonly image: string;
  /** Absent: what the image runs by itself. */
  readonly command?: readonly string[];
  /** What it is for: the value of its label `dockhound.helper`. */
  readonly purpose: string;
  /** Shares the network of this container, or has none. */
  readonly network: { readonly of: string } | 'none';
  readonly user?: string;
}

/** What only probes use. */
export interface ProbeCalls {
  /**
   * Starts a container without rights, which the engine removes when it ends; resolves with its id. When it could not be
   * started, or the signal fires on the way, nothing is left behind.
   */
  startHelper(spec: HelperSpec, call?: Call): Promise<string>;
  /** Asks the registry of an image for it, with this person's login; nothing is pulled. */
  distribution(image: string, call?: Call): Promise<Distribution>;
}

/** What a registry says of an image. */
export interface Distribution {
  readonly digest?: string;
  /** `linux/amd64`, `linux/arm64/v8`. */
  readonly platforms: readonly string[];
  /** Why no login was sent, where one could not be read. */
  readonly loginTrouble?: string;
}

export interface Engine extends InspectionCalls {
  readonly endpoint: Endpoint;
  /** The context's name; else, once `info` was read, the engine's own name; until then a form of its address. */
  readonly label: string;

  /** Resolves when the engine answers at all (`/_ping`); the cheapest call there is, for telling a dead connection. */
  ping(call?: Call): Promise<void>;
  info(call?: Call): Promise<EngineInfo>;
  /** One list call; one object that cannot be understood lands in `unreadable`, the others in `items`. */
  list<K extends ObjectKind>(kind: K, call?: Call): Promise<Listing<ObjectOf[K]>>;
  /** Some of the tasks. Rejects with `notFound` when one of the services is gone. */
  tasksOf(of: TaskQuestion, call?: Call): Promise<Listing<Task>>;
  /** By service id. Undefined where the engine does not count (before API 1.41). */
  taskCounts(call?: Call): Promise<ReadonlyMap<string, TaskCounts> | undefined>;
  /** One object by id (or name), as understood. Rejects with `notFound` when it is gone. */
  get<K extends ObjectKind>(kind: K, id: string, call?: Call): Promise<Read<ObjectOf[K]>>;
  /** One object by id (or name), raw. Holds whatever the engine says: mask secrets before showing. */
  inspect(kind: ObjectKind, id: string, call?: Call): Promise<JsonObject>;
  /** The steps that made an image, newest first, raw: `CreatedBy` may hold secrets. */
  imageHistory(id: string, call?: Call): Promise<readonly JsonObject[]>;

  /** Ends when the signal fires; rejects with an `EngineError` when the stream breaks. */
  events(options: EventsOptions, signal: AbortSignal): AsyncIterable<EngineEvent>;
  /** Batches of lines as they arrive, so that the cost per line stays small. */
  logs(source: LogSource, options: LogsOptions, signal: AbortSignal): AsyncIterable<readonly LogEntry[]>;
  /** About one sample a second while the container runs; ends when it stops. */
  stats(containerId: string, signal: AbortSignal): AsyncIterable<StatsSample>;
  /** One reading, in about a second (two for the first); undefined when it does not run. `earlier`: the one before. */
  statsOnce(containerId: string, earlier?: StatsReading, call?: Call): Promise<StatsReading | undefined>;

  exec(containerId: string, options: ExecOptions, call?: Call): Promise<Session>;
  attach(containerId: string, call?: Call): Promise<Session>;
  /** Runs a program to its end and collects what it printed. */
  run(containerId: string, options: Omit<ExecOptions, 'tty'>, call?: Call & { maxBytes?: number }): Promise<ExecResult>;

  act(containerId: string, action: ContainerAction, call?: Call): Promise<void>;
  remove(kind: 'image' | 'volume' | 'network', id: string, options?: { force?: boolean }, call?: Call): Promise<void>;
  prune(kind: PruneKind, call?: Call): Promise<PruneResult>;

  readonly networks: NetworkCalls;
  readonly probing: ProbeCalls;
  readonly swarm: SwarmCalls;
  readonly swarmLife: SwarmLifeCalls;

  /** Closes every connection; open streams end. */
  dispose(): void;
}

export interface ConnectOptions {
  readonly signal?: AbortSignal;
  readonly deadlineMs?: number;
  /** Diagnostic lines for the log; never holds a secret. */
  readonly log?: (line: string) => void;
}

/** Connects, negotiates the API version and makes sure that it is Docker. Rejects with an `EngineError` that has `connect`. */
export type ConnectEngine = (endpoint: Endpoint, options?: ConnectOptions) => Promise<Engine>;
