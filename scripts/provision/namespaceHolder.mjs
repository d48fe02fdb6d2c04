// Holds the private namespaces of one test engine open, and is their name server and their door.
//
//   node namespaceHolder.mjs FOLDER ADDRESS
//
// The name server answers "no such name" to everything at once: an engine that asks for a registry would otherwise wait
// 20 seconds for each name. The door is the unix socket FOLDER/dial.sock: a client writes "PORT\n" and is then connected
// to that TCP port inside the namespace.
import { createSocket } from 'node:dgram';
import { chmodSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';

const [folder, address] = process.argv.slice(2);

// The keeper signals once the address exists: binding waits for it.
process.on('SIGUSR2', () => serveNames());
serveDoor();
console.log('holding');

function serveNames() {
  const server = createSocket('udp4');
  server.on('message', (query, from) => {
    const reply = noSuchName(query);
    if (reply) server.send(reply, from.port, from.address);
  });
  server.on('error', (error) => console.error(`name server: ${error.message}`));
  server.bind(53, address, () => console.log('naming'));
}

// RFC 1035 4.1: header and first question, echoed with QR set and RCODE 3.
function noSuchName(query) {
  if (query.length < 17) return undefined;
  let end = 12;
  while (end < query.length && query[end] !== 0) end += query[end] + 1;
  const reply = Buffer.from(query.subarray(0, end + 5));
  reply[2] = 0x80 | (query[2] & 0x79);
  reply[3] = 0x83;
  reply.writeUInt16BE(1, 4);
  reply.fill(0, 6, 12);
  return reply;
}

function serveDoor() {
  const socketPath = path.join(folder, 'dial.sock');
  const server = createServer((client) => {
    client.on('error', () => client.destroy());
    client.once('readable', function first() {
      const head = client.read();
      if (head === null) return client.once('readable', first);
      const at = head.indexOf(10);
      const port = Number(head.subarray(0, at).toString());
      if (at < 0 || !Number.isInteger(port) || port < 1 || port > 65535) return client.destroy();
      client.unshift(head.subarray(at + 1));
      const target = connect({ host: address, port });
      target.on('error', () => client.destroy());
      target.on('close', () => client.destroy());
      client.on('close', () => target.destroy());
      client.pipe(target).pipe(client);
    });
  });
  server.listen(socketPath, () => chmodSync(socketPath, 0o666));
}
