// Which programs are there at the end of a stage: what the base image holds, and what the stage adds or removes.

import { type DockerfileFacts, type Stage, stageChain } from '../dockerfile/dockerfileFacts';
import type { PackageChange } from '../dockerfile/packageChanges';
import { type ImageFamily, imageFamily } from './imageFamilies';

/** `no` is said only when it is certain: a known base without the tool, and nothing after it that could bring it. */
export type ToolState = 'yes' | 'no' | 'unknown';

export interface StageTools {
  readonly family: ImageFamily;
  /** The image that the chain of stages begins with, as far as it is known. */
  readonly baseImage: string;
  state(tool: string): ToolState;
}

/** Packages that bring a tool, by the names that apt, apk and dnf use. */
const providers: ReadonlyMap<string, RegExp> = new Map([
  ['curl', /^curl(-minimal)?$/],
  ['wget', /^wget2?$/],
  ['nc', /^(netcat(-openbsd|-traditional)?|nmap-ncat|ncat|nc)$/],
  ['bash', /^bash$/],
  ['pgrep', /^procps(-ng)?$/],
  ['node', /^node(js)?(-current|-lts)?$/],
  ['python3', /^python3?(\.?\d+)?$/],
  ['ruby', /^ruby(\d[\d.]*)?$/],
  ['php', /^php(\d[\d.]*)?(-cli)?$/],
  ['pg_isready', /^postgresql(\d*|-\d+|-client.*|\d+-client)$/],
  ['redis-cli', /^redis(-server|-tools)?$/],
  ['valkey-cli', /^valkey(-server|-tools|-cli)?$/],
  ['mysqladmin', /^(default-)?(mysql|mariadb)-(client|server)(-core)?(-[\d.]+)?$/],
  ['cgi-fcgi', /^(fcgi|libfcgi-bin)$/],
]);

/** Look through the whole chain of stages that the stage stands on. */
export function stageTools(facts: DockerfileFacts, stage: Stage): StageTools {
  const chain = stageChain(facts, stage).reverse();
  const root = chain[0] ?? stage;
  const baseImage = root.resolvedImage ?? root.image;
  // A first stage with a parent means that the chain was cut: what is below it is not known.
  const known = root.resolvedImage !== undefined && root.parent === undefined;
  const changes = chain.flatMap((part) => part.changes);
  const family = withInferredSystem(known ? imageFamily(baseImage) : imageFamily(''), changes);
  const state = (tool: string): ToolState => {
    const base = baseState(family, tool);
    return afterCopies(afterChanges(base, tool, changes), tool, chain);
  };
  return { family, baseImage, state };
}

function baseState({ system, has }: ImageFamily, tool: string): ToolState {
  if (has.includes(tool) || system.has.includes(tool)) return 'yes';
  return system.lacks.includes(tool) ? 'no' : 'unknown';
}

/** An unknown base that is fed by apk is Alpine or Wolfi, so BusyBox's tools are there. What it lacks stays unknown. */
function withInferredSystem(family: ImageFamily, changes: readonly PackageChange[]): ImageFamily {
  if (family.system.id !== 'unknown') return family;
  const managers = new Set(changes.map((change) => (change.kind === 'install' ? change.manager : '')));
  const tools = managers.has('apk')
    ? ['sh', 'wget', 'nc']
    : managers.has('apt-get') || managers.has('apt')
      ? ['sh', 'bash']
      : [];
  return { ...family, has: [...family.has, ...tools] };
}

function afterChanges(base: ToolState, tool: string, changes: readonly PackageChange[]): ToolState {
  const provider = providers.get(tool);
  let state = base;
  let group: string | undefined;
  for (const change of changes) {
    switch (change.kind) {
      case 'install':
        if (provider && change.packages.some((name) => provider.test(name))) {
          state = 'yes';
          group = change.group;
        }
        break;
      case 'remove':
        if (change.packages.some((name) => provider?.test(name) || (group !== undefined && name === group))) {
          // BusyBox's applet of that name comes back when the package goes.
          state = base === 'yes' && !group ? 'unknown' : base;
        }
        break;
      case 'unreadable':
        // A script may bring a tool; that it takes one away is not to be expected.
        if (state === 'no') state = 'unknown';
        break;
    }
  }
  return state;
}

function afterCopies(before: ToolState, tool: string, chain: readonly Stage[]): ToolState {
  let state = before;
  for (const { copies, entrypoint, command } of chain) {
    for (const { target, sources } of copies) {
      if (
        target.endsWith(`/${tool}`) ||
        (isProgramFolder(target) && sources.some((source) => source.endsWith(`/${tool}`)))
      ) {
        state = 'yes';
      } else if (state === 'no' && mayBringPrograms(target, sources, [...argv(entrypoint), ...argv(command)])) {
        state = 'unknown';
      }
    }
  }
  return state;
}

function mayBringPrograms(target: string, sources: readonly string[], started: readonly string[]): boolean {
  if (/^\/(usr\/?|usr\/local\/?)?$/.test(target)) {
    // `COPY --from=build /server /` brings the program itself; anything else may be a whole file system.
    return !sources.every((source) => started.some((word) => baseName(word) === baseName(source)));
  }
  return isProgramFolder(target) && sources.some((source) => /(^|\/)(s?bin)?\/?[.*]*$/.test(source));
}

function isProgramFolder(target: string): boolean {
  return /(^|\/)s?bin\/?$/.test(target);
}

function argv(command: Stage['command']): readonly string[] {
  if (!command) return [];
  return command.form === 'exec' ? command.argv : command.script.split(/\s+/, 20);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
