// The command dockhound.compare: two objects of one kind, or one object and its earlier self, in the diff editor.

import * as vscode from 'vscode';
import type { Cluster } from '../cluster/cluster';
import { predecessors } from '../feeds/inspect/predecessors';
import type { Reading } from '../feeds/inspect/readings';
import { shortAge } from '../model/age';
import { isAlike } from '../model/comparable';
import { HumanError } from '../model/humanError';
import { isObjectKind } from '../model/objects';
import type { TargetRef } from '../model/target';
import type { PanelTarget } from '../protocol/panel';
import type { ComparisonOptions } from '../views/panels/comparisons';
import type { Panels } from '../views/panels/panels';
import { resolvePanelTarget } from '../views/panels/panelTarget';
import { stackIdOf } from '../views/panels/stackId';
import { plainMessage } from '../views/plainMessage';
import type { CommandContext } from './commandContext';
import { offerOf } from './offer';

/** Comes from programs too, so that each value is looked at before it is used. */
export interface CompareOptions {
  /** The other object, of the same kind. */
  readonly with?: unknown;
  /** `true`: the newest earlier self there is. */
  readonly earlier?: unknown;
  /** Also what changes by itself, such as process ids. */
  readonly everything?: unknown;
}

export interface Compared {
  /** What each side is called. */
  readonly left: string;
  readonly right: string;
  /** Undefined where the engine's own two specs of a service are shown. */
  readonly differs?: boolean;
}

type Context = CommandContext & { readonly panels: Panels };

/** What an object can be laid beside. */
type Earlier =
  | { readonly type: 'reading'; readonly reading: Reading }
  | { readonly type: 'object'; readonly target: PanelTarget }
  | { readonly type: 'previousSpec' };

/**
 * Of one object, asks what to compare it with, unless an option says. Undefined when the person turned away. Rejects with a
 * `HumanError` where the objects are of different kinds, where there are more than two, and where nothing earlier is known.
 */
export async function compareObjects(
  services: Context,
  targets: readonly [TargetRef, ...TargetRef[]],
  options: CompareOptions = {},
): Promise<Compared | undefined> {
  const { cluster, panels } = services;
  const given = isRef(options.with) ? [...targets, options.with] : targets;
  if (given.length > 2) throw new HumanError(`${given.length} objects cannot be compared.`, 'Choose two of one kind.');
  const [first, second] = await Promise.all(given.map((target) => resolvePanelTarget(cluster, target)));
  if (!first) return undefined;
  if (first.kind === 'project' || first.kind === 'engine') {
    throw new HumanError(`A ${first.kind} cannot be compared.`, 'Choose one of the objects in it.');
  }
  const everything = typeof options.everything === 'boolean' ? { everything: options.everything } : {};
  if (second) {
    if (first.kind !== second.kind) {
      const what = `${first.name} is a ${first.kind} and ${second.name} a ${second.kind}`;
      throw new HumanError(`${what}: there is nothing to compare.`, 'Choose two of one kind.');
    }
    if (first.id === second.id) throw new HumanError(`Both are ${first.name}.`, 'Choose another one.');
    return showBoth(panels, first, second, everything);
  }
  const now = await panels.read(first);
  const earlier = earlierSelves(services, first, now);
  const chosen = options.earlier === true ? newest(earlier, first) : await ask(services, first, earlier);
  switch (chosen?.type) {
    case undefined:
      return undefined;
    case 'previousSpec':
      await panels.openSpecDiff(first);
      return { left: 'before the last update', right: 'now' };
    case 'object':
      return showBoth(panels, chosen.target, first, everything);
    case 'reading': {
      const left = readingWords(chosen.reading, first.id);
      const sides = [
        { name: `${first.name}: ${left}`, reading: chosen.reading },
        { name: 'now', reading: now },
      ] as const;
      return { left, right: 'now', ...(await panels.compare(...sides, everything)) };
    }
  }
}

async function showBoth(
  panels: Panels,
  left: PanelTarget,
  right: PanelTarget,
  options: ComparisonOptions,
): Promise<Compared> {
  const [one, other] = await Promise.all([panels.read(left), panels.read(right)]);
  // Tasks of one slot share their name.
  const nameOf = ({ name, id }: PanelTarget) => (left.name === right.name ? `${name} (${id.slice(0, 12)})` : name);
  const names = { left: nameOf(left), right: nameOf(right) };
  const sides = [
    { name: names.left, reading: one },
    { name: names.right, reading: other },
  ] as const;
  return { ...names, ...(await panels.compare(...sides, options)) };
}

