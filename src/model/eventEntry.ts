// One thing that happened, as a history keeps it: an engine's event, a change of a task, or a marker; and how it is to be read.

import type { EngineEvent } from './engineEvent';
import { isSecretName, maskSecrets, maskText } from './maskSecrets';

/** How bad it is; a shape and a word go with each. */
export type EventTone = 'good' | 'warning' | 'bad' | 'idle';

/** `engine`: something about the engine itself (Docker's own word is `daemon`). `marker`: where what is known begins, and gaps in it. */
export type EventKind =
  | 'container'
  | 'task'
  | 'service'
  | 'node'
  | 'network'
  | 'volume'
  | 'image'
  | 'secret'
  | 'config'
  | 'plugin'
  | 'engine'
  | 'marker'
  | 'other';

export const eventKinds: readonly EventKind[] = [
  ...(['container', 'task', 'service', 'node', 'network', 'volume', 'image'] as const),
  ...(['secret', 'config', 'plugin', 'engine', 'marker', 'other'] as const),
];

export interface EventEntry {
  /** Counts up in the order in which entries became known; names the entry as long as it is kept. */
  readonly seq: number;
  /** Nanoseconds since the epoch, as decimal digits. */
  readonly timeNano: string;
  readonly kind: EventKind;
  readonly action: string;
  /** What followed the colon of the action: `unhealthy`, the words of a command; for a task its error; for a marker what it means. */
  readonly detail?: string;
  /** Id of the object; empty where there is none. */
  readonly id: string;
  readonly name: string;
  /** The node whose engine told it, where that is not the engine in hand. */
  readonly nodeId?: string;
  readonly tone: EventTone;
  /** `exec_…`, `attach`, `top` and the like: made by the dozen by health checks and by looking. */
  readonly noise: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  /** Attributes or characters that were too many to keep. */
  readonly cut?: true;
}

/** Actions that say how somebody looked or a probe ran, not what became of anything. */
export const noiseActions: readonly string[] = [
  ...['exec_create', 'exec_start', 'exec_die', 'exec_detach', 'attach', 'detach', 'resize', 'top'],
  ...['copy', 'archive-path', 'extract-to-dir', 'export', 'mount', 'unmount'],
];

/** Labels may be as large as their maker likes; these bound what one event takes. */
const maxAttributes = 64;
const maxAttributeChars = 1000;
const maxEntryChars = 8000;

/** An event as it is kept. `seq` and `nodeId` as in `EventEntry`. */
export function entryOfEvent(event: EngineEvent, seq: number, nodeId?: string): EventEntry {
  const { attributes, cut } = bounded(event.attributes);
  const kind = kindOf(event.type);
  const detail = event.detail?.slice(0, maxAttributeChars);
  return {
    seq,
    timeNano: event.timeNano,
    kind,
    action: event.action.slice(0, 100),
    ...(detail === undefined ? {} : { detail }),
    id: event.id.slice(0, 300),
    name: nameOf(event, kind),
    ...(nodeId === undefined ? {} : { nodeId }),
    tone: toneOf(kind, event.action, event.detail, event.attributes),
    noise: noiseActions.includes(event.action),
    attributes,
    ...(cut ? { cut } : {}),
  };
}

/** Whether both tell of the same thing: the engine's time stamps are to the nanosecond. */
export function isSameEvent(a: EventEntry, b: EventEntry): boolean {
  return (
    a.timeNano === b.timeNano &&
    a.id === b.id &&
    a.action === b.action &&
    a.kind === b.kind &&
    a.detail === b.detail &&
    a.nodeId === b.nodeId &&
    a.attributes.container === b.attributes.container
  );
}

