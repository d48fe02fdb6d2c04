// From whatever a command was called with (a tree row, a program's TargetRef, nothing) to objects that exist.

import * as vscode from 'vscode';
import type { Cluster } from '../cluster/cluster';
import { EngineError } from '../engine/engineError';
import { HumanError } from '../model/humanError';
import { type EngineObject, isObjectKind, isSwarmKind, type ObjectKind } from '../model/objects';
import type { TargetRef } from '../model/target';
import { plainMessage } from '../views/plainMessage';
import { Row } from '../views/trees/row';
import { wantedThenNewest } from './taskOrder';

/** An object kind that the picture holds, with what a picker needs to know of it. */
export interface Offer {
  readonly kind: ObjectKind;
  readonly label: string;
  readonly description: string;
  readonly icon: string;
}

/**
 * True for a call that a person made: from the palette (no argument) or a tree. Options come only from programs. A file's
 * menu passes what a program would pass, so there the error is VS Code's to show.
 */
export function isInteractive(first: unknown, hasOptions: boolean): boolean {
  return first instanceof Row || (!hasOptions && first === undefined);
}

/** The targets of a call's arguments, still by id or name; undefined: none was given. */
export function givenTargets(first: unknown, second: unknown): readonly TargetRef[] | undefined {
  if (first === undefined || first === null) return undefined;
  if (first instanceof Row) {
    const rows = Array.isArray(second) ? second.filter((row) => row instanceof Row) : [];
    const chosen = rows.includes(first) ? rows : [first];
    const targets = chosen.flatMap((row) => row.target ?? []);
    if (targets.length === 0) throw new HumanError('This row stands for no object.', 'Choose another one.');
    return targets;
  }
  const list: readonly unknown[] = Array.isArray(first) ? first : [first];
  return list.map((one) => {
    if (one instanceof Row && one.target) return one.target;
    if (isTargetRef(one)) return one;
    throw new HumanError('The target is not one that Dockhound knows.', 'Pass { kind, id } or { kind, name }.');
  });
}

function isTargetRef(value: unknown): value is TargetRef {
  if (typeof value !== 'object' || value === null || !('kind' in value) || typeof value.kind !== 'string') return false;
  const text = (key: string) => {
    const field = (value as Record<string, unknown>)[key];
    return field === undefined || typeof field === 'string';
  };
  return text('id') && text('name');
}

/**
 * The same target with both id and name, from the live picture, else from the engine: what was made a moment ago may not be
 * in the picture yet. Ids may be given in full or as an unambiguous prefix of at least four characters. Rejects with a
 * `HumanError` or an `EngineError` when there is none or more than one.
 */
export async function resolveTarget(cluster: Cluster, target: TargetRef): Promise<TargetRef> {
  const known = inPicture(cluster, target);
  if (known) return known;
  const { kind } = target;
  const key = target.id ?? target.name;
  if (!isObjectKind(kind) || !key)
    throw new HumanError('The target has neither an id nor a name.', 'Give one of them.');
  const engine = await cluster.engine();
  try {
    // A task has a name only here: to the engine it is an id.
    if (kind === 'task' && target.id === undefined) throw notFound(engine.label, target);
    const read = await engine.get(kind, key);
    const { id, name } = read.ok ? read.value : { name: key, ...read.unreadable };
    return { ...target, id, name };
  } catch (error) {
    throw error instanceof EngineError && error.reason === 'notFound' ? notFound(engine.label, target) : error;
  }
}

function notFound(engine: string, { kind, id, name }: TargetRef): EngineError {
  return new EngineError({
    reason: 'notFound',
    engine,
    message: `There is no ${kind} ${plainMessage(id ?? name ?? '')} on ${engine}.`,
    next: 'It may have been removed. Refresh to see what is there.',
  });
}

function inPicture(cluster: Cluster, target: TargetRef): TargetRef | undefined {
  const { kind } = target;
  const engine = cluster.info?.label ?? 'the engine';
  if (!isObjectKind(kind)) return target;
  const all = cluster.all(kind);
  if (all === undefined) {
    const gap = cluster.gaps.find((one) => one.part === `${kind}s` || (isSwarmKind(kind) && one.part === 'swarm'));
    throw new HumanError(
      gap?.message ?? `${engine} tells nothing of its ${kind}s.`,
      'Refresh, or connect to a manager.',
    );
  }
  const found = find(all, target);
  if (found.length === 0) {
    const odd = cluster
      .unreadable(kind)
      .find((one) => one.id === target.id || (target.id === undefined && one.name === target.name));
    return odd && { ...target, id: odd.id };
  }
  const [only] = found;
  if (found.length > 1 || !only) {
    throw new HumanError(
      `${found.length} ${kind}s on ${engine} are called ${plainMessage(target.name ?? target.id ?? '')}.`,
      'Name one by its id.',
    );
  }
  return { ...target, id: only.id, name: only.name };
}

function find(all: ReadonlyMap<string, EngineObject>, { kind, id, name }: TargetRef): readonly EngineObject[] {
  if (id !== undefined) {
    const exact = all.get(id);
    if (exact) return [exact];
    const bare = id.replace(/^sha256:/, '');
    if (bare.length < 4) return [];
    return [...all.values()].filter((one) => one.id.replace(/^sha256:/, '').startsWith(bare));
  }
  if (!name) return [];
  const bare = kind === 'container' ? name.replace(/^\//, '') : name;
  const named = [...all.values()].filter(
    (one) => one.name === bare || (one.kind === 'image' && one.tags.includes(bare)),
  );
  if (kind !== 'task' || named.length < 2) return named;
  // A slot's former tasks share its name: the one that counts is the one wanted now, else the newest.
  const [newest] = named.flatMap((one) => (one.kind === 'task' ? [one] : [])).sort(wantedThenNewest);
  return newest ? [newest] : [];
}

/** Asks which object is meant; undefined when the person turned away. */
export async function askForTarget(
  cluster: Cluster,
  kinds: readonly ObjectKind[],
  suits: (object: EngineObject) => boolean,
  look: (object: EngineObject) => Offer,
  title: string,
): Promise<TargetRef | undefined> {
  const items = kinds.flatMap((kind) =>
    [...(cluster.all(kind)?.values() ?? [])].filter(suits).map((object) => {
      const offer = look(object);
      return {
        label: plainMessage(offer.label),
        description: plainMessage(offer.description),
        iconPath: new vscode.ThemeIcon(offer.icon),
        target: { kind, id: object.id, name: object.name } satisfies TargetRef,
      };
    }),
  );
  if (items.length === 0) {
    const what = kinds.join(' or ');
    throw new HumanError(`There is no ${what} on ${cluster.info?.label ?? 'the engine'} that this can be done with.`);
  }
  const picked = await vscode.window.showQuickPick(items, {
    title,
    matchOnDescription: true,
    placeHolder: `Choose a ${kinds.join(' or ')}`,
  });
  return picked?.target;
}