/** Newest first: what was read in this window and differs, what stood in its place, a service's spec before its update. */
function earlierSelves({ cluster, panels }: Context, target: PanelTarget, now: Reading): readonly Earlier[] {
  const own = panels.readings.of(target).filter((reading) => !isAlike(reading, now, target.kind));
  const before = predecessors(cluster, target);
  const gone = panels.readings.ofNamesakes(target).filter(({ target: { id } }) => !before.some((one) => one.id === id));
  const hasSpec = target.kind === 'service' && cluster.get('service', target.id)?.hasPreviousSpec === true;
  return [
    ...[...own].reverse().map((reading): Earlier => ({ type: 'reading', reading })),
    ...(hasSpec ? [{ type: 'previousSpec' } as const] : []),
    ...before.map((one): Earlier => ({ type: 'object', target: one })),
    ...gone.map((reading): Earlier => ({ type: 'reading', reading })),
  ];
}

function newest([first]: readonly Earlier[], { name }: PanelTarget): Earlier {
  if (first) return first;
  throw new HumanError(
    `Nothing earlier is known of ${name}: no reading in this window differs from what it is now.`,
    'What Inspect and Compare read is kept from now on, so compare again after it has changed.',
  );
}

type Item = vscode.QuickPickItem & { readonly chosen?: Earlier };

async function ask(
  { cluster }: Context,
  target: PanelTarget,
  earlier: readonly Earlier[],
): Promise<Earlier | undefined> {
  const name = plainMessage(target.name);
  const others = otherItems(cluster, target);
  if (earlier.length === 0 && others.length === 0) return newest(earlier, target);
  const items: Item[] = [
    ...(earlier.length > 0
      ? [separator('Its earlier self'), ...earlier.map((one) => earlierItem(cluster, target, one))]
      : []),
    ...(others.length > 0 ? [separator(`Another ${target.kind}`), ...others] : []),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: `Compare ${name}`,
    matchOnDescription: true,
    placeHolder:
      earlier.length > 0
        ? 'With its earlier self, or with another one'
        : `With another ${target.kind}: nothing earlier is known of ${name} in this window`,
  });
  return picked?.chosen;
}

function earlierItem(cluster: Cluster, { id }: PanelTarget, earlier: Earlier): Item {
  switch (earlier.type) {
    case 'reading': {
      const { at } = earlier.reading;
      const age = shortAge(at, Date.now());
      return item('history', readingWords(earlier.reading, id), age ? `${age} ago` : '', earlier);
    }
    case 'previousSpec':
      return item('diff', 'Before the last update', 'its two specs, as the swarm keeps them', earlier);
    case 'object':
      return objectItem(cluster, earlier.target, 'the one before it');
  }
}

/** A namesake that is gone is told by its id. */
function readingWords({ at, target }: Reading, id: string): string {
  const words = `as read at ${new Date(at).toLocaleTimeString()}`;
  return target.id === id ? words : `${words} (${target.id.slice(0, 12)}, gone since)`;
}

function otherItems(cluster: Cluster, target: PanelTarget): readonly Item[] {
  const { kind, id } = target;
  if (kind === 'stack') {
    const stacks = new Set([...(cluster.all('service')?.values() ?? [])].flatMap(({ stack }) => stack ?? []));
    return [...stacks]
      .filter((name) => name !== target.name)
      .sort()
      .map((name) => item('layers', plainMessage(name), '', { type: 'object', target: stackTarget(name) }));
  }
  if (!isObjectKind(kind)) return [];
  return [...(cluster.all(kind)?.values() ?? [])]
    .filter((object) => object.id !== id)
    .map((object) => objectItem(cluster, { kind, id: object.id, name: object.name }));
}

function objectItem(cluster: Cluster, target: PanelTarget, note?: string): Item {
  const object = isObjectKind(target.kind) ? cluster.get(target.kind, target.id) : undefined;
  const offer = object && offerOf(cluster)(object);
  const words = [note, offer ? plainMessage(offer.description) : undefined].filter((word) => word !== undefined);
  const label = plainMessage(offer?.label ?? target.name);
  return item(offer?.icon ?? 'circle-outline', label, words.join(' · '), { type: 'object', target });
}

function item(icon: string, label: string, description: string, chosen: Earlier): Item {
  return { label, description, iconPath: new vscode.ThemeIcon(icon), chosen };
}

function separator(label: string): Item {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function stackTarget(name: string): PanelTarget {
  return { kind: 'stack', id: stackIdOf(name), name };
}

function isRef(value: unknown): value is TargetRef {
  if (value === undefined) return false;
  if (typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string') return true;
  throw new HumanError('The option `with` names no object.', 'Pass { kind, id } or { kind, name }.');
}
