// A way to an engine that a test can cut and mend again.

import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface CuttingProxy {
  readonly url: string;
  /** Breaks all connections; `refuse`: new ones break at once until `heal`. */
  cut(refuse: boolean): void;
  heal(): void;
  close(): Promise<void>;
}

/** Stands between the code under test and an engine, byte for byte. */
export async function cuttingProxy(engineUrl: string): Promise<CuttingProxy> {
  const engineSocket = engineUrl.replace(/^unix:\/\//, '');
  const socket = path.join(tmpdir(), `dh-cut-${process.pid}-${Date.now()}.sock`);
  const open = new Set<Socket>();
  let refusing = false;
  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (refusing) return void client.destroy();
    const engine = connect({ path: engineSocket, allowHalfOpen: true });
    for (const [one, other] of [
      [client, engine],
      [engine, client],
    ] as const) {
      open.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((done) => server.listen(socket, done));
  return {
    url: `unix://${socket}`,
    cut(refuse) {
      refusing = refuse;
      for (const one of open) one.destroy();
    },
    heal() {
      refusing = false;
    },
    close() {
      for (const one of open) one.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
