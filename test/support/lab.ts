// The private engines of a test run, as tests reach them. They exist in the engine, vscode and ui rings.
import http from 'node:http';
import { control, forwardPort, type LabNode } from '../../scripts/provision/control.mjs';

/** The environment variable's value; throws a sentence on how to get it when the ring was not started properly. */
export function labEnv(name: 'DOCKHOUND_TEST_MANAGER' | 'DOCKHOUND_TEST_WORKER' | 'DOCKHOUND_TEST_RUN'): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. Start engines first: eval "$(node scripts/test.mjs engines)"`);
  return value;
}

/** `unix://…` of the swarm's manager. */
export const managerUrl = (): string => labEnv('DOCKHOUND_TEST_MANAGER');

/** `unix://…` of the swarm's worker. */
export const workerUrl = (): string => labEnv('DOCKHOUND_TEST_WORKER');

/** Stops, starts, freezes or extends the engines; see `requests` in scripts/provision/keeper.mjs. */
export const lab: <Op extends Parameters<typeof control>[1]>(
  op: Op,
  params?: Parameters<typeof control<Op>>[2],
) => ReturnType<typeof control<Op>> = (op, params) => control(labEnv('DOCKHOUND_TEST_RUN'), op, params);

export async function labNode(name: string): Promise<LabNode> {
  const { nodes } = await lab('describe');
  const node = nodes.find((each) => each.name === name);
  if (!node) throw new Error(`There is no engine called ${name}.`);
  return node;
}

/** A port of 127.0.0.1 that leads to a TCP port of a node; close it in `after`. */
export async function labPort(name: string, port: number): Promise<{ port: number; close(): Promise<void> }> {
  return forwardPort((await labNode(name)).dial, port);
}

/** One request to an engine, past all code under test. Rejects with the engine's message on a status of 400 and above. */
export function engineRequest(url: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const socketPath = url.replace(/^unix:\/\//, '');
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const request = http.request({ socketPath, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if ((response.statusCode ?? 500) >= 400) reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
        else resolve(/json/.test(response.headers['content-type'] ?? '') && text ? JSON.parse(text) : text);
      });
    });
    request.setTimeout(30_000, () => request.destroy(new Error(`${method} ${path}: no answer in 30 s`)));
    request.on('error', reject);
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
