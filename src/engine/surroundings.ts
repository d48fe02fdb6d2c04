// What endpoint resolution may look at: handed in, so that it can be tested and never reads anything behind our back.

import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { homedir } from 'node:os';

/** `listening`: accepts connections; `denied`: there, but not for this user; `dead`: there, and nobody listens. */
export type SocketState = 'listening' | 'denied' | 'dead' | 'missing';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly uid?: number;
  /** The text, or undefined where there is no such file. Rejects for every other failure. */
  readFile(path: string): Promise<string | undefined>;
  /** Names, or an empty list where there is no such folder. */
  listFolder(path: string): Promise<readonly string[]>;
  socketState(path: string): Promise<SocketState>;
}

export function realSurroundings(env: NodeJS.ProcessEnv = process.env): Surroundings {
  const uid = process.getuid?.();
  return {
    env,
    home: homedir(),
    platform: process.platform,
    ...(uid !== undefined && { uid }),
    readFile: (path) => readFile(path, 'utf8').catch(absentAs(undefined)),
    listFolder: (path) => readdir(path).catch(absentAs<string[]>([])),
    socketState,
  };
}

export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // Several addresses of one name were tried: the first failure stands for all.
  return error instanceof AggregateError ? errorCode(error.errors[0]) : undefined;
}

const socketPatienceMs = 1_000;

function socketState(path: string): Promise<SocketState> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    const settle = (state: SocketState) => {
      socket.destroy();
      resolve(state);
    };
    socket.setTimeout(socketPatienceMs, () => settle('dead'));
    socket.once('connect', () => settle('listening'));
    socket.once('error', (error) => settle(stateOf(errorCode(error))));
  });
}

function stateOf(code: string | undefined): SocketState {
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  return code === 'EACCES' || code === 'EPERM' ? 'denied' : 'dead';
}

function absentAs<T>(value: T): (error: unknown) => T {
  return (error) => {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return value;
    throw error;
  };
}
