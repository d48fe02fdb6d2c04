// The way to the engine of any node of the swarm: where a task's container is reached, wherever it runs.

import type { Endpoint } from '../engine/endpoint';
import type { ConnectEngine, Engine } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import type { SwarmNode } from '../model/swarmNode';
import { type Disposable, DisposableStore } from '../util/disposable';
import { Emitter, type Event } from '../util/emitter';
import { messageOf } from '../util/messageOf';
import type { Clock } from './clock';
import type { Cluster } from './cluster';
import { orAborted } from './deferred';
import { createNodeLine, type NodeLine } from './nodeLine';
import { configuredRoute, type NodeRouteSettings, type Route, type RouteReading, type RouteVia } from './routeChoice';
import { noRoute, notReached, shownAddress, wrongNode } from './routeErrors';
import type { RouteMemory } from './routeMemory';

export type NodeRouteStatus =
  /** The connection in hand is this node's engine. */
  | { readonly type: 'here' }
  | { readonly type: 'untried' }
  /** `engine`: the Docker context's name, else the address. */
  | { readonly type: 'connected'; readonly via: RouteVia; readonly engine: string }
  /** `error`: a sentence for a person. `at`: when, ISO 8601. */
  | { readonly type: 'failed'; readonly via: RouteVia; readonly error: string; readonly at?: string };

export interface NodeRoutes extends Disposable {
  /**
   * The engine of this node; connects if need be. It stays the pool's: never dispose it, and ask again for each use. A
   * failure is told again for half a minute without trying, unless `again`. Rejects with a `HumanError` that names the
   * node, or with an `EngineError` when the connection in hand is lost.
   */
  engineFor(node: SwarmNode, signal?: AbortSignal, how?: { readonly again?: boolean }): Promise<Engine>;
  status(nodeId: string): NodeRouteStatus;
  /** Whether a way is known, tried or not. */
  knows(node: SwarmNode): boolean;
  /** Fires with a node's id when its status may have changed. */
  readonly onDidChange: Event<string>;
  /**
   * Tries the way to this node at once: by this context or address, which is remembered only when it works, else by the
   * one that is known. Rejects with an `EngineError` or `HumanError` that says what failed.
   */
  connect(node: SwarmNode, address?: string, signal?: AbortSignal): Promise<Engine>;
  /**
   * Drops what `connect` remembered of this node, so that the settings say again how it is reached. Resolves with what that
   * was; undefined where there was none.
   */
  forget(node: SwarmNode): Promise<string | undefined>;
}

