// Surroundings made of plain values, for tests of endpoint resolution.

import { createHash } from 'node:crypto';
import type { SocketState, Surroundings } from '../../src/engine/surroundings';

export interface FakeOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Path → text; an Error is what reading it rejects with. */
  readonly files?: Readonly<Record<string, string | Error>>;
  readonly sockets?: Readonly<Record<string, SocketState>>;
  readonly platform?: NodeJS.Platform;
  readonly uid?: number;
  readonly home?: string;
}

export function fakeSurroundings(options: FakeOptions = {}): Surroundings {
  const { env = {}, files = {}, sockets = {}, platform = 'linux', uid = 1000, home = '/home/ann' } = options;
  const separator = platform === 'win32' ? '\\' : '/';
  return {
    env,
    home,
    platform,
    uid,
    async readFile(path) {
      const found = files[path];
      if (found instanceof Error) throw found;
      return found;
    },
    async listFolder(path) {
      const prefix = path + separator;
      const inside = Object.keys(files).filter((file) => file.startsWith(prefix));
      return [...new Set(inside.map((file) => file.slice(prefix.length).split(separator)[0] ?? ''))];
    },
    socketState: async (path) => sockets[path] ?? 'missing',
  };
}

export function contextFolder(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

/** The file of one context below `/home/ann/.docker`. */
export function contextFile(name: string, docker: unknown, metadata: unknown = {}): Record<string, string> {
  const meta = JSON.stringify({ Name: name, Metadata: metadata, Endpoints: { docker } });
  return { [`/home/ann/.docker/contexts/meta/${contextFolder(name)}/meta.json`]: meta };
}
