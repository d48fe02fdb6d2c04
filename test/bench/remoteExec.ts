// The part of the benchmark that runs a program in a container of another machine, over a real sshd.
import { spawn } from 'node:child_process';
import { connectEngine } from '../../src/engine/connectEngine';
import type { Engine } from '../../src/engine/engine';
import { choiceOf, endpointOfChoice } from '../../src/engine/resolveEndpoint';
import { realSurroundings } from '../../src/engine/surroundings';
import { engineRequest, workerUrl } from '../support/lab';
import { sshEngine } from '../support/remote';
import { median, report, spread } from './figures';

const rounds = process.env.DOCKHOUND_BENCH_QUICK === '1' ? 2 : 15;
const group = 'a task on another node, over ssh';

async function main(): Promise<void> {
  const spec = { Image: 'busybox:1.36', Cmd: ['sleep', '1000'] };
  const { Id: id } = (await engineRequest(workerUrl(), 'POST', '/containers/create', spec)) as { Id: string };
  const ssh = await sshEngine('worker');
  process.env.PATH = `${ssh.binPath}:${process.env.PATH}`;
  try {
    await engineRequest(workerUrl(), 'POST', `/containers/${id}/start`);
    await measure(ssh.url, id);
  } finally {
    await engineRequest(workerUrl(), 'DELETE', `/containers/${id}?force=1`);
    await ssh.close();
  }
}

async function measure(url: string, id: string): Promise<void> {
  const { port, hostname, username } = new URL(url);
  const login = ['ssh', '-p', port, `${username}@${hostname}`];
  const times = { bare: [] as number[], context: [] as number[], first: [] as number[], second: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.bare.push(await firstByte([...login, `docker exec ${id} echo ready`]));
    times.context.push(await firstByte(['docker', '--host', url, 'exec', id, 'echo', 'ready']));
    const began = performance.now();
    const engine = await connectEngine(await endpointOfChoice(choiceOf(url), 'chosen', realSurroundings()));
    // As the extension does it: no node is believed before it said who it is.
    await engine.info();
    await run(engine, id);
    times.first.push(performance.now() - began);
    const again = performance.now();
    await run(engine, id);
    times.second.push(performance.now() - again);
    engine.dispose();
  }
  const tell = (what: string, own: number[], name: string, other: number[], target: string) =>
    report({
      ...{ group, what, unit: 'ms', value: median(own), target, note: spread(own) },
      reference: { name, value: median(other) },
    });
  const bare = 'ssh … docker exec';
  tell('exec to first byte, not yet connected', times.first, bare, times.bare, 'at most 1.5 times');
  tell('exec to first byte, the second one', times.second, bare, times.bare, 'faster');
  tell('exec to first byte, not yet connected', times.first, 'docker --host ssh://… exec', times.context, '');
}

async function run(engine: Engine, id: string): Promise<void> {
  const session = await engine.exec(id, { command: ['echo', 'ready'], tty: true });
  for await (const _piece of session.output) break;
  session.close();
}

function firstByte([program = '', ...args]: readonly string[]): Promise<number> {
  const began = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.stdout.once('data', () => resolve(performance.now() - began));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code} before it said anything.`)));
  });
}

main().then(
  () => process.exit(),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
