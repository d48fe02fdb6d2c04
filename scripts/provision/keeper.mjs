// Keeps private Docker engines alive, as root, and ends them: when asked, on a signal, and when its owner is gone.
//
//   [sudo] node keeper.mjs RUN_ID NODES attached|detached UID [ROOT [HOSTNAMES]]
//
// With ROOT, the engine's programs are those of that root file system instead of this machine's. HOSTNAMES, with commas, are
// the nodes' own names instead of lab-manager and so on.
//
// Attached, it lives as long as its stdin is open, so that even a killed owner leaves nothing behind. It prints one JSON
// line when the engines answer. Requests come as JSON lines over RUN_FOLDER/control.sock; engines.mjs speaks that.
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { makeCertificates } from './certificates.mjs';
import { engineAnswers } from './engineApi.mjs';
import { enterRoot, mountRoot } from './engineRoot.mjs';
import { run, runSync, until } from './run.mjs';
import { claimRun, clearDeadRuns, foldersOf, removeRun } from './runFolders.mjs';
import { startSshd } from './sshd.mjs';

const nodeNames = ['manager', 'worker', 'third', 'fourth', 'fifth'];
const [runId, nodeCount, mode, uid, engineRoot, hostnames = ''] = process.argv.slice(2);
const folders = foldersOf(runId);
const nodes = new Map();
let ending;

// Ctrl-C reaches the whole terminal group; the owner decides when to end.
process.on('SIGINT', () => console.error('The engines end with their owner.'));
process.on('SIGHUP', () => end('SIGHUP'));
process.on('SIGTERM', () => end('SIGTERM'));
// A reader that is gone must not keep the engines from being ended.
process.stdout.on('error', () => end('nobody reads'));
if (mode === 'attached') {
  process.stdin.on('end', () => end('owner gone')).on('error', () => end('owner gone'));
  process.stdin.resume();
}

try {
  const cleared = await clearDeadRuns();
  claimRun(runId, process.pid);
  for (const name of nodeNames.slice(0, Number(nodeCount))) hold(name);
  makeCertificates(folders.tls, Number(uid));
  await Promise.all([...nodes.values()].map(startNode));
  listen();
  console.log(JSON.stringify({ ok: true, cleared, nodes: [...nodes.values()].map(describe) }));
} catch (error) {
  if (!ending) console.log(JSON.stringify({ ok: false, message: `${error.message}\n${logTails()}` }));
  await end('failed');
}

function describe(node) {
  const { name, socket, address, hostname, holder } = node;
  return {
    name,
    socket,
    address,
    hostname,
    dial: path.join(node.folder, 'dial.sock'),
    namespacePid: holder.pid,
    tlsFolder: folders.tls,
  };
}

// The folder and the addresses of one node. The engines see each other in 10.213.0.0/24, over a bridge in the manager's
// namespace; nothing of it shows in the machine's own network, so every run may use the same numbers.
function hold(name) {
  const folder = path.join(folders.run, name);
  const index = nodeNames.indexOf(name) + 1;
  mkdirSync(path.join(folder, 'etc-docker'), { recursive: true });
  const hostname = hostnames.split(',')[index - 1] || `lab-${name}`;
  const node = { name, folder, index, address: `10.213.0.${index}`, hostname, socket: `${folder}.sock` };
  nodes.set(name, node);
  return node;
}

