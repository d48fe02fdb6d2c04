// A newer Docker Engine than the one that Debian's stable suite carries: a small Debian of a later suite, in the cache, in
// which keeper.mjs runs dockerd. Nothing of it is installed on this machine.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { asRoot, ensurePrograms } from './apt.mjs';
import { cacheFolder } from './paths.mjs';
import { say } from './run.mjs';

// Bump when the recipe changes.
const recipeVersion = '3';

// `ps` is what the engine lists processes with; its package only recommends it. `crun` is its second runtime.
const packages = ['docker.io', 'docker-cli', 'crun', 'procps', 'iproute2', 'iptables', 'ca-certificates'];

/** Debian's suites with a newer engine. Seen in them: Engine 26.1.5 (API 1.45) and 28.5.2 (API 1.51); sid moves on. */
const newerSuites = ['trixie', 'sid'];

/**
 * Resolves to the folder of a root file system with the engine of that suite: made in a minute or two the first time, there
 * at once afterwards. Two runs may make it at the same time; the first to finish is kept.
 */
export async function provideNewerEngine(suite = 'sid') {
  if (!newerSuites.includes(suite)) throw new Error(`No engine in ${suite}; there are: ${newerSuites.join(', ')}.`);
  const cache = cacheFolder('engines');
  const folder = path.join(cache, `${suite}-v${recipeVersion}`);
  const made = () => existsSync(path.join(folder, 'usr/sbin/dockerd'));
  if (made()) return folder;
  await ensurePrograms(['debootstrap']);
  await clearDrafts(cache);
  say(`making a Debian ${suite} with its Docker Engine, once`);
  const draft = path.join(cache, `${suite}.draft-${process.pid}`);
  const inDraft = (name) => path.join(draft, name);
  try {
    // What debootstrap mounts goes with its mount namespace, however it ends.
    const privately = ['--mount', '--propagation', 'private', 'debootstrap'];
    await asRoot('unshare', [...privately, '--variant=minbase', `--include=${packages.join(',')}`, suite, draft]);
    await asRoot('rm', ['-rf', ...['etc/resolv.conf', 'var/cache/apt', 'var/lib/apt/lists'].map(inDraft)]);
    // What engineRoot.mjs mounts on: the folder is read-only by then.
    await asRoot('mkdir', ['-p', inDraft('etc/docker')]);
    await asRoot('touch', [inDraft('etc/resolv.conf')]);
    if (!made()) await asRoot('mv', ['-T', draft, folder]);
  } catch (error) {
    if (!made()) throw error;
  } finally {
    await asRoot('rm', ['-rf', '--one-file-system', draft]);
  }
  return folder;
}

// Drafts of runs that were killed; the number in the name is the process that made it.
async function clearDrafts(cache) {
  for (const name of readdirSync(cache)) {
    const pid = /\.draft-(\d+)$/.exec(name)?.[1];
    if (pid && !existsSync(`/proc/${pid}`)) {
      await asRoot('rm', ['-rf', '--one-file-system', path.join(cache, name)]);
    }
  }
}
