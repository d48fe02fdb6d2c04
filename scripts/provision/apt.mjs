// Installs Debian or Ubuntu packages, only where the program they bring is missing.
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './paths.mjs';
import { run, runSync, say, which } from './run.mjs';

const packageOf = {
  dockerd: ['docker.io'],
  containerd: ['containerd'],
  runc: ['runc'],
  docker: ['docker-cli', 'docker.io'],
  iptables: ['iptables'],
  ip: ['iproute2'],
  sshd: ['openssh-server'],
  ssh: ['openssh-client'],
  debootstrap: ['debootstrap'],
  chromium: ['chromium'],
  python3: ['python3'],
  busybox: ['busybox-static', 'busybox'],
  'mkfs.ext4': ['e2fsprogs'],
  make: ['make'],
  'g++': ['g++'],
  openssl: ['openssl'],
  tar: ['tar'],
};

/**
 * Makes sure that these programs are there. Asks apt only when one is missing; services that a package brings are not
 * started. Throws a sentence saying what to install by hand where there is no apt, no root and no sudo.
 */
export async function ensurePrograms(names) {
  const missing = names.filter((name) => !which(name));
  if (missing.length === 0) return;
  await installPackages(missing.map((name) => packageOf[name] ?? [name]));
  const still = missing.filter((name) => !which(name));
  if (still.length > 0) throw new Error(`Still missing after installing their packages: ${still.join(', ')}.`);
}

/** Installs packages; each item lists alternatives, of which the first that apt knows is taken. */
export async function installPackages(choices) {
  if (!which('apt-get')) {
    const wanted = choices.map((names) => names.join(' or ')).join(', ');
    throw new Error(
      `These are missing and there is no apt-get to install them with: ${wanted}. Install them, then try again.`,
    );
  }
  await updateLists();
  const wanted = [...new Set(choices.map((names) => names.find(known) ?? names[0]))];
  say(`installing ${wanted.join(' ')}`);
  const policy = '/usr/sbin/policy-rc.d';
  const ours = !existsSync(policy);
  // 101 is "not allowed" (invoke-rc.d's policy interface): a fresh docker.io would otherwise start an engine of its own.
  if (ours) await asRoot('sh', ['-c', `printf '#!/bin/sh\\nexit 101\\n' > ${policy} && chmod 755 ${policy}`]);
  try {
    await asRoot('env', [
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      ...quiet,
      'install',
      '--no-install-recommends',
      ...wanted,
    ]);
  } finally {
    if (ours) await asRoot('rm', ['-f', policy]);
  }
}

/** Unpacks one package into the cache without installing it; returns the folder. */
export async function unpackPackage(name) {
  const folder = cacheFolder('packages');
  const target = path.join(folder, name);
  if (existsSync(path.join(target, '.unpacked'))) return target;
  await updateLists();
  rmSync(target, { recursive: true, force: true });
  const work = cacheFolder('packages', `${name}.${process.pid}`);
  await run('apt-get', ['-qq', '-o', 'APT::Sandbox::User=root', 'download', name], { cwd: work });
  await run('sh', ['-c', 'dpkg-deb -x ./*.deb unpacked'], { cwd: work });
  writeFileSync(path.join(work, 'unpacked', '.unpacked'), '');
  renameSync(path.join(work, 'unpacked'), target);
  rmSync(work, { recursive: true, force: true });
  return target;
}

/** Runs a program as root: directly, or through sudo. */
export async function asRoot(command, args) {
  const [first, ...rest] = [...rootPrefix(), command, ...args];
  return run(first, rest, { stdio: ['inherit', 'pipe', 'pipe'] });
}

/** What to put before a command that needs root; throws a sentence where neither root nor sudo is at hand. */
export function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  if (which('sudo')) return ['sudo'];
  throw new Error('This needs root, or sudo: run it as root, or install sudo and allow yourself to use it.');
}

const quiet = ['-y', '-qq', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Use-Pty=0'];
let updated = false;

async function updateLists() {
  if (updated) return;
  say('updating the package lists');
  await asRoot('apt-get', [...quiet, 'update']);
  updated = true;
}

function known(name) {
  try {
    return /Candidate: (?!\(none\))/.test(runSync('apt-cache', ['policy', name]));
  } catch {
    return false;
  }
}
