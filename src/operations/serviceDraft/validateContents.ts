// Checks what a task finds inside: mounts, variables, labels, secrets and configs.

import type { DraftPair, ServiceDraft } from '../../model/serviceDraft';
import { pathInTask } from '../fileReferences';
import { octal } from './units';
import type { Report, Surroundings } from './validateDraft';

/** As the engine's `volume/mounts` validates them for Linux. */
export function checkMounts({ mounts }: ServiceDraft, report: Report): void {
  mounts.forEach(({ type, source, target }, i) => {
    const at = (key: string) => `mounts.${i}.${key}`;
    if (target === '') report(at('target'), 'Say where it is mounted in the container.');
    else if (!isAbsolute(target)) report(at('target'), 'Write an absolute path, for example /data.');
    else if (/^(\/|[A-Za-z]:[\\/]?)$/.test(target))
      report(at('target'), 'The root of the container cannot be mounted over.');
    else if (mounts.some((other, j) => j < i && other.target === target)) {
      report(at('target'), `Something else is mounted at ${target} already.`);
    }
    if (type === 'bind' && !isAbsolute(source)) {
      report(at('source'), 'A bind mount needs an absolute path that is there on every node.');
    }
    if (type === 'volume' && source !== '' && !/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(source)) {
      report(at('source'), 'A volume has a name of letters, digits, -, _ and ., two at least. For a path choose bind.');
    }
    if (type === 'tmpfs' && source !== '') report(at('source'), 'A tmpfs has no source.');
  });
}

export function checkPairs(draft: ServiceDraft, report: Report): void {
  checkNames(draft.env, 'env', report);
  checkNames(draft.labels, 'labels', report);
  checkNames(draft.containerLabels, 'containerLabels', report);
}

function checkNames(pairs: readonly DraftPair[], list: string, report: Report): void {
  const what = list === 'env' ? 'variable' : 'label';
  const seen = new Set<string>();
  pairs.forEach(({ name, value }, i) => {
    if (name === '') report(`${list}.${i}.name`, `The ${what} needs a name.`);
    else if (/[=\0]/.test(name) || (list === 'env' && /\s/.test(name))) {
      report(`${list}.${i}.name`, `The name of a ${what} holds no ${list === 'env' ? 'space and no =' : '='}.`);
    } else if (seen.has(name)) report(`${list}.${i}.name`, `There is a ${what} ${name} already.`);
    if (value.includes('\0')) report(`${list}.${i}.value`, 'It holds a zero byte.');
    seen.add(name);
  });
}

export function checkFiles(draft: ServiceDraft, around: Surroundings, report: Report): void {
  const paths = new Set<string>();
  for (const kind of ['secret', 'config'] as const) {
    const list = `${kind}s` as const;
    const there = around[list];
    draft[list].forEach(({ name, target, uid, gid, mode }, i) => {
      const at = (key: string) => `${list}.${i}.${key}`;
      if (name === '') report(at('name'), `Choose a ${kind}.`);
      else if (there && !there.some((file) => file.name === name)) report(at('name'), `There is no ${kind} ${name}.`);
      if (target.split('/').includes('..') || target.endsWith('/') || target.includes('\0')) {
        report(at('target'), 'Give the name or the path of a file, without ..');
      }
      const path = pathInTask(kind, target || name);
      if (name !== '' && paths.has(path)) report(at('target'), `Another file is at ${path} already.`);
      paths.add(path);
      if (!/^\d{0,10}$/.test(uid)) report(at('uid'), 'Swarm takes numeric ids only.');
      if (!/^\d{0,10}$/.test(gid)) report(at('gid'), 'Swarm takes numeric ids only.');
      const bits = mode === '' ? 0 : octal.write(mode);
      if (typeof bits !== 'number' || bits > 0o7777) report(at('mode'), 'Write octal digits, for example 0400.');
    });
  }
}

function isAbsolute(path: string): boolean {
  return /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path);
}
