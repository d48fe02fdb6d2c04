// The Engine over a connection to a Docker (or compatible) engine.

import { ask } from './ask';
import type { Connection } from './connection';
import { actOnContainer, pruneObjects, removeObject } from './containerCalls';
import type { Call, Engine } from './engine';
import { EngineError } from './engineError';
import { getObject, inspectObject, listObjects } from './objectCalls';
import { infoRecord } from './records/infoRecord';
import { found, isRaw, text } from './records/read';
import { attachSession } from './streams/attach';
import { untilAborted } from './streams/body';
import { readEvents } from './streams/events';
import { runProgram, startSession } from './streams/exec';
import { readLogs } from './streams/logs';
import { readStats } from './streams/stats';
import { swarmCalls } from './swarmCalls';

/** The engine owns the connection from here on: its `dispose` closes it. */
export function createDockerEngine(connection: Connection): Engine {
  const { endpoint, apiVersion } = connection;
  // A context's name is what people chose; without one the engine's own name says more than an address.
  const named = endpoint.context !== undefined && endpoint.context !== 'default';
  let label = endpoint.label;
  return {
    endpoint,
    get label() {
      return label;
    },

    async ping(call) {
      await ask(connection, 'reach the engine', { path: ['_ping'] }, call);
    },
    async info(call) {
      const answer = await ask(connection, 'read what the engine is', { path: ['info'] }, call);
      if (!isRaw(answer)) throw notInfo(endpoint.label, answer);
      const ownName = text(answer.Name);
      if (!named && ownName) label = ownName;
      return infoRecord(answer, { label, endpoint: endpoint.url, apiVersion });
    },
    list: (kind, call) => listObjects(connection, kind, call),
    get: (kind, id, call) => getObject(connection, kind, id, call),
    inspect: (kind, id, call) => inspectObject(connection, kind, id, call),

    events: (options, signal) => untilAborted(readEvents(connection, options, signal), signal),
    logs: (source, options, signal) => untilAborted(readLogs(connection, source, options, signal), signal),
    stats: (containerId, signal) => untilAborted(readStats(connection, containerId, signal), signal),

    exec: (containerId, options, call) => startSession(connection, containerId, options, call),
    attach: (containerId, call) => attachSession(connection, containerId, call),
    run: (containerId, options, call) => runProgram(connection, containerId, options, call),

    act: (containerId, action, call) => actOnContainer(connection, containerId, action, call),
    remove: (kind, id, options, call) => removeObject(connection, kind, id, options, call),
    prune: (kind, call) => pruneObjects(connection, kind, call),

    swarm: swarmCalls(connection),
    async swarmInit({ advertiseAddress, listenAddress = anyAddress }, call) {
      const body = { ListenAddr: listenAddress, AdvertiseAddr: advertiseAddress ?? '', Spec: {} };
      const answer = await ask(connection, 'initialise a swarm', post('init', body), patient(call));
      return text(answer) ?? '';
    },
    async swarmJoin({ remoteAddresses, token, advertiseAddress, listenAddress = anyAddress }, call) {
      const body = {
        ListenAddr: listenAddress,
        AdvertiseAddr: advertiseAddress ?? '',
        RemoteAddrs: remoteAddresses,
        JoinToken: token,
      };
      await ask(connection, 'join the swarm', post('join', body), patient(call));
    },

    dispose: () => connection.dispose(),
  };
}

/** Docker's own default: all addresses, swarm's port. */
const anyAddress = '0.0.0.0:2377';

/** The engine itself gives up joining after 20 s and then says why; waiting longer lets it. */
const swarmDeadlineMs = 45_000;

function patient(call: Call | undefined): Call {
  return { deadlineMs: swarmDeadlineMs, ...call };
}

function post(word: string, body: Readonly<Record<string, unknown>>) {
  return { method: 'POST', path: ['swarm', word], body } as const;
}

function notInfo(engine: string, value: unknown): EngineError {
  return new EngineError({
    reason: 'badReply',
    engine,
    message: `Could not read what the engine is: expected an object, got ${found(value)}.`,
    next: 'Check that the address leads to a Docker engine.',
  });
}
