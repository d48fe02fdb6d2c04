// A fault lab on engines of ours: its cases are read, set up and taken down by the lab's own programs, which it offers for
// use on other engines (LAB_MANAGER, LAB_WORKER and the like in its README).
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { asRoot, rootPrefix } from '../provision/apt.mjs';
import { engineCall } from '../provision/engineApi.mjs';
import { cacheFolder } from '../provision/paths.mjs';
import { run, until, which } from '../provision/run.mjs';

/** The open cases of the lab at `folder`, in the order of their groups: what their meta.json says. */
export function readCases(folder) {
  const open = path.join(folder, 'open');
  if (!existsSync(path.join(folder, 'lab.sh')) || !existsSync(open)) {
    throw new Error(`There is no fault lab at ${folder}: lab.sh and a folder open/ are expected.`);
  }
  const cases = readdirSync(open)
    .map((id) => path.join(open, id, 'meta.json'))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')));
  return cases.sort((a, b) => (a.group === b.group ? (a.id < b.id ? -1 : 1) : a.group < b.group ? -1 : 1));
}

/** How the lab calls its two nodes; its cases name them. */
export const labHostnames = ['manager1', 'worker1'];

/**
 * Binds the lab to these engines. `work`: a folder of this run. Resolves to { images(), up(id), down(id), clean(), close() };
 * each rejects with the end of the program's output, and after `deadlineMs`.
 */
export async function bindLab({ folder, engines, work, deadlineMs }) {
  const runFolder = path.join(work, 'lab');
  const programs = path.join(work, 'programs');
  for (const one of [runFolder, programs]) mkdirSync(one, { recursive: true });
  linkEngines(engines, runFolder);
  writeEngineStarter(engines, runFolder, programs);
  const spaces = { manager: `${engines.runId}-m`, worker: `${engines.runId}-w` };
  for (const [name, space] of Object.entries(spaces)) {
    // Left by a run that was killed, it may name what is gone.
    await asRoot('sh', ['-c', `ip netns del '${space}' 2>/dev/null || true`]);
    await asRoot('ip', ['netns', 'attach', space, String(engines[name].namespacePid)]);
  }
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(DOCKER_|COMPOSE_|DOCKHOUND_)/.test(name))),
    PATH: `${programs}:${process.env.PATH ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`,
    LAB_MANAGER: engines.manager.url,
    LAB_WORKER: engines.worker.url,
    LAB_NS_M: spaces.manager,
    LAB_NS_W: spaces.worker,
    LAB_IP_M: engines.manager.address,
    LAB_IP_W: engines.worker.address,
    LAB_RUN: runFolder,
    LAB_STATE: cacheFolder('fault-lab'),
    DOCKER_CONFIG: cacheFolder('empty-docker-config'),
  };
  const call = (words, ms = deadlineMs) => runWithin(path.join(folder, 'lab.sh'), words, env, ms);
  return {
    images: () => call(['images'], 15 * 60_000),
    up: (id) => call(['up', id]),
    down: (id) => call(['down', id]),
    clean: () => call(['clean']),
    close: async () => {
      for (const space of Object.values(spaces)) await asRoot('ip', ['netns', 'del', space]);
    },
  };
}

/** Makes a runtime that the engines of a Debian suite have, beside runc, the one that they use. */
export async function useRuntime(engines, runtime) {
  const settings = JSON.stringify({ runtimes: { [runtime]: { path: runtime } }, 'default-runtime': runtime });
  for (const { name: node, socket } of engines.nodes) {
    const script = 'printf %s "$1" > /etc/docker/daemon.json && kill -HUP "$(cat "$2")"';
    const args = ['-c', script, 'sh', settings, path.join(socket.replace(/\.sock$/, ''), 'dockerd.pid')];
    await engines.control('run', { node, command: 'sh', args });
    const used = async () => (await engineCall(socket, 'GET', '/info')).DefaultRuntime === runtime;
    await until(used, `${runtime} on ${node}`);
  }
}

/** Makes an engine's socket and pid stand where the lab looks for them. */
export function linkEngines(engines, runFolder, names = ['manager', 'worker']) {
  for (const name of names) {
    const { socket } = engines[name];
    const pid = path.join(socket.replace(/\.sock$/, ''), 'dockerd.pid');
    for (const [end, target] of [
      ['sock', socket],
      ['pid', pid],
    ]) {
      const link = path.join(runFolder, `${name}.${end}`);
      rmSync(link, { force: true });
      symlinkSync(target, link);
    }
  }
}

// The lab starts a stopped engine by a command of its own (`setsid … dockerd … -p FOLDER/worker.pid`), with folders of its
// own. Ours must start as it was: this program stands before the real one in PATH and hands such a start to its keeper.
function writeEngineStarter(engines, runFolder, programs) {
  const starter = path.join(import.meta.dirname, 'startLabEngine.mjs');
  const words = [process.execPath, starter, engines.runId, runFolder].map((word) => `'${word}'`).join(' ');
  const text = `#!/bin/sh
case "$*" in
  *dockerd*/worker.pid*) exec ${words} worker ;;
  *dockerd*/manager.pid*) exec ${words} manager ;;
esac
exec ${which('setsid')} "$@"
`;
  writeFileSync(path.join(programs, 'setsid'), text);
  chmodSync(path.join(programs, 'setsid'), 0o755);
}

/** In a process group of its own, so that the deadline ends what the program started, too. */
async function runWithin(command, words, env, ms) {
  const [first, ...rest] = [...rootPrefix(), 'bash', command, ...words];
  const child = spawn(first, rest, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const out = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => out.push(chunk));
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    run('kill', ['-KILL', '--', `-${child.pid}`]).catch(() => child.kill('SIGKILL'));
  }, ms);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    // What it left running in the background may hold the pipes open: its own end counts.
    child.once('exit', (status, signal) => resolve(status ?? signal));
  });
  clearTimeout(timer);
  for (const stream of [child.stdout, child.stderr]) stream.destroy();
  if (code === 0 && !late) return;
  const said = Buffer.concat(out).toString().trim().split('\n').slice(-4).join(' / ');
  throw new Error(late ? `${words.join(' ')} did not end in ${ms / 1000} s: ${said}` : `${words.join(' ')}: ${said}`);
}
