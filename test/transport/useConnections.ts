// What the tests of connections share: servers and connections to them, all gone after each test.

import type { RequestListener } from 'node:http';
import type { Connection } from '../../src/engine/connection';
import { openConnection } from '../../src/engine/openConnection';
import { engineLike, type Running, serveHttp } from './servers';

export interface Connections {
  /** What is put here is closed after the test. */
  readonly running: Running[];
  readonly connections: Connection[];
  serve(handler: RequestListener): Promise<Running>;
  /** A connection to an engine that answers with `handler`. */
  open(handler: RequestListener): Promise<Connection>;
}

export function useConnections(): Connections {
  const running: Running[] = [];
  const connections: Connection[] = [];

  afterEach(async () => {
    for (const connection of connections.splice(0)) connection.dispose();
    await Promise.all(running.splice(0).map((server) => server.close()));
  });

  async function serve(handler: RequestListener): Promise<Running> {
    const server = await serveHttp(handler);
    running.push(server);
    return server;
  }

  async function open(handler: RequestListener): Promise<Connection> {
    const connection = await openConnection((await serve(engineLike(handler))).endpoint);
    connections.push(connection);
    return connection;
  }

  return { running, connections, serve, open };
}
