// Where engines listen when nobody says otherwise.

import { pathsOf } from './certificates';
import type { Surroundings } from './surroundings';

export interface UsualSocket {
  readonly path: string;
  /** What usually listens there. */
  readonly product: string;
}

/** In the order in which they are tried, without repetition. Sources: the manuals of the products named. */
export function usualSockets({ env, home, platform, uid }: Surroundings): readonly UsualSocket[] {
  if (platform === 'win32') {
    return [
      { path: '//./pipe/docker_engine', product: 'Docker' },
      { path: '//./pipe/dockerDesktopLinuxEngine', product: 'Docker Desktop' },
      { path: '//./pipe/podman-machine-default', product: 'Podman' },
    ];
  }
  const join = pathsOf(platform).join;
  const runtimeFolders = [env.XDG_RUNTIME_DIR, uid !== undefined && uid !== 0 ? `/run/user/${uid}` : undefined].filter(
    (folder): folder is string => folder?.startsWith('/') === true,
  );
  const colima = env.COLIMA_HOME || join(home, '.colima');
  const sockets: UsualSocket[] = [
    { path: defaultSocket(platform), product: 'local' },
    { path: '/run/docker.sock', product: 'local' },
    ...runtimeFolders.map((folder) => ({ path: join(folder, 'docker.sock'), product: 'rootless' })),
    {
      path: join(home, '.docker', 'run', 'docker.sock'),
      product: platform === 'darwin' ? 'Docker Desktop' : 'rootless',
    },
    { path: join(home, '.docker', 'desktop', 'docker.sock'), product: 'Docker Desktop' },
    { path: join(colima, 'default', 'docker.sock'), product: 'Colima' },
    { path: join(home, '.config', 'colima', 'default', 'docker.sock'), product: 'Colima' },
    { path: join(home, '.orbstack', 'run', 'docker.sock'), product: 'OrbStack' },
    ...runtimeFolders.map((folder) => ({ path: join(folder, 'podman', 'podman.sock'), product: 'Podman' })),
    { path: '/run/podman/podman.sock', product: 'Podman' },
  ];
  const seen = new Set<string>();
  return sockets.filter(({ path }) => !seen.has(path) && seen.add(path));
}

/** Where the docker CLI looks without any configuration. */
export function defaultSocket(platform: NodeJS.Platform): string {
  return platform === 'win32' ? '//./pipe/docker_engine' : '/var/run/docker.sock';
}