/** Which came first: negative, zero or positive. */
export function compareNanos(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

export function nanoToMs(timeNano: string): number {
  return Number(timeNano) / 1e6;
}

/** RFC 3339 in UTC with nine digits; the engine's own form. */
export function nanoToIso(timeNano: string): string {
  const digits = timeNano.padStart(10, '0');
  const date = new Date(Number(digits.slice(0, -9)) * 1000);
  if (Number.isNaN(date.getTime())) return timeNano;
  return `${date.toISOString().slice(0, 19)}.${digits.slice(-9)}Z`;
}

/** Undefined where the text is no time. */
export function isoToNano(iso: string): string | undefined {
  const whole = Date.parse(iso.replace(/\.\d+/, ''));
  if (Number.isNaN(whole) || whole < 0) return undefined;
  const [, fraction = ''] = /\.(\d{1,9})/.exec(iso) ?? [];
  return `${Math.floor(whole / 1000)}${fraction.padEnd(9, '0')}`;
}

/** What a row says behind the action: exit code, signal, image, health, who was connected. Secrets are masked. */
export function eventDetails(entry: EventEntry): string {
  return maskedText(bareDetails(entry));
}

/** The same with its secrets, to be searched and not to be shown: masking takes longer than all the rest. */
export function bareDetails(entry: EventEntry): string {
  const { attributes: told, action, detail } = entry;
  const parts: string[] = [];
  const say = (value: string | undefined, words: (value: string) => string) => {
    if (value !== undefined && value !== '') parts.push(words(value));
  };
  if (detail) parts.push(detail);
  say(told.exitCode, (code) => `exit code ${code}`);
  say(told.signal, (signal) => `signal ${signal}`);
  if (entry.kind === 'network') say(told.container, (id) => `container ${id.slice(0, 12)}`);
  if (entry.kind === 'volume') {
    say(told.destination, (path) => `at ${path}`);
    if (action === 'mount' || action === 'unmount') say(told.container, (id) => `container ${id.slice(0, 12)}`);
  }
  for (const [name, value] of Object.entries(told)) {
    const changed = /^(\w+)\.new$/.exec(name)?.[1];
    if (changed) parts.push(`${changed} ${told[`${changed}.old`] ? `${told[`${changed}.old`]} → ` : ''}${value}`);
  }
  if (action === 'prune') say(told.reclaimed, (bytes) => `${bytes} bytes`);
  if (action === 'rename') say(told.oldName, (name) => `was ${name.replace(/^\//, '')}`);
  if (action === 'die') say(told.execDuration, (seconds) => `after ${seconds} s`);
  if (entry.kind === 'container' || entry.kind === 'task') say(told.image, (image) => image);
  return parts.join(' · ');
}

/** The attributes as they may be seen. */
export function maskedAttributes(entry: EventEntry): readonly (readonly [name: string, value: string])[] {
  return Object.entries(entry.attributes).map(([name, value]) => [
    name,
    // A label's name is a path; its last part says what the value is.
    isSecretName(name.slice(name.lastIndexOf('.') + 1)) || isSecretName(name) ? maskText : maskedText(value),
  ]);
}

export function maskedText(text: string): string {
  const { json } = maskSecrets(text);
  return typeof json === 'string' ? json : '';
}

/** Who the event is about, where people would look for it: the container of a network's `connect`, for example. */
export function otherContainer(entry: EventEntry): string | undefined {
  return entry.kind === 'network' || entry.kind === 'volume' ? entry.attributes.container : undefined;
}

/** Roughly the memory an entry takes, in characters. */
export function entrySize(entry: EventEntry): number {
  let size = 200 + entry.id.length + entry.name.length + (entry.detail?.length ?? 0);
  for (const [name, value] of Object.entries(entry.attributes)) size += name.length + value.length;
  return size;
}

function kindOf(type: string): EventKind {
  if (type === 'daemon') return 'engine';
  // `marker` is ours, whatever an engine sends.
  return type !== 'marker' && type !== 'task' && (eventKinds as readonly string[]).includes(type)
    ? (type as EventKind)
    : 'other';
}

function nameOf(event: EngineEvent, kind: EventKind): string {
  const name = (event.name ?? '').replace(/^\//, '').slice(0, 300);
  if (kind === 'image' && name.startsWith('sha256:')) return name.slice(7, 19);
  if (name !== '') return name;
  const id = event.id.replace(/^sha256:/, '');
  return /^[0-9a-f]{64}$/.test(id) ? id.slice(0, 12) : id.slice(0, 300);
}

/** How a container ends when somebody stops it; a plain 137 may be more, so it is told apart from 0. */
const stoppedCodes = new Set(['130', '143']);

function toneOf(
  kind: EventKind,
  action: string,
  detail: string | undefined,
  told: Readonly<Record<string, string>>,
): EventTone {
  switch (action) {
    case 'die': {
      const code = told.exitCode ?? '0';
      return code === '0' ? 'idle' : stoppedCodes.has(code) ? 'warning' : 'bad';
    }
    case 'oom':
      return 'bad';
    case 'health_status':
      return detail === 'healthy' ? 'good' : detail === 'unhealthy' ? 'bad' : 'warning';
    case 'start':
    case 'unpause':
      return 'good';
    case 'kill':
    case 'stop':
    case 'restart':
    case 'pause':
    case 'prune':
      return 'warning';
    case 'exec_die':
      return (told.exitCode ?? '0') === '0' ? 'idle' : 'warning';
    case 'update':
      return kind === 'node' || kind === 'service' ? changeTone(told) : 'idle';
    default:
      return 'idle';
  }
}

function changeTone(told: Readonly<Record<string, string>>): EventTone {
  const state = told['state.new'] ?? told['updatestate.new'] ?? '';
  if (state === 'down' || state === 'disconnected' || state === 'paused' || state === 'rollback_paused') return 'bad';
  if (state.startsWith('rollback') || told['availability.new'] === 'drain') return 'warning';
  return state === 'ready' || state === 'completed' ? 'good' : 'idle';
}

function bounded(told: Readonly<Record<string, string>>): Pick<EventEntry, 'attributes' | 'cut'> {
  const kept: Record<string, string> = {};
  let cut = false;
  let chars = 0;
  let count = 0;
  for (const [name, value] of Object.entries(told)) {
    if (count++ >= maxAttributes || chars >= maxEntryChars) {
      cut = true;
      break;
    }
    const short = value.length > maxAttributeChars ? `${value.slice(0, maxAttributeChars)}…` : value;
    if (short !== value || name.length > 200) cut = true;
    kept[name.slice(0, 200)] = short;
    chars += name.length + short.length;
  }
  return { attributes: kept, ...(cut ? { cut } : {}) };
}
