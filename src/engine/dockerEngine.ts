// The Engine over a connection to a Docker (or compatible) engine.

import { ask } from './ask';
import type { Connection } from './connection';
import { actOnContainer, pruneObjects, removeObject } from './containerCalls';
import type { Engine } from './engine';
import { EngineError } from './engineError';
import { imageHistory } from './imageCalls';
import { inspectionCalls } from './inspectionCalls';
import { networkCalls } from './networkCalls';
import { getObject, inspectObject, listObjects } from './objectCalls';
import { probeCalls } from './probeCalls';
import { infoRecord } from './records/infoRecord';
import { found, isRaw, text } from './records/read';
import type { FindRegistryLogin } from './registryLogin';
import { attachSession } from './streams/attach';
import { untilAborted } from './streams/body';
import { readEvents } from './streams/events';
import { runProgram, startSession } from './streams/exec';
import { readLogs } from './streams/logs';
import { readStats, readStatsOnce } from './streams/stats';
import { swarmCalls } from './swarmCalls';
import { swarmLifeCalls } from './swarmLifeCalls';
import { taskCounts, tasksOf } from './taskCalls';

/**
 * The engine owns the connection from here on: its `dispose` closes it. `findLogin` tells the logins that services are created
 * and updated with; without it none is sent.
 */
export function createDockerEngine(connection: Connection, findLogin?: FindRegistryLogin): Engine {
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
      const asked = Date.now();
      const answer = await ask(connection, 'read what the engine is', { path: ['info'] }, call);
      const answered = Date.now();
      if (!isRaw(answer)) throw notInfo(endpoint.label, answer);
      const ownName = text(answer.Name);
      if (!named && ownName) label = ownName;
      return infoRecord(answer, { label, endpoint: endpoint.url, apiVersion, asked, answered });
    },
    list: (kind, call) => listObjects(connection, kind, call),
    tasksOf: (of, call) => tasksOf(connection, of, call),
    taskCounts: (call) => taskCounts(connection, call),
    get: (kind, id, call) => getObject(connection, kind, id, call),
    inspect: (kind, id, call) => inspectObject(connection, kind, id, call),
    imageHistory: (id, call) => imageHistory(connection, id, call),

    events: (options, signal) => untilAborted(readEvents(connection, options, signal), signal),
    logs: (source, options, signal) => untilAborted(readLogs(connection, source, options, signal), signal),
    stats: (containerId, signal) => untilAborted(readStats(connection, containerId, signal), signal),
    statsOnce: (containerId, earlier, call) => readStatsOnce(connection, containerId, earlier, call),

    exec: (containerId, options, call) => startSession(connection, containerId, options, call),
    attach: (containerId, call) => attachSession(connection, containerId, call),
    run: (containerId, options, call) => runProgram(connection, containerId, options, call),

    ...inspectionCalls(connection),

    act: (containerId, action, call) => actOnContainer(connection, containerId, action, call),
    remove: (kind, id, options, call) => removeObject(connection, kind, id, options, call),
    prune: (kind, call) => pruneObjects(connection, kind, call),

    networks: networkCalls(connection),
    probing: probeCalls(connection, findLogin),
    swarm: swarmCalls(connection, findLogin),
    swarmLife: swarmLifeCalls(connection),

    dispose: () => connection.dispose(),
  };
}

function notInfo(engine: string, value: unknown): EngineError {
  return new EngineError({
    reason: 'badReply',
    engine,
    message: `Could not read what the engine is: expected an object, got ${found(value)}.`,
    next: 'Check that the address leads to a Docker engine.',
  });
}
