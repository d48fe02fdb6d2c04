// Whether there is a Docker Engine that the extension would find by itself: the same places, in the same order.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { engineAnswers } from './engineApi.mjs';

/** Resolves to the address of the engine found, or undefined. Only sockets are tried: a remote address that the person
 * has configured is taken at its word. */
export async function findEngine(env = process.env) {
  const configured = env.DOCKER_HOST || contextHost(env);
  if (configured) {
    const socket = socketOf(configured);
    return socket === undefined || (await engineAnswers(socket)) ? configured : undefined;
  }
  for (const socket of usualSockets(env))
    if (existsSync(socket) && (await engineAnswers(socket))) return `unix://${socket}`;
  if (process.platform === 'win32' && (await engineAnswers('\\\\.\\pipe\\docker_engine')))
    return 'npipe:////./pipe/docker_engine';
  return undefined;
}

function contextHost(env) {
  const folder = env.DOCKER_CONFIG ?? path.join(homedir(), '.docker');
  const name = env.DOCKER_CONTEXT ?? json(path.join(folder, 'config.json'))?.currentContext;
  if (!name || name === 'default') return undefined;
  const digest = createHash('sha256').update(name).digest('hex');
  return json(path.join(folder, 'contexts', 'meta', digest, 'meta.json'))?.Endpoints?.docker?.Host;
}

function socketOf(address) {
  if (address.startsWith('unix://')) return address.slice('unix://'.length);
  if (address.startsWith('npipe://')) return address.slice('npipe://'.length).replaceAll('/', '\\');
  return undefined;
}

function usualSockets(env) {
  if (process.platform === 'win32') return [];
  const home = homedir();
  return [
    '/var/run/docker.sock',
    ...(env.XDG_RUNTIME_DIR ? [path.join(env.XDG_RUNTIME_DIR, 'docker.sock')] : []),
    ...[
      '.docker/run/docker.sock',
      '.docker/desktop/docker.sock',
      '.colima/default/docker.sock',
      '.orbstack/run/docker.sock',
    ].map((name) => path.join(home, name)),
    ...(env.XDG_RUNTIME_DIR ? [path.join(env.XDG_RUNTIME_DIR, 'podman', 'podman.sock')] : []),
    '/run/podman/podman.sock',
  ];
}

function json(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