export interface NodeRoutesOptions {
  readonly cluster: Cluster;
  readonly connect: ConnectEngine;
  /** What a context's name or an address stands for. Rejects with an `EngineError`. */
  readonly resolve: (address: string) => Promise<Endpoint>;
  /** Read anew for each use. */
  readonly settings: () => NodeRouteSettings;
  readonly memory: RouteMemory;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** For the whole of connecting and asking who answers. */
const connectMs = 10_000;
const failureHoldMs = 30_000;

interface Attempt {
  readonly route: Route;
  readonly promise: Promise<Engine>;
  readonly abort: AbortController;
  waiting: number;
}

interface Failure {
  readonly route: Route;
  readonly error: unknown;
  readonly at: number;
  readonly holdUntil: number;
}

/** Tries nothing until somebody asks for an engine. */
export function createNodeRoutes(options: NodeRoutesOptions): NodeRoutes {
  const { cluster, clock, log } = options;
  const changed = new Emitter<string>((error) => log(`A listener of node routes failed: ${String(error)}`));
  const lines = new Map<string, NodeLine>();
  /** Also those that are handed out no more. */
  const open = new Set<NodeLine>();
  const attempts = new Map<string, Attempt>();
  const failures = new Map<string, Failure>();
  const life = new DisposableStore();
  let engineId: string | undefined;
  let ended = false;

  const clusterId = () => cluster.info?.swarm.clusterId ?? '';

  function routeOf(node: SwarmNode): RouteReading {
    const remembered = options.memory.get(clusterId(), node.id);
    if (remembered !== undefined) return { ok: true, route: { address: remembered, via: 'remembered' } };
    return configuredRoute(node, options.settings());
  }

  async function hereFor(node: SwarmNode, signal?: AbortSignal): Promise<Engine | undefined> {
    const engine = await cluster.engine(signal);
    const info = cluster.info ?? (await engine.info(signal ? { signal } : {}));
    return info.swarm.nodeId === node.id ? engine : undefined;
  }

  async function reach(node: SwarmNode, route: Route, signal: AbortSignal | undefined): Promise<Engine> {
    const line = lines.get(node.id);
    if (line && line.route.address === route.address) {
      if (await line.answers(signal)) return line.handed;
      log(`${line.engine.endpoint.url} answers no more.`);
      retire(node.id, line);
    }
    const attempt = attempts.get(node.id);
    if (attempt && attempt.route.address !== route.address) attempt.abort.abort();
    const own = attempt?.route.address === route.address ? attempt : begin(node, route);
    own.waiting++;
    try {
      return await orAborted(own.promise, signal, () => cancelled(node));
    } finally {
      own.waiting--;
      if (own.waiting === 0) {
        // Who comes now must not join what is being given up.
        if (attempts.get(node.id) === own) attempts.delete(node.id);
        own.abort.abort();
      }
    }
  }

  function begin(node: SwarmNode, route: Route): Attempt {
    if (ended) throw cancelled(node);
    const abort = new AbortController();
    const attempt: Attempt = { route, abort, waiting: 0, promise: openLine(node, route, abort.signal) };
    attempts.set(node.id, attempt);
    const over = () => {
      if (attempts.get(node.id) === attempt) attempts.delete(node.id);
    };
    attempt.promise.then(over, over);
    return attempt;
  }

  async function openLine(node: SwarmNode, route: Route, signal: AbortSignal): Promise<Engine> {
    try {
      const engine = await identified(node, route, signal);
      const line = lineOf(node.id, route, engine);
      // Only now: an address that does not work must not cost the one that does.
      const before = lines.get(node.id);
      if (before) retire(node.id, before);
      lines.set(node.id, line);
      open.add(line);
      failures.delete(node.id);
      changed.fire(node.id);
      return line.handed;
    } catch (error) {
      if (signal.aborted) throw cancelled(node);
      const at = clock.now();
      failures.set(node.id, { route, error, at, holdUntil: at + failureHoldMs });
      log(`Node ${node.name} by ${shownAddress(route)} (${route.via}): ${messageOf(error)}`);
      changed.fire(node.id);
      throw error;
    }
  }

  /** Connected, and certain to be this node: addresses are mistyped, and machines are cloned. */
  async function identified(node: SwarmNode, route: Route, signal: AbortSignal): Promise<Engine> {
    const call = { signal, deadlineMs: connectMs };
    const engine = await options.connect(await options.resolve(route.address), { ...call, log });
    try {
      const info = await engine.info(call);
      signal.throwIfAborted();
      if (info.swarm.nodeId === node.id) return engine;
      const other = info.swarm.nodeId === undefined ? undefined : cluster.get('node', info.swarm.nodeId);
      throw wrongNode(node, route, info, other);
    } catch (error) {
      engine.dispose();
      throw error;
    }
  }

  function lineOf(nodeId: string, route: Route, engine: Engine): NodeLine {
    const line: NodeLine = createNodeLine(route, engine, clock, {
      broke(error) {
        if (lines.get(nodeId) !== line) return;
        retire(nodeId, line);
        // Not held: what broke is connected anew at its next use.
        failures.set(nodeId, { route, error, at: clock.now(), holdUntil: 0 });
        changed.fire(nodeId);
      },
      idled() {
        retire(nodeId, line);
        changed.fire(nodeId);
      },
      closed: () => open.delete(line),
    });
    return line;
  }

  function retire(nodeId: string, line: NodeLine): void {
    if (lines.get(nodeId) === line) lines.delete(nodeId);
    line.retire();
  }

  function dropAll(): void {
    const ids = new Set([...lines.keys(), ...failures.keys()]);
    for (const { abort } of attempts.values()) abort.abort();
    attempts.clear();
    lines.clear();
    failures.clear();
    for (const line of [...open]) line.close();
    for (const id of ids) changed.fire(id);
  }

  life.add(changed);
  life.add(
    cluster.onDidChangeStatus((status) => {
      if (status.type === 'idle') dropAll();
      if (status.type !== 'live' || status.info.id === engineId) return;
      // Another engine may be of another swarm, and what is open belongs to what was looked at before.
      if (engineId !== undefined) dropAll();
      engineId = status.info.id;
    }),
  );

  return {
    onDidChange: changed.event,
    async engineFor(node, signal, { again = false } = {}) {
      const here = await hereFor(node, signal);
      if (here) return here;
      const reading = routeOf(node);
      if (!reading.ok) throw noRoute(node, reading.why);
      const { route } = reading;
      try {
        const failure = failures.get(node.id);
        const held = failure && failure.route.address === route.address && clock.now() < failure.holdUntil;
        if (held && !again) throw failure.error;
        return await reach(node, route, signal);
      } catch (error) {
        if (error instanceof EngineError && error.reason === 'cancelled') throw error;
        throw notReached(node, route, error);
      }
    },
    async connect(node, address, signal) {
      const here = await hereFor(node, signal);
      if (here && address === undefined) return here;
      const reading: RouteReading =
        address === undefined ? routeOf(node) : { ok: true, route: { address, via: 'remembered' } };
      if (!reading.ok) throw noRoute(node, reading.why);
      const engine = await reach(node, reading.route, signal);
      if (address !== undefined) {
        // As the endpoint says it, which never holds a password.
        const kept = engine.endpoint.context ?? engine.endpoint.url;
        await options.memory.set(clusterId(), node.id, kept);
        const line = lines.get(node.id);
        if (line) line.route = { address: kept, via: 'remembered' };
      }
      return engine;
    },
    async forget(node) {
      const known = options.memory.get(clusterId(), node.id);
      await options.memory.forget(clusterId(), node.id);
      const line = lines.get(node.id);
      if (line?.route.via === 'remembered') retire(node.id, line);
      if (failures.get(node.id)?.route.via === 'remembered') failures.delete(node.id);
      changed.fire(node.id);
      return known;
    },
    status(nodeId) {
      if (cluster.info?.swarm.nodeId === nodeId) return { type: 'here' };
      const line = lines.get(nodeId);
      if (line) {
        const { context, url } = line.engine.endpoint;
        return { type: 'connected', via: line.route.via, engine: context ?? url };
      }
      const failure = failures.get(nodeId);
      if (failure) {
        const { route, error, at } = failure;
        return { type: 'failed', via: route.via, error: messageOf(error), at: new Date(at).toISOString() };
      }
      return { type: 'untried' };
    },
    knows: (node) => cluster.info?.swarm.nodeId === node.id || routeOf(node).ok,
    dispose() {
      ended = true;
      dropAll();
      life.dispose();
    },
  };
}

function cancelled(node: SwarmNode): EngineError {
  return new EngineError({
    reason: 'cancelled',
    engine: node.name,
    message: `Connecting to the engine of node ${node.name} was cancelled.`,
  });
}
