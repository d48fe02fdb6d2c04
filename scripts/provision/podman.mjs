// A private Podman that speaks the Docker API. It is no engine of Docker's, and yet one that people point Docker tools at.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensurePrograms, rootPrefix } from './apt.mjs';
import { engineAnswers } from './engineApi.mjs';
import { provideImages } from './images.mjs';
import { until } from './run.mjs';

/** Starts it, with one small image; resolves to { url, stop() }. It ends with this process, however that ends. */
export async function startPodman() {
  await ensurePrograms(['podman', 'crun']);
  const folder = mkdtempSync('/var/tmp/dockhound-podman-');
  const file = (name) => path.join(folder, name);
  mkdirSync(file('net'));
  // No cgroups: what Podman makes of them would stay behind when it is ended at once.
  writeFileSync(file('containers.conf'), '[containers]\ncgroups = "disabled"\n[engine]\nevents_logger = "file"\n');
  const stores = ['--root', file('root'), '--runroot', file('runroot'), '--tmpdir', file('tmp')];
  const ways = ['--cgroup-manager', 'cgroupfs', '--storage-driver', 'vfs', '--runtime', 'crun'];
  // Mounts and processes of its containers end with these namespaces.
  const alone = ['unshare', '--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child', '--mount-proc'];
  // crun refuses a machine with both kinds of cgroups, so one kind is hidden from it.
  const oneKind = ['sh', '-c', 'umount /sys/fs/cgroup/unified 2>/dev/null; exec "$@"', 'sh'];
  const service = ['podman', ...stores, ...ways, '--network-config-dir', file('net'), 'system', 'service', '--time=0'];
  const [command, ...args] = [...rootPrefix(), ...alone, ...oneKind, ...service, `unix://${file('podman.sock')}`];
  const log = openSync(file('log'), 'a');
  const leash = path.join(import.meta.dirname, 'leash.mjs');
  const child = spawn(process.execPath, [leash, folder, command, ...args], {
    stdio: ['pipe', log, log],
    env: { PATH: process.env.PATH, HOME: folder, CONTAINERS_CONF: file('containers.conf') },
  });
  closeSync(log);
  child.stdin.on('error', () => child.stdin.destroy());
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  const stop = async () => {
    child.stdin.end();
    await until(gone, 'the end of Podman');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    await until(() => {
      if (gone()) throw Object.assign(new Error('it ended by itself'), { fatal: true });
      return engineAnswers(file('podman.sock'));
    }, 'Podman');
    await provideImages([file('podman.sock')], ['busybox:1.36']);
    return { url: `unix://${file('podman.sock')}`, stop };
  } catch (error) {
    const said = readFileSync(file('log'), 'utf8').trimEnd().split('\n').slice(-5).join('\n');
    await stop();
    throw new Error(`${error.message}\n${said}`);
  }
}
