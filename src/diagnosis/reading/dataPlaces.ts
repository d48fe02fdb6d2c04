// Where a program keeps its data, as its image, environment and log tell, and whether that outlives its container.

import type { MountFacts } from '../../model/dossier/containerFacts';
import { valueIn } from '../../model/dossier/known';
import type { Evidence } from '../../model/finding';
import type { ContainerCase } from '../cases/cases';
import { mountsOver } from '../cases/startCases';
import type { CauseAround } from '../cause';
import { imageProof, inspectProof, logProof } from '../proofs/proofs';
import { logFacts } from './logFacts';

export interface DataPlace {
  readonly path: string;
  readonly from: 'image' | 'environment' | 'command' | 'log';
  readonly evidence: Evidence;
}

/** Paths where programs keep what data they have, the surest sign first; each path once. */
export function dataPlaces(subject: ContainerCase): readonly DataPlace[] {
  const { facts, image, dossier } = subject;
  const log = valueIn(dossier.log);
  const said = logFacts([...(log?.previous.lines ?? []), ...(log?.current.lines ?? [])]);
  const places: DataPlace[] = [
    ...(image?.volumes ?? []).map((path) => ({
      path: clean(path),
      from: 'image' as const,
      evidence: imageProof('Config.Volumes', path),
    })),
    ...facts.env
      .filter(({ name, value }) => dataVariable.test(name) && value.startsWith('/') && value.length > 1)
      .map(({ name, value }) => ({
        path: clean(value),
        from: 'environment' as const,
        evidence: inspectProof('Config.Env', `${name}=${value}`),
      })),
    ...commandPlaces(subject),
    ...said
      .filter(({ theme, path }) => theme === 'dataPlace' && path !== undefined)
      .map(({ path = '', line }) => ({ path: clean(path), from: 'log' as const, evidence: logProof(line) })),
  ];
  const seen = new Set<string>();
  return places.filter(({ path }) => {
    if (seen.has(path) || passing.test(path)) return false;
    seen.add(path);
    return true;
  });
}

/** Where a server that is known keeps its data, by its command or where that is silent by its manual. */
function commandPlaces({ facts }: ContainerCase): readonly DataPlace[] {
  const command = facts.argv.join(' ');
  const server = servers.find(({ program }) => program.test(command));
  if (server === undefined) return [];
  const told = server.option.exec(command)?.[1];
  const path = told ?? server.usual ?? facts.workdir;
  if (path === undefined || !path.startsWith('/') || path === '/') return [];
  const evidence =
    told === undefined && server.usual === undefined
      ? inspectProof('Config.WorkingDir', path)
      : inspectProof('Path, Args', facts.argv);
  return [{ path: clean(path), from: 'command', evidence }];
}

// By their manuals: the option that names the folder, and what it is without that; Redis takes the one it is started in.
const servers: readonly { readonly program: RegExp; readonly option: RegExp; readonly usual?: string }[] = [
  { program: /\b(?:redis|valkey|keydb)-server\b/, option: /--dir[= ](\/\S{1,200})/ },
  { program: /\bmongod\b/, option: /--dbpath[= ](\/\S{1,200})/, usual: '/data/db' },
  { program: /\b(?:mysqld|mariadbd)\b/, option: /--datadir[= ](\/\S{1,200})/, usual: '/var/lib/mysql' },
  { program: /\bminio server\b/, option: /\bserver (?:-\S{1,60} )*(\/\S{1,200})/, usual: '/data' },
  { program: /\betcd\b/, option: /--data-dir[= ](\/\S{1,200})/ },
  { program: /\bprometheus\b/, option: /--storage\.tsdb\.path[= ](\/\S{1,200})/, usual: '/prometheus' },
];

/** What it holds is there again when the container is made anew: a bind or a volume with a name, no tmpfs. */
export function isKept(mount: MountFacts, around: CauseAround): boolean {
  if (mount.type === 'tmpfs' || isMemoryVolume(mount, around)) return false;
  return mount.type !== 'volume' || !isAnonymous(mount, around);
}

/** A volume without a name of its own: a new container gets a new one. */
export function isAnonymous({ type, name }: MountFacts, around: CauseAround): boolean {
  if (type !== 'volume') return false;
  if (name === undefined || /^[\da-f]{64}$/.test(name)) return true;
  return valueIn(around.dossier.picture.volumes)?.find((one) => one.name === name)?.anonymous === true;
}

/** A volume whose driver options make it a tmpfs: its data are gone when nobody uses it any more. */
export function isMemoryVolume({ type, name }: MountFacts, around: CauseAround): boolean {
  if (type !== 'volume' || name === undefined) return false;
  return valueIn(around.dossier.picture.volumes)?.find((one) => one.name === name)?.options?.type === 'tmpfs';
}

/** The mount in which a path lies: of several, the deepest. */
export function mountOf(subject: ContainerCase, path: string): MountFacts | undefined {
  return [...mountsOver(subject, path)].sort((a, b) => b.target.length - a.target.length)[0];
}

/** Mounts that may be meant for data: folders, not single files, sockets, settings or secrets. */
export function dataMounts(subject: ContainerCase): readonly MountFacts[] {
  return subject.facts.mounts.filter(
    ({ type, target, readOnly }) =>
      (type === 'volume' || type === 'bind' || type === 'cluster') &&
      !readOnly &&
      !/\.\w{1,5}$|^\/(?:etc|run|var\/run|proc|sys|dev|tmp)\b|docker-entrypoint|\binit(?:db)?\b|\bcerts?\b/.test(
        target,
      ),
  );
}

/** Whether it can have served data at all: what cannot run has another trouble first. */
export function hasServed({ condition }: ContainerCase): boolean {
  return ['running', 'starting', 'unhealthy', 'paused', 'stopped', 'finished'].includes(condition.type);
}

function clean(path: string): string {
  return path.replace(/[.,;:]+$/, '').replace(/(?<=.)\/+$/, '');
}

/** `DATA_DIR`, `PGDATA`, `UPLOAD_PATH`, `GF_PATHS_DATA`, `MEDIA_ROOT`; not `LOG_DIR` or `CONFIG_PATH`. */
const dataVariable =
  /^(?!.*(?:LOG|CONF|CACHE|TMP|TEMP|CERT|KEY|SECRET))(?:.*(?:^|_)(?:DATA|STORAGE|UPLOADS?|MEDIA|STATE|DB|DATABASE|REPO(?:SITORY)?|PERSISTENCE|BACKUPS?|FILES?)_?(?:DIR(?:ECTORY)?|PATH|ROOT|FOLDER|HOME|LOCATION)|.*(?:^|_)(?:PATHS?|DIR)_DATA|PGDATA|DATADIR)$/i;
/** Kept nowhere on purpose, or no place for data. */
const passing =
  /^\/(?:proc|sys|dev|etc|usr|bin|sbin|lib|run|tmp|var\/(?:run|tmp|log|cache))(?:\/|$)|^\/$|\.(?:sock|pid|log|conf|ya?ml|json|py|js|sh|so)$/;
