// The list and the inspect endpoint of each kind of object, and the record that reads their answers.

import type { ObjectKind, ObjectOf } from '../model/objects';
import { ask, type Question } from './ask';
import type { Connection } from './connection';
import type { Call, JsonObject, Listing, Read } from './engine';
import { EngineError } from './engineError';
import { containerFromInspect, containerFromList } from './records/containerRecord';
import { imageRecord } from './records/imageRecord';
import { networkFromInspect, networkFromList } from './records/networkRecord';
import { nodeRecord } from './records/nodeRecord';
import { pluginRecord } from './records/pluginRecord';
import { found, isRaw, raw } from './records/read';
import { configRecord, secretRecord } from './records/secretRecord';
import { serviceRecord } from './records/serviceRecord';
import { taskRecord } from './records/taskRecord';
import { volumeRecord } from './records/volumeRecord';

/** One list call without sizes, which cost an engine seconds; `query` narrows it. Rejects with `badReply` where the answer is no list. */
export async function listObjects<K extends ObjectKind>(
  connection: Connection,
  kind: K,
  call?: Call,
  query: Question['query'] = {},
): Promise<Listing<ObjectOf[K]>> {
  const calls: ObjectCalls<K> = objectCalls[kind];
  const own = kind === 'container' ? { all: true } : {};
  const question: Question = { path: calls.listPath, query: { ...own, ...query } };
  const answer = await ask(connection, `list the ${kind}s`, question, call);
  const listedAt = Date.now();
  const listed = kind === 'volume' ? (raw(answer).Volumes ?? []) : (answer ?? []);
  if (!Array.isArray(listed)) throw notAsExpected(connection, `list the ${kind}s: expected an array`, listed);
  const items: ObjectOf[K][] = [];
  const unreadable = [];
  for (const [position, value] of listed.entries()) {
    const read = calls.listed(value, position, listedAt);
    if (read.ok) items.push(read.value);
    else unreadable.push(read.unreadable);
  }
  return { items, unreadable };
}

export async function getObject<K extends ObjectKind>(
  connection: Connection,
  kind: K,
  id: string,
  call?: Call,
): Promise<Read<ObjectOf[K]>> {
  const calls: ObjectCalls<K> = objectCalls[kind];
  return calls.inspected(await inspectObject(connection, kind, id, call));
}

export async function inspectObject(
  connection: Connection,
  kind: ObjectKind,
  id: string,
  call?: Call,
): Promise<JsonObject> {
  const { path, inspectWord } = objectCalls[kind];
  const words = inspectWord === undefined ? [path, id] : [path, id, inspectWord];
  const answer = await ask(connection, `read the ${kind}`, { path: words }, call);
  if (!isRaw(answer)) throw notAsExpected(connection, `read the ${kind}: expected an object`, answer);
  return answer as JsonObject;
}

function notAsExpected(connection: Connection, what: string, value: unknown): EngineError {
  return new EngineError({
    reason: 'badReply',
    engine: connection.endpoint.label,
    message: `Could not ${what}, got ${found(value)}.`,
    next: 'Check that the address leads to a Docker engine.',
  });
}

interface ObjectCalls<K extends ObjectKind> {
  readonly path: string;
  readonly listPath: readonly string[];
  /** What stands behind the id when one object is read. */
  readonly inspectWord?: string;
  listed(value: unknown, position: number, listedAt: number): Read<ObjectOf[K]>;
  inspected(value: unknown): Read<ObjectOf[K]>;
}

const objectCalls: { readonly [K in ObjectKind]: ObjectCalls<K> } = {
  container: {
    path: 'containers',
    listPath: ['containers', 'json'],
    inspectWord: 'json',
    listed: (value, position, listedAt) => containerFromList(value, listedAt, position),
    inspected: (value) => containerFromInspect(value),
  },
  service: { path: 'services', listPath: ['services'], ...same(serviceRecord) },
  task: { path: 'tasks', listPath: ['tasks'], ...same(taskRecord) },
  node: { path: 'nodes', listPath: ['nodes'], ...same(nodeRecord) },
  network: {
    path: 'networks',
    listPath: ['networks'],
    listed: networkFromList,
    inspected: (value) => networkFromInspect(value),
  },
  volume: { path: 'volumes', listPath: ['volumes'], ...same(volumeRecord) },
  image: { path: 'images', listPath: ['images', 'json'], inspectWord: 'json', ...same(imageRecord) },
  secret: { path: 'secrets', listPath: ['secrets'], ...same(secretRecord) },
  config: { path: 'configs', listPath: ['configs'], ...same(configRecord) },
  plugin: { path: 'plugins', listPath: ['plugins'], inspectWord: 'json', ...same(pluginRecord) },
};

function same<T>(record: (value: unknown, position?: number) => Read<T>) {
  return {
    listed: (value: unknown, position: number) => record(value, position),
    inspected: (value: unknown) => record(value),
  };
}
