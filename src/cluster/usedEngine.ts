// An engine that tells when it is in use and when it failed, so that a pool knows when to let it go.

import type { Engine, Session } from '../engine/engine';

export interface UseListener {
  /** A call, stream or session begins; the result is called once when it ends. */
  began(): () => void;
  failed(error: unknown): void;
}

/** The pool owns the engine: `dispose` of what is handed out does nothing. */
export function usedEngine(engine: Engine, { began, failed }: UseListener): Engine {
  async function call<T>(run: () => Promise<T>): Promise<T> {
    const end = began();
    try {
      return await run();
    } catch (error) {
      failed(error);
      throw error;
    } finally {
      end();
    }
  }
  async function* stream<T>(open: () => AsyncIterable<T>): AsyncIterable<T> {
    const end = began();
    try {
      yield* open();
    } catch (error) {
      failed(error);
      throw error;
    } finally {
      end();
    }
  }
  async function session(open: () => Promise<Session>): Promise<Session> {
    const end = began();
    try {
      const opened = await open();
      opened.ended.then(end, end);
      return opened;
    } catch (error) {
      failed(error);
      end();
      throw error;
    }
  }
  return {
    endpoint: engine.endpoint,
    get label() {
      return engine.label;
    },
    ping: (...given) => call(() => engine.ping(...given)),
    info: (...given) => call(() => engine.info(...given)),
    list: (...given) => call(() => engine.list(...given)),
    tasksOf: (...given) => call(() => engine.tasksOf(...given)),
    taskCounts: (...given) => call(() => engine.taskCounts(...given)),
    get: (...given) => call(() => engine.get(...given)),
    inspect: (...given) => call(() => engine.inspect(...given)),
    imageHistory: (...given) => call(() => engine.imageHistory(...given)),
    events: (...given) => stream(() => engine.events(...given)),
    logs: (...given) => stream(() => engine.logs(...given)),
    stats: (...given) => stream(() => engine.stats(...given)),
    statsOnce: (...given) => call(() => engine.statsOnce(...given)),
    exec: (...given) => session(() => engine.exec(...given)),
    attach: (...given) => session(() => engine.attach(...given)),
    run: (...given) => call(() => engine.run(...given)),
    top: (...given) => call(() => engine.top(...given)),
    taskCount: (...given) => call(() => engine.taskCount(...given)),
    changes: (...given) => call(() => engine.changes(...given)),
    fileAt: (...given) => call(() => engine.fileAt(...given)),
    archive: (...given) => stream(() => engine.archive(...given)),
    act: (...given) => call(() => engine.act(...given)),
    remove: (...given) => call(() => engine.remove(...given)),
    prune: (...given) => call(() => engine.prune(...given)),
    networks: engine.networks,
    probing: engine.probing,
    swarm: engine.swarm,
    swarmLife: engine.swarmLife,
    dispose: () => undefined,
  };
}
