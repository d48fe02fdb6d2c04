// What the tests of the engine room share: an Engine over a real engine, and containers that are gone afterwards.

import { randomBytes } from 'node:crypto';
import { createDockerEngine } from '../../src/engine/dockerEngine';
import type { Engine } from '../../src/engine/engine';
import { openConnection } from '../../src/engine/openConnection';
import { engineRequest } from '../support/lab';

export async function realEngine(url: string): Promise<Engine> {
  const address = { type: 'unix' as const, path: url.replace(/^unix:\/\//, '') };
  return createDockerEngine(await openConnection({ address, url, label: 'lab', origin: 'chosen' }));
}

/** A name that no other test uses. */
export function uniqueName(word: string): string {
  return `dh-${word}-${randomBytes(4).toString('hex')}`;
}

export interface Workshop {
  /** Makes and starts a container; with `start: false` only makes it. Answers with its full id. */
  container(spec: object, options?: { readonly start?: boolean; readonly name?: string }): Promise<string>;
  service(name: string, taskTemplate: object, mode?: object): Promise<string>;
  /** Anything else that has to go: a path for DELETE. */
  later(path: string): void;
  clear(): Promise<void>;
}

/** Makes things on an engine past the code under test, and removes them again, newest first. */
export function workshop(url: () => string): Workshop {
  const paths: string[] = [];
  return {
    async container(spec, { start = true, name = uniqueName('c') } = {}) {
      const created = await engineRequest(url(), 'POST', `/containers/create?name=${name}`, spec);
      const { Id: id } = created as { Id: string };
      paths.push(`/containers/${id}?force=1&v=1`);
      if (start) await engineRequest(url(), 'POST', `/containers/${id}/start`);
      return id;
    },
    async service(name, taskTemplate, mode = { Replicated: { Replicas: 1 } }) {
      // Swarm watches each new task for 5 s unless it is told otherwise, once more with every update.
      const UpdateConfig = { Parallelism: 1, Monitor: 1e9, FailureAction: 'pause' };
      const spec = { Name: name, TaskTemplate: taskTemplate, Mode: mode, UpdateConfig };
      const { ID: id } = (await engineRequest(url(), 'POST', '/services/create', spec)) as { ID: string };
      paths.push(`/services/${id}`);
      return id;
    },
    later: (path) => void paths.push(path),
    async clear() {
      for (const path of paths.splice(0).reverse()) {
        await engineRequest(url(), 'DELETE', path).catch((error: unknown) => {
          if (!/: 404 /.test(String(error))) throw error;
        });
      }
    },
  };
}

/** Asks until the answer is there; throws with the last one after half a minute. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  for (const end = Date.now() + 30_000; ; ) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`Not within 30 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A program for busybox's shell. */
export function shell(script: string, more: object = {}): object {
  return { Image: 'busybox:1.36', Cmd: ['sh', '-c', script], ...more };
}

/** Ignores nothing: PID 1 that ends at once when asked. */
export const sleeper = shell('trap "exit 0" TERM; while :; do sleep 0.1; done');
