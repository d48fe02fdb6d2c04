// The names under which a run of private engines can be found again: its folders, its processes, its cgroups; and the end
// of all of it, the same way whether a run ended well, was interrupted, or was killed and is cleared by the next one.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { sleep } from './run.mjs';

const runRoot = '/run/dockhound';
const dataRoot = '/var/lib/dockhound';

export function foldersOf(runId) {
  const run = path.join(runRoot, runId);
  return { run, tls: path.join(run, 'tls'), data: path.join(dataRoot, runId), cgroup: `dockhound-${runId}` };
}

/** Makes the folders of a new run, with its owner written down before the run can be seen. */
export function claimRun(runId, ownerPid) {
  const { run, data } = foldersOf(runId);
  const draft = path.join(runRoot, `.new-${runId}`);
  mkdirSync(draft, { recursive: true });
  writeFileSync(path.join(draft, 'owner.json'), JSON.stringify({ pid: ownerPid, started: startOf(ownerPid) }));
  renameSync(draft, run);
  mkdirSync(data, { recursive: true, mode: 0o711 });
}

export function runIsAlive(runId) {
  try {
    const owner = JSON.parse(readFileSync(path.join(foldersOf(runId).run, 'owner.json'), 'utf8'));
    return owner.started !== undefined && startOf(owner.pid) === owner.started;
  } catch {
    return false;
  }
}

/** Ends and removes what runs left behind whose owner is gone; those that live are left alone. Returns their ids. */
export async function clearDeadRuns() {
  const ids = new Set([...names(runRoot), ...names(dataRoot)].filter((id) => /^[a-z0-9-]+$/.test(id)));
  const dead = [...ids].filter((id) => !runIsAlive(id));
  for (const id of dead) await removeRun(id);
  return dead;
}

/** Ends every process of a run, removes its cgroups and folders, and proves it; throws with what would not go. */
export async function removeRun(runId) {
  const { run, data, cgroup } = foldersOf(runId);
  for (let round = 0; round < 100; round++) {
    const living = processesOf(runId);
    if (living.length === 0) break;
    for (const pid of living) kill(pid);
    await sleep(50);
  }
  const living = processesOf(runId);
  if (living.length > 0) throw new Error(`Processes of run ${runId} do not end: ${living.join(', ')}.`);
  for (const folder of cgroupFolders(cgroup)) removeCgroup(folder);
  // The engines mount in mount namespaces of their own, which end with them; the kernel may take a moment to let go.
  for (let round = 0; ; round++) {
    try {
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
      rmSync(run, { recursive: true, force: true, maxRetries: 5 });
      break;
    } catch (error) {
      if (round === 20) throw new Error(`Run ${runId} cannot be removed: ${error.message}`);
      await sleep(100);
    }
  }
  for (const folder of [runRoot, dataRoot]) removeIfEmpty(folder);
}

/** The kernel's start time of a process, which tells it from a later one with the same number; undefined when gone. */
function startOf(pid) {
  const fields = statOf(pid);
  return fields && fields.state !== 'Z' ? fields.started : undefined;
}

const ourPrograms = /^(dockerd|containerd|containerd-shim.*|docker-proxy|runc|sshd|node|nsenter|unshare)$/;

// A process belongs to a run when it is a program that a run starts and names the run's folder, or is in the run's cgroup,
// or lives in a network namespace of such a process; and so do the descendants of all of these.
function processesOf(runId) {
  const { run, cgroup } = foldersOf(runId);
  const all = new Map();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : undefined;
    if (stat && stat.state !== 'Z') all.set(Number(name), stat);
  }
  const spared = new Set([process.pid, process.ppid, 1]);
  const found = new Set();
  const spaces = new Set();
  const hostSpace = spaceOf(process.pid);
  for (const pid of all.keys()) {
    const words = wordsOf(pid);
    const program = path.basename(words[0] ?? '').replace(/:$/, '');
    const keeps = words.some((word) => word.endsWith('/keeper.mjs'));
    if (!keeps && ourPrograms.test(program) && words.slice(1).some((word) => word.includes(`${run}/`))) {
      found.add(pid);
      const space = spaceOf(pid);
      if (space && space !== hostSpace) spaces.add(space);
    }
  }
  for (const folder of cgroupFolders(cgroup)) for (const pid of membersOf(folder)) found.add(pid);
  for (const pid of all.keys()) if (spaces.has(spaceOf(pid))) found.add(pid);
  for (let grew = true; grew; ) {
    grew = false;
    for (const [pid, stat] of all) {
      if (found.has(stat.parent) && !found.has(pid)) {
        found.add(pid);
        grew = true;
      }
    }
  }
  return [...found].filter((pid) => all.has(pid) && !spared.has(pid));
}

function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], parent: Number(fields[1]), started: fields[19] };
  } catch {
    return undefined;
  }
}

function wordsOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function spaceOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return undefined;
  }
}

function cgroupFolders(name) {
  const base = '/sys/fs/cgroup';
  return [base, ...names(base).map((controller) => path.join(base, controller))]
    .map((folder) => path.join(folder, name))
    .filter((folder) => existsSync(folder));
}

function membersOf(folder) {
  const here = read(path.join(folder, 'cgroup.procs')).split('\n').filter(Boolean).map(Number);
  return [...here, ...subfolders(folder).flatMap(membersOf)];
}

function removeCgroup(folder) {
  for (const inner of subfolders(folder)) removeCgroup(inner);
  removeIfEmpty(folder);
}

function subfolders(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => path.join(folder, entry.name));
  } catch {
    return [];
  }
}

function removeIfEmpty(folder) {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EBUSY', 'EEXIST'].includes(error.code)) throw error;
  }
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function names(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
