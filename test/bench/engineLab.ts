// The engine under the benchmark: fills it with containers, changes them from outside, and knows when each change happened.
import http from 'node:http';
import { engineRequest } from '../support/lab';

export interface Change {
  /** The container's name. */
  readonly name: string;
  readonly action: string;
  /** Epoch milliseconds by the engine's own time stamp. */
  readonly at: number;
}

/** Names sort first in every list, so that these rows are on the screen. */
export const frontName = (index: number): string => `aa-bench-${String(index).padStart(4, '0')}`;

/** Makes the engine hold exactly `count` containers `aa-bench-…`; those that are there are used. */
export async function fillEngine(url: string, count: number): Promise<void> {
  const listed = (await engineRequest(url, 'GET', '/containers/json?all=1')) as { Id: string; Names: string[] }[];
  const wanted = new Set(Array.from({ length: count }, (_, index) => frontName(index)));
  const work: (() => Promise<unknown>)[] = [];
  for (const { Id, Names } of listed) {
    if (wanted.delete((Names[0] ?? '').slice(1))) continue;
    work.push(() => engineRequest(url, 'DELETE', `/containers/${Id}?force=1`));
  }
  for (const name of wanted) work.push(() => createContainer(url, name));
  await inParallel(work, 8);
}

export async function createContainer(url: string, name: string): Promise<string> {
  const spec = { Image: 'busybox:1.36', Cmd: ['sleep', '100000'] };
  const { Id } = (await engineRequest(url, 'POST', `/containers/create?name=${name}`, spec)) as { Id: string };
  return Id;
}

export const startContainer = (url: string, name: string) => engineRequest(url, 'POST', `/containers/${name}/start`);
export const killContainer = (url: string, name: string) => engineRequest(url, 'POST', `/containers/${name}/kill`);
export const pauseContainer = (url: string, name: string) => engineRequest(url, 'POST', `/containers/${name}/pause`);
export const unpauseContainer = (url: string, name: string) =>
  engineRequest(url, 'POST', `/containers/${name}/unpause`);
export const removeContainer = (url: string, name: string) =>
  engineRequest(url, 'DELETE', `/containers/${name}?force=1`);

/** Collects the engine's container events until closed. */
export async function watchEngine(url: string): Promise<{ changes: Change[]; close(): void }> {
  const changes: Change[] = [];
  const path = `/events?filters=${encodeURIComponent(JSON.stringify({ type: ['container'] }))}`;
  const socketPath = url.replace(/^unix:\/\//, '');
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get({ socketPath, path, agent: false }, resolve).on('error', reject);
  });
  let text = '';
  response.on('data', (chunk: Buffer) => {
    const lines = (text + chunk).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      const event = JSON.parse(line) as { Action: string; timeNano: number; Actor: { Attributes: { name: string } } };
      changes.push({ name: event.Actor.Attributes.name, action: event.Action, at: event.timeNano / 1e6 });
    }
  });
  response.on('error', () => response.destroy());
  return { changes, close: () => response.destroy() };
}

async function inParallel(work: (() => Promise<unknown>)[], width: number): Promise<void> {
  const worker = async () => {
    for (let next = work.pop(); next; next = work.pop()) await next();
  };
  await Promise.all(Array.from({ length: width }, worker));
}
