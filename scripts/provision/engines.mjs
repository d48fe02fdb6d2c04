// Private Docker engines for tests and for the sample swarm: real dockerds, each in namespaces of its own, joined as one
// swarm. keeper.mjs does the work as root; this module starts it and talks to it.
import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ensurePrograms, rootPrefix } from './apt.mjs';
import { control } from './control.mjs';
import { engineCall } from './engineApi.mjs';
import { cacheFolder } from './paths.mjs';
import { say, until } from './run.mjs';
import { foldersOf, runIsAlive } from './runFolders.mjs';

/** Whether this machine can run private engines at all; a sentence saying why not, or undefined. */
export function whyNoEngines() {
  if (process.platform !== 'linux') return 'Private engines need Linux.';
  try {
    rootPrefix();
    return undefined;
  } catch (error) {
    return error.message;
  }
}

/**
 * Starts `nodes` engines and, unless `swarm` is false, joins them: the first is the manager. Ids are lower-case letters,
 * digits and dashes. Detached engines live on after this process; the others end with it, however it ends. An abort of
 * `signal` ends the start; once they have started, stop() ends them. `root` is a root file system whose engine is to run,
 * as provideNewerEngine() makes it. `hostnames`: what the nodes are called, where `lab-manager` and `lab-worker` do not do.
 *
 * Resolves to { runId, manager, worker, third, nodes, stop(), control(op, params), addNode() }, each node being
 * { name, socket, url, address, hostname, dial, namespacePid }.
 */
export async function startEngines({
  runId = newRunId(),
  nodes = 2,
  swarm = true,
  detached = false,
  signal,
  root,
  hostnames = [],
} = {}) {
  await ensurePrograms(['dockerd', 'containerd', 'runc', 'iptables', 'ip', 'docker', 'openssl']);
  const log = path.join(cacheFolder('logs'), `keeper-${runId}.log`);
  const file = path.join(import.meta.dirname, 'keeper.mjs');
  const [command, ...prefix] = [...rootPrefix(), process.execPath, file];
  const how = detached ? 'detached' : 'attached';
  const args = [runId, String(nodes), how, String(process.getuid()), root ?? '', hostnames.join(',')];
  const stderr = detached ? openSync(log, 'a') : 'inherit';
  const keeper = spawn(command, [...prefix, ...args], { stdio: ['pipe', 'pipe', stderr], detached });
  // Once the keeper is gone there is nobody to tell that this side is, too.
  keeper.stdin.on('error', () => keeper.stdin.destroy());
  const abort = () => keeper.stdin.end();
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  const ready = await new Promise((resolve, reject) => {
    keeper.once('error', reject);
    keeper.once('exit', (code, signal) => reject(new Error(`The engines did not start: ${code ?? signal}.`)));
    createInterface({ input: keeper.stdout }).once('line', (line) => resolve(JSON.parse(line)));
  });
  signal?.removeEventListener('abort', abort);
  if (!ready.ok) throw new Error(`The engines did not start: ${ready.message}`);
  if (ready.cleared.length > 0) say(`cleared what earlier runs left behind: ${ready.cleared.join(', ')}`);
  const engines = handle(runId, ready.nodes, keeper);
  if (detached) {
    keeper.unref();
    keeper.stdin.destroy();
    keeper.stdout.destroy();
  }
  try {
    if (swarm) await joinSwarm(ready.nodes);
  } catch (error) {
    await engines.stop();
    throw error;
  }
  return engines;
}

/** The engines of a run that is alive, started by another process; undefined when there is none. */
export async function findEngines(runId) {
  if (!existsSync(foldersOf(runId).run) || !runIsAlive(runId)) return undefined;
  const { nodes } = await control(runId, 'describe');
  return handle(runId, nodes);
}

/** Makes the nodes one swarm: the first manages, the others work. Their zones are labelled eu-1, eu-2 and so on. */
export async function joinSwarm([manager, ...others]) {
  const call = (node, ...rest) => engineCall(node.socket, ...rest);
  const listen = (node) => ({ ListenAddr: '0.0.0.0:2377', AdvertiseAddr: node.address });
  await call(manager, 'POST', '/swarm/init', { body: listen(manager) });
  const { JoinTokens } = await call(manager, 'GET', '/swarm');
  for (const node of others) {
    const body = { ...listen(node), RemoteAddrs: [`${manager.address}:2377`], JoinToken: JoinTokens.Worker };
    await call(node, 'POST', '/swarm/join', { body });
  }
  await until(async () => {
    const list = await call(manager, 'GET', '/nodes');
    return list.length === others.length + 1 && list.every((node) => node.Status.State === 'ready');
  }, 'the swarm');
  for (const node of await call(manager, 'GET', '/nodes')) {
    const index = [manager, ...others].findIndex(({ hostname }) => hostname === node.Description.Hostname);
    const body = { ...node.Spec, Labels: { ...node.Spec.Labels, zone: `eu-${index + 1}` } };
    await call(manager, 'POST', `/nodes/${node.ID}/update?version=${node.Version.Index}`, { body });
  }
}

export function newRunId() {
  return `r${process.pid.toString(36)}-${Math.random().toString(36).slice(2, 6)}`;
}

function handle(runId, list, keeper) {
  const nodes = list.map((node) => ({ ...node, url: `unix://${node.socket}` }));
  const byName = Object.fromEntries(nodes.map((node) => [node.name, node]));
  const ask = (op, params) => control(runId, op, params);
  return {
    runId,
    ...byName,
    nodes,
    control: ask,
    addNode: async () => {
      const node = await ask('addNode');
      return { ...node, url: `unix://${node.socket}` };
    },
    stop: async () => {
      if (keeper && (keeper.exitCode !== null || keeper.signalCode !== null)) return;
      // A signal to the whole terminal may have ended them already; what counts is that they go.
      const refusal = await ask('stop').then(
        () => undefined,
        (error) => error,
      );
      if (refusal && runIsAlive(runId)) say(`the engines were asked to end: ${refusal.message}`);
      await until(() => !existsSync(foldersOf(runId).run), 'the end of the engines', { timeoutMs: 60_000 });
      if (keeper) await until(() => keeper.exitCode !== null || keeper.signalCode !== null, 'the end of their keeper');
    },
  };
}
