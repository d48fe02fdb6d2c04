// A simulated Docker Engine that speaks real HTTP on a socket, for scale and for faults that no real engine makes on demand.

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Endpoint } from '../../src/engine/endpoint';
import { inspected, listed, type Raw, type SimContainer, simContainer, simInfo } from './simState';
import { filteredTasks, withStatus } from './simSwarmLists';

/** What goes wrong with the next answers whose path matches. */
export type SimFault =
  | { readonly type: 'slow'; readonly ms: number }
  | { readonly type: 'status'; readonly code: number; readonly message: string }
  /** The body ends in the middle, as if that were all. */
  | { readonly type: 'halfJson' }
  /** The connection closes in the middle of the body. */
  | { readonly type: 'cut' }
  /** The request is taken and never answered. */
  | { readonly type: 'hang' };

export interface SimOptions {
  readonly containers?: number;
  readonly listen?: 'unix' | 'tcp';
  readonly name?: string;
}

/** Kinds that are simple lists here: `path` → raw objects, for example `services`. */
export type SimList =
  | 'services'
  | 'tasks'
  | 'nodes'
  | 'secrets'
  | 'configs'
  | 'networks'
  | 'volumes'
  | 'images'
  | 'plugins';

export class SimEngine {
  readonly containers = new Map<string, SimContainer>();
  readonly lists: Record<SimList, Raw[]> = {
    ...{ services: [], tasks: [], nodes: [], secrets: [], configs: [] },
    ...{ networks: [], volumes: [], images: [], plugins: [] },
  };
  /** By path without the version, for example `/containers/json`. */
  readonly faults = new Map<string, SimFault>();
  /** Answers of a test's own, by path without the version. */
  readonly answers = new Map<string, (response: ServerResponse, query: URLSearchParams) => void>();
  /** What `/events` with an end gives, raw. */
  past: Raw[] = [];
  /** How far its clock, as `/info` tells it, is ahead of ours. */
  clockAheadMs = 0;
  /** `/info`'s Swarm. */
  swarm: Raw = { LocalNodeState: 'inactive', ControlAvailable: false, NodeID: '', RemoteManagers: null };
  /** How long the container list says `running` after a `die` event. */
  listLagMs = 0;
  /** Every request so far, for example `/containers/json?all=true`. */
  readonly requests: string[] = [];
  private readonly feeds = new Set<ServerResponse>();
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private directory: string | undefined;
  private port = 0;

  constructor(private readonly options: SimOptions) {
    for (let index = 0; index < (options.containers ?? 0); index++) this.add(simContainer(index, Date.now()));
  }

  get name(): string {
    return this.options.name ?? 'sim';
  }

  get endpoint(): Endpoint {
    const path = join(this.directory ?? '', 'engine.sock');
    const place =
      this.options.listen === 'tcp'
        ? ({
            address: { type: 'tcp', host: '127.0.0.1', port: this.port },
            url: `tcp://127.0.0.1:${this.port}`,
          } as const)
        : ({ address: { type: 'unix', path }, url: `unix://${path}` } as const);
    return { ...place, label: this.name, origin: 'chosen' };
  }

  add(container: SimContainer): void {
    this.containers.set(container.id, container);
  }

  /** Begins to listen, again at the same place after `stop`. */
  async start(): Promise<void> {
    const server = createServer((request, response) => this.answer(request, response));
    this.server = server;
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    this.directory ??= await mkdtemp(join(tmpdir(), 'dockhound-sim-'));
    const { directory } = this;
    await new Promise<void>((done, fail) => {
      server.once('error', fail);
      if (this.options.listen === 'tcp') server.listen(this.port, '127.0.0.1', done);
      else server.listen(join(directory, 'engine.sock'), done);
    });
    if (this.options.listen === 'tcp') this.port = (server.address() as AddressInfo).port;
  }

  /** Stops listening and cuts every connection: the engine refuses. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    for (const socket of this.sockets) socket.destroy();
    this.feeds.clear();
    if (server) await new Promise<void>((done) => server.close(() => done()));
  }

  async dispose(): Promise<void> {
    await this.stop();
    if (this.directory) await rm(this.directory, { recursive: true, force: true });
  }

  /** Sends events in one piece. */
  emit(...events: Raw[]): void {
    const text = events.map((event) => `${JSON.stringify(event)}\n`).join('');
    for (const feed of this.feeds) feed.write(text);
  }

  /** Cuts the event streams, in the middle of an event if asked. */
  cutEvents(midway: boolean): void {
    for (const feed of this.feeds) {
      if (midway) feed.write('{"Type":"container","Act', () => feed.destroy());
      else feed.end();
    }
    this.feeds.clear();
  }

