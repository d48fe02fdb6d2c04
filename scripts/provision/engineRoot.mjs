// Lets an engine run in a root file system of its own: every mount is made in the mount namespace of its node, and ends
// with that. The folders of the run stand at the same paths inside and outside.
import path from 'node:path';

/**
 * Mounts what dockerd needs onto `root`, which stays unchanged: it is mounted read-only, and shared by all nodes.
 * `inside(words)` runs a program in the node's namespaces; `files` maps paths inside `root` to what is to stand there.
 */
export function mountRoot(root, inside, { folders, files }) {
  const at = (name) => path.join(root, name);
  const mount = (...words) => inside(['mount', ...words]);
  mount('--bind', root, root);
  mount('-o', 'remount,bind,ro', root);
  for (const name of ['/proc', '/sys', '/dev']) mount('--rbind', name, at(name));
  // crun refuses a machine with both kinds of cgroups, so one kind is hidden from it.
  inside(['sh', '-c', `umount '${at('/sys/fs/cgroup/unified')}' 2>/dev/null || true`]);
  // Folders of the machine that containers may bind.
  mount('--bind', '/srv', at('/srv'));
  for (const name of ['/run', '/tmp', '/opt', '/var/lib']) mount('-t', 'tmpfs', 'tmpfs', at(name));
  for (const folder of folders) {
    inside(['mkdir', '-p', at(folder)]);
    mount('--bind', folder, at(folder));
  }
  for (const [name, source] of Object.entries(files)) mount('--bind', source, at(name));
}

/**
 * What to put before a program so that it runs with `root` as the root of a mount namespace. A chroot would not do: joining
 * a container's namespace, as exec does, leads to the root of the namespace, which with a chroot is still the machine's.
 */
export function enterRoot(root) {
  const script = 'cd "$1" && pivot_root . . && umount -l . && shift && exec "$@"';
  return ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', script, 'sh', root];
}
