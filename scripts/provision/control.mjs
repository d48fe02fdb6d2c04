// Talks to engines that another process started (see engines.mjs): asks their keeper, reaches their ports. On its own, so
// that tests can bundle it. Types are in control.d.mts.
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { foldersOf } from './runFolders.mjs';

/**
 * Opens a port of 127.0.0.1 that leads to a TCP port inside a node's network: a published port, its sshd, its TLS port.
 * `dial` is the node's door, as `describe` names it.
 * Resolves to { port, close() }.
 */
export function forwardPort(dial, port) {
  const sockets = new Set();
  const track = (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((client) => {
    track(client);
    const door = track(connect(dial));
    door.write(`${port}\n`);
    client.pipe(door).pipe(client);
    client.on('close', () => door.destroy());
    door.on('close', () => client.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const close = () =>
        new Promise((done) => {
          for (const socket of sockets) socket.destroy();
          server.close(() => done());
        });
      resolve({ port: server.address().port, close });
    });
  });
}

/** Asks the keeper of a run for something (see `requests` in keeper.mjs); rejects with what it answers. */
export function control(runId, op, params = {}) {
  return new Promise((resolve, reject) => {
    const client = connect(path.join(foldersOf(runId).run, 'control.sock'));
    const lines = createInterface({ input: client });
    // readline passes its input's errors on; unheard, they would end the process.
    for (const source of [client, lines]) source.on('error', reject);
    client.once('close', () => reject(new Error(`The engines ended while asked for ${op}.`)));
    lines.once('line', (line) => {
      const answer = JSON.parse(line);
      if (answer.ok) resolve(answer.result);
      else reject(new Error(`${op}: ${answer.message}`));
      client.destroy();
    });
    client.write(`${JSON.stringify({ op, ...params })}\n`);
  });
}