  die(id: string, exitCode = 1): void {
    const container = this.containers.get(id);
    if (!container) return;
    container.state = 'exited';
    container.exitCode = exitCode;
    container.finishedAt = Date.now();
    setTimeout(() => {
      container.listedState = container.state;
    }, this.listLagMs).unref();
    if (this.listLagMs === 0) container.listedState = 'exited';
    this.emit(this.event('die', container, { exitCode: `${exitCode}` }));
  }

  run(id: string): void {
    const container = this.containers.get(id);
    if (!container) return;
    container.state = 'running';
    container.listedState = 'running';
    container.startedAt = Date.now();
    this.emit(this.event('start', container));
  }

  event(action: string, container: SimContainer, attributes: Record<string, string> = {}): Raw {
    const ms = Date.now();
    const all = { ...container.labels, image: 'busybox:1.36', name: container.name, ...attributes };
    return {
      ...{ status: action, id: container.id, from: 'busybox:1.36', Type: 'container', Action: action, scope: 'local' },
      ...{ Actor: { ID: container.id, Attributes: all }, time: Math.floor(ms / 1000), timeNano: ms * 1e6 },
    };
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://sim');
    const path = url.pathname.replace(/^\/v\d+\.\d+/, '');
    this.requests.push(`${path}${url.search}`);
    const fault = this.faults.get(path);
    if (fault) this.misbehave(fault, path, url.searchParams, response);
    else this.serve(path, url.searchParams, response);
  }

  private misbehave(fault: SimFault, path: string, query: URLSearchParams, response: ServerResponse): void {
    switch (fault.type) {
      case 'slow':
        setTimeout(() => this.serve(path, query, response), fault.ms);
        return;
      case 'status':
        send(response, fault.code, { message: fault.message });
        return;
      case 'halfJson': {
        const text = JSON.stringify(this.bodyOf(path, query));
        response.setHeader('Content-Type', 'application/json').end(text.slice(0, text.length / 2));
        return;
      }
      case 'cut': {
        const text = JSON.stringify(this.bodyOf(path, query));
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) });
        response.write(text.slice(0, text.length / 2), () => response.destroy());
        return;
      }
      case 'hang':
        return;
    }
  }

  private serve(path: string, query: URLSearchParams, response: ServerResponse): void {
    if (path === '/_ping') {
      response.writeHead(200, { 'Api-Version': '1.41', 'Content-Type': 'text/plain; charset=utf-8' }).end('OK');
      return;
    }
    const own = this.answers.get(path);
    if (own) {
      own(response, query);
      return;
    }
    if (path === '/events' && query.has('until')) {
      response
        .setHeader('Content-Type', 'application/json')
        .end(this.past.map((one) => `${JSON.stringify(one)}\n`).join(''));
      return;
    }
    if (path === '/events') {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.flushHeaders();
      this.feeds.add(response);
      response.on('close', () => this.feeds.delete(response));
      return;
    }
    const body = this.bodyOf(path, query);
    if (body === undefined) send(response, 404, { message: `No such object: ${path}` });
    else send(response, 200, body);
  }

  private bodyOf(path: string, query: URLSearchParams): unknown {
    const [, collection = '', id, word] = path.split('/');
    switch (collection) {
      case 'version':
        return { ApiVersion: '1.41', MinAPIVersion: '1.12', Version: '20.10.24', Os: 'linux', Arch: 'amd64' };
      case 'info':
        return {
          ...simInfo(this.name, this.containers.size, this.swarm),
          SystemTime: new Date(Date.now() + this.clockAheadMs).toISOString(),
        };
      case 'containers': {
        const nowMs = Date.now();
        if (id === 'json') return [...this.containers.values()].map((container) => listed(container, nowMs));
        const container = this.containers.get(id ?? '');
        return word === 'json' && container ? inspected(container) : undefined;
      }
      default:
        return this.fromList(collection, id, query);
    }
  }

  private fromList(collection: string, id: string | undefined, query: URLSearchParams): unknown {
    const list = collection in this.lists ? this.lists[collection as SimList] : undefined;
    if (list === undefined) return undefined;
    if (id !== undefined && id !== 'json') return list.find((raw) => [raw.Id, raw.ID, raw.Name].includes(id));
    if (collection === 'volumes') return { Volumes: list, Warnings: null };
    if (collection === 'tasks') return filteredTasks(list, query);
    return collection === 'services' && query.has('status') ? withStatus(list, this.lists.tasks) : list;
  }
}

export async function startSimEngine(options: SimOptions = {}): Promise<SimEngine> {
  const engine = new SimEngine(options);
  await engine.start();
  return engine;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) })
    .end(text);
}
