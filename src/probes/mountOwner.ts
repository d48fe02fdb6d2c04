// Probe: who owns what is mounted into a container, and whether its program may write there.

import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import type { OwnershipFact } from '../model/dossier/probeFacts';
import { HumanError } from '../model/humanError';
import type { Probe, ProbeTarget } from './probe';

const readMs = 10_000;

export const ownershipProbe: Probe = {
  id: 'ownership',
  title: 'Read the Owner of a Mount',
  deadlineMs: 25_000,
  offers: ({ facts }) =>
    facts.mounts.flatMap(({ type, target }) =>
      type === 'volume' || type === 'bind'
        ? [{ probe: 'ownership' as const, title: `Read the owner of ${target}`, question: { path: target } }]
        : [],
    ),
  says: ({ name, engine }, { path = '' }) =>
    `Lets ${engine} read the owner and the permissions of ${path} in ${name}, and the user of its processes. Nothing runs inside, and nothing is changed.`,
  async run(target, { path = '' }, { engine, signal, now }) {
    const { readOnly } = target.facts.mounts.find((mount) => mount.target === path) ?? { readOnly: false };
    const { uid, gid, mode } = await ownerOf(engine, target, path, signal);
    const user = await runningUser(engine, target, signal);
    return [
      {
        kind: 'ownership',
        at: now(),
        ...{ path, uid, gid, mode },
        ...(user.uid === undefined ? {} : { runsAsUid: user.uid }),
        ...(user.gid === undefined ? {} : { runsAsGid: user.gid }),
        writable: readOnly ? 'no' : mayWrite({ uid, gid, mode }, user),
      },
    ];
  },
};

/**
 * By the bits alone (path_resolution(7)). Only a program that is neither the owner nor in the owning group, and whose further
 * groups are not known, leaves it open.
 */
export function mayWrite(
  { uid, gid, mode }: Pick<OwnershipFact, 'uid' | 'gid' | 'mode'>,
  user: { readonly uid?: number; readonly gid?: number },
): OwnershipFact['writable'] {
  const has = (bits: number) => (Math.floor(mode / bits) % 2 === 1 ? 'yes' : 'no');
  if (user.uid === 0) return 'yes';
  if (user.uid === undefined)
    return has(0o2) === 'yes' && has(0o20) === 'yes' && has(0o200) === 'yes' ? 'yes' : 'unknown';
  if (user.uid === uid) return has(0o200);
  if (user.gid === gid) return has(0o20);
  if (has(0o2) === has(0o20)) return has(0o2);
  return 'unknown';
}

/** The first header of an archive of it tells, and the rest is never sent. */
async function ownerOf(engine: Engine, { id, name }: ProbeTarget, path: string, signal: AbortSignal) {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal, AbortSignal.timeout(readMs)]);
  try {
    for await (const { owner, mode } of engine.archive(id, path, both)) return { ...owner, mode };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof EngineError) || error.reason !== 'notFound') throw error;
  } finally {
    stop.abort();
  }
  throw new HumanError(`There is no ${path} in ${name}.`, 'Its mount may lie in memory only (tmpfs), or be gone.');
}

/** That of the oldest process, which may differ from the configured one: many entrypoints step down by themselves. */
async function runningUser(
  engine: Engine,
  { id, facts, image }: ProbeTarget,
  signal: AbortSignal,
): Promise<{ readonly uid?: number; readonly gid?: number }> {
  if (facts.state.status === 'running') {
    try {
      const { rows } = await engine.top(id, '-eo uid,gid,pid', { signal, deadlineMs: readMs });
      const [uid, gid] = (rows[0] ?? []).map(Number);
      if (uid !== undefined && gid !== undefined && Number.isInteger(uid) && Number.isInteger(gid)) return { uid, gid };
    } catch (error) {
      signal.throwIfAborted();
      // A ps that cannot do this (BusyBox) leaves what is configured.
      if (!(error instanceof EngineError)) throw error;
    }
  }
  return configuredUser(facts.user ?? image?.user ?? '');
}

/** `999`, `999:999`; a name says no number. Nothing said means root. */
export function configuredUser(user: string): { readonly uid?: number; readonly gid?: number } {
  if (user === '' || user === 'root') return { uid: 0, gid: 0 };
  const [, uid, gid] = /^(\d+)(?::(\d+))?$/.exec(user) ?? [];
  return {
    ...(uid === undefined ? {} : { uid: Number(uid) }),
    ...(gid === undefined ? {} : { gid: Number(gid) }),
  };
}