async function startNode(node) {
  const { folder } = node;
  const log = openSync(path.join(folder, 'holder.log'), 'a');
  const holder = fileOf('namespaceHolder.mjs');
  node.holder = spawn(
    'unshare',
    ['--net', '--uts', '--mount', '--propagation', 'slave', process.execPath, holder, `${folder}/`, node.address],
    { detached: true, stdio: ['ignore', log, log], env: plainEnv() },
  );
  const said = (word) => readFileSync(path.join(folder, 'holder.log'), 'utf8').includes(word);
  await until(() => said('holding'), `the namespaces of ${node.name}`, { pauseMs: 20 });
  inside(node, ['hostname', node.hostname]);
  await connectLan(node);
  process.kill(node.holder.pid, 'SIGUSR2');
  writeFileSync(path.join(folder, 'resolv.conf'), `nameserver ${node.address}\n`);
  // A newer engine comes with a second runtime, which words its refusals in its own way.
  const settings = engineRoot ? { runtimes: { crun: { path: 'crun' } } } : {};
  writeFileSync(path.join(folder, 'etc-docker', 'daemon.json'), JSON.stringify(settings));
  // In a mount namespace of their own: the name server, an empty /etc/docker (no settings of this machine, no key left in
  // it) and containerd's fixed folder for its shims' sockets.
  inside(node, ['mount', '--bind', path.join(folder, 'resolv.conf'), '/etc/resolv.conf']);
  mkdirSync('/etc/docker', { recursive: true });
  inside(node, ['mount', '--bind', path.join(folder, 'etc-docker'), '/etc/docker']);
  mkdirSync('/run/containerd', { recursive: true });
  inside(node, ['mount', '-t', 'tmpfs', 'tmpfs', '/run/containerd']);
  if (engineRoot) {
    mountRoot(engineRoot, (words) => inside(node, words), {
      folders: [folders.run, folders.data],
      files: { '/etc/resolv.conf': path.join(folder, 'resolv.conf'), '/etc/docker': path.join(folder, 'etc-docker') },
    });
  }
  await until(() => said('naming'), `the name server of ${node.name}`, { pauseMs: 20 });
  await startEngine(node);
}

async function connectLan(node) {
  const ip = (...args) => inside(node, ['ip', ...args]);
  ip('link', 'set', 'lo', 'up');
  if (node.name === 'manager') {
    ip('link', 'add', 'lan', 'type', 'bridge');
  } else {
    const manager = nodes.get('manager');
    await until(() => manager.lanReady, 'the bridge between the engines', { pauseMs: 20 });
    const port = `lan${node.index}`;
    const peer = ['type', 'veth', 'peer', 'name', 'lan', 'netns', String(node.holder.pid)];
    inside(manager, ['ip', 'link', 'add', port, ...peer]);
    inside(manager, ['ip', 'link', 'set', port, 'master', 'lan', 'up']);
  }
  ip('addr', 'add', `${node.address}/24`, 'dev', 'lan');
  ip('link', 'set', 'lan', 'up');
  // An engine chooses its address by the default route; this one leads nowhere outside.
  ip('route', 'add', 'default', 'via', node.name === 'manager' ? '10.213.0.2' : '10.213.0.1');
  node.lanReady = true;
}

async function startEngine(node) {
  const { folder, socket, name } = node;
  const log = openSync(path.join(folder, 'dockerd.log'), 'a');
  node.engine = spawn(
    'nsenter',
    [
      ...spaces(node),
      ...(engineRoot ? enterRoot(engineRoot) : []),
      'dockerd',
      ...['--data-root', path.join(folders.data, name), '--exec-root', path.join(folder, 'exec')],
      ...['-H', `unix://${socket}`, '-p', path.join(folder, 'dockerd.pid')],
      ...['--exec-opt', 'native.cgroupdriver=cgroupfs', '--cgroup-parent', `/${folders.cgroup}/${name}`],
      ...['-H', 'tcp://0.0.0.0:2376', '--tlsverify', '--tlscacert', tls('ca.pem')],
      ...['--tlscert', tls('server-cert.pem'), '--tlskey', tls('server-key.pem')],
    ],
    { detached: true, stdio: ['ignore', log, log], env: plainEnv() },
  );
  let left;
  node.engine.once('exit', (code, signal) => {
    left = `${code ?? signal}`;
  });
  await until(
    () => {
      if (left !== undefined) throw Object.assign(new Error(`dockerd of ${name} ended with ${left}`), { fatal: true });
      return engineAnswers(socket);
    },
    `the engine ${name}`,
    { timeoutMs: 60_000 },
  );
  chownSync(socket, Number(uid), -1);
}

