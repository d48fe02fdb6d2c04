// Changes one swarm object's spec without overwriting what somebody else changed meanwhile.

import type { Call, JsonObject, SwarmCalls, Versioned } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import type { HumanError } from '../model/humanError';
import { changedMeanwhile } from './changedMeanwhile';
import { valueAt } from './json';
import { lostChange } from './lostChange';

/** Others may write the same object at the same time; more than this many times in a row is no accident. */
const tries = 4;

export interface SpecChange {
  readonly before: Versioned;
  readonly warnings: readonly string[];
}

/**
 * Reads the object, applies `edit` to a copy of its spec and writes it; after a version conflict it starts again from the
 * fresh state. `edit` returns undefined where nothing is to change. Rejects with a `HumanError` when somebody else has changed
 * the same member meanwhile, and with `conflict` when others keep winning.
 */
export async function changeSpec(
  swarm: SwarmCalls,
  kind: 'service' | 'node',
  id: string,
  edit: (spec: JsonObject) => JsonObject | undefined,
  signal?: AbortSignal,
): Promise<SpecChange | undefined> {
  const call = signal ? { signal } : {};
  let first: { readonly before: JsonObject; readonly spec: JsonObject } | undefined;
  for (let attempt = 1; ; attempt++) {
    const before = await swarm.read(kind, id, call);
    const lost = first && lostChange(first.before, first.spec, before.spec);
    if (first && lost) throw rival(before, lost, first.before);
    const spec = edit(before.spec);
    if (spec === undefined) return undefined;
    first ??= { before: before.spec, spec };
    try {
      if (kind === 'service') return { before, warnings: await swarm.updateService(before, spec, {}, call) };
      await swarm.updateNode(before, spec, call);
      return { before, warnings: [] };
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      if (error.reason === 'timeout' && attempt < tries && (await isUntouched(swarm, kind, before, call))) continue;
      if (error.reason !== 'conflict') throw error;
      if (attempt === tries) throw outpaced(kind, before, error);
    }
  }
}

/**
 * Managers that are busy among themselves, as while one more of them joins, may let a write run out of time. Where the
 * version has not moved, it was not done and may be tried again.
 */
async function isUntouched(
  swarm: SwarmCalls,
  kind: 'service' | 'node',
  before: Versioned,
  call: Call,
): Promise<boolean> {
  return (await swarm.read(kind, before.id, call)).version === before.version;
}

/** Members whose values are no secret and say more than that they changed. */
const tellable: ReadonlySet<string> = new Set(['Replicas', 'Availability', 'Role', 'Image', 'MaxConcurrent']);

const memberNames: Readonly<Record<string, string>> = {
  Replicas: 'the number of replicas',
  Availability: 'the availability',
  Role: 'the role',
  Image: 'the image',
  Env: 'the environment',
};

function rival({ name, spec }: Versioned, path: readonly string[], before: JsonObject): HumanError {
  const member = path.at(-1) ?? '';
  const isLabel = path.at(-2) === 'Labels';
  const what = isLabel ? `the label ${member}` : (memberNames[member] ?? path.join('.'));
  if (isLabel || !tellable.has(member)) return changedMeanwhile(name, what);
  return changedMeanwhile(name, what, valueAt(spec, path), valueAt(before, path));
}

function outpaced(kind: string, { name }: Versioned, { engine, status, message: cause }: EngineError): EngineError {
  return new EngineError({
    reason: 'conflict',
    engine,
    message: `Others change the ${kind} ${name} all the time: ${tries} tries came too late (${cause}). Nothing was changed.`,
    next: 'Try again when they have finished.',
    ...(status === undefined ? {} : { status }),
  });
}