async function stopEngine(node, signal = 'SIGTERM') {
  const { engine } = node;
  if (engine.exitCode !== null || engine.signalCode !== null) return;
  process.kill(engine.pid, signal);
  await until(() => engine.exitCode !== null || engine.signalCode !== null, `the end of engine ${node.name}`);
}

const requests = {
  describe: () => ({ nodes: [...nodes.values()].map(describe) }),
  // Ends everything; the answer comes first, since the socket goes too.
  stop: () => {
    setImmediate(() => end('asked'));
    return {};
  },
  // Stops one engine (its containers end with it) and leaves it down until `startEngine`.
  stopEngine: ({ node, signal }) => stopEngine(nodeOf(node), signal),
  startEngine: ({ node }) => startEngine(nodeOf(node)),
  // A frozen engine accepts connections and answers nothing.
  freezeEngine: ({ node }) => process.kill(nodeOf(node).engine.pid, 'SIGSTOP'),
  thawEngine: ({ node }) => process.kill(nodeOf(node).engine.pid, 'SIGCONT'),
  addNode: async () => {
    const name = nodeNames[nodes.size];
    if (!name) throw new Error(`At most ${nodeNames.length} engines.`);
    const node = hold(name);
    await startNode(node);
    return describe(node);
  },
  startSshd: ({ node, authorizedKeys }) => startSshd({ node: nodeOf(node), authorizedKeys, spaces, env: plainEnv() }),
  // Runs a program inside the namespaces of a node, with a deadline; its stdout is the answer.
  run: async ({ node, command, args = [], timeoutMs = 30_000 }) => ({
    stdout: await run('nsenter', [...spaces(nodeOf(node)), command, ...args], { env: plainEnv(), timeout: timeoutMs }),
  }),
};

function listen() {
  const socketPath = path.join(folders.run, 'control.sock');
  const server = createServer((client) => {
    client.on('error', () => client.destroy());
    createInterface({ input: client }).on('line', async (line) => {
      let answer;
      try {
        const { op, ...params } = JSON.parse(line);
        if (!Object.hasOwn(requests, op)) throw new Error(`no request ${op}`);
        answer = { ok: true, result: (await requests[op](params)) ?? {} };
      } catch (error) {
        answer = { ok: false, message: error.message };
      }
      if (client.writable) client.write(`${JSON.stringify(answer)}\n`);
    });
  });
  server.listen(socketPath, () => {
    chownSync(socketPath, Number(uid), -1);
    chmodSync(socketPath, 0o600);
  });
}

function nodeOf(name) {
  const node = nodes.get(name);
  if (!node) throw new Error(`no engine called ${name}`);
  return node;
}

function tls(name) {
  return path.join(folders.tls, name);
}

function spaces(node) {
  return ['--target', String(node.holder.pid), '--net', '--uts', '--mount', '--'];
}

function inside(node, words) {
  return runSync('nsenter', [...spaces(node), ...words], { env: plainEnv() });
}

// No proxy, no DOCKER_* of the person who runs the tests.
function plainEnv() {
  const path = `${process.env.PATH ?? ''}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`;
  return { PATH: path, HOME: '/root', LANG: 'C.UTF-8' };
}

function fileOf(name) {
  return path.join(import.meta.dirname, name);
}

function logTails() {
  return [...nodes.values()]
    .flatMap((node) => ['holder.log', 'dockerd.log'].map((name) => path.join(node.folder, name)))
    .filter((file) => existsSync(file))
    .map((file) => `${file}:\n${readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n')}`)
    .join('\n');
}

function end(why) {
  ending ??= (async () => {
    try {
      await removeRun(runId);
    } catch (error) {
      console.error(`Ending the engines (${why}): ${error.message}`);
      process.exitCode = 1;
    }
    process.exit();
  })();
  return ending;
}
