// What differs between two drafts, and how changes made at the same time come together.

import { isSecretName, maskSecrets, maskText } from '../../model/maskSecrets';
import { draftLeaf, type ServiceDraft, withDraftLeaf } from '../../model/serviceDraft';
import { type ArrayList, type ListField, labelFields, listFields } from './lists';
import { scalars } from './scalars';

/** One field, or one item of a list. `before` or `after` is undefined where there is none. */
export interface DraftChange {
  /** For people: `image`, `env COLOUR`, `ports 8080:80/tcp`. */
  readonly label: string;
  readonly place:
    | { readonly type: 'value'; readonly field: string }
    | { readonly type: 'item'; readonly list: AnyList; readonly key: string };
  /** A value's text, an item's JSON. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export type AnyList = ArrayList | keyof typeof labelFields;

export function draftChanges(before: ServiceDraft, after: ServiceDraft): readonly DraftChange[] {
  const values = valueFields.flatMap((field): DraftChange[] => {
    const [old, now] = [textAt(before, field), textAt(after, field)];
    return old === now ? [] : [{ label: field, place: { type: 'value', field }, before: old, after: now }];
  });
  return [...values, ...lists.flatMap((list) => itemChanges(list, before, after))];
}

/** The way back. */
export function inverse(changes: readonly DraftChange[]): readonly DraftChange[] {
  return changes.map((change) => ({ ...change, before: change.after, after: change.before }));
}

export interface Merged {
  readonly draft: ServiceDraft;
  /** Not made, because the draft holds something else by now. */
  readonly conflicts: readonly DraftChange[];
}

/** Makes the changes in a draft that somebody else may have changed meanwhile. What is as wanted already stays. */
export function mergeChanges(draft: ServiceDraft, changes: readonly DraftChange[]): Merged {
  const conflicts: DraftChange[] = [];
  let next = draft;
  for (const change of changes) {
    const now = valueThere(draft, change);
    if (now === change.after) continue;
    if (now === change.before) next = made(next, change);
    else conflicts.push(change);
  }
  return { draft: next, conflicts };
}

/** What stands there now, in the form of `before` and `after`. */
export function valueThere(draft: ServiceDraft, { place }: DraftChange): string | undefined {
  return place.type === 'value' ? textAt(draft, place.field) : keyed(place.list, draft).get(place.key);
}

/** For people, secrets masked: `image: shop/api:1 → shop/api:2`. Texts are cut to what a dialog can hold. */
export function describeChange(change: DraftChange): string {
  const from = shown(change, change.before);
  const to = shown(change, change.after);
  // Masked, both would look alike.
  const words = from === to && from !== undefined ? `${to} (changed)` : `${from ?? 'none'} → ${to ?? 'none'}`;
  return `${change.label}: ${words}`;
}

/** One value of a change as a person reads it, secrets masked. */
export function shown({ place }: DraftChange, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (place.type === 'value') return cut(value === '' ? "docker's default" : maskedText(value));
  const item: unknown = JSON.parse(value);
  if (typeof item !== 'object' || item === null) return cut(String(item));
  const fields = item as Readonly<Record<string, string | boolean>>;
  if ('value' in fields) {
    return isSecretName(String(fields.name)) ? maskText : cut(maskedText(String(fields.value)) || 'empty');
  }
  const said = Object.entries(fields).flatMap(([key, one]) =>
    one === '' || one === false ? [] : one === true ? [key] : [`${key} ${one}`],
  );
  return cut(said.join(', '));
}

const valueFields: readonly string[] = [
  ...['mode', 'replicas', 'completions', 'concurrent'],
  ...scalars.map(({ field }) => field),
  ...['health.kind', 'health.command'],
];

const lists: readonly AnyList[] = [
  ...(Object.keys(listFields) as ArrayList[]),
  ...(Object.keys(labelFields) as (keyof typeof labelFields)[]),
];

function textAt(draft: ServiceDraft, field: string): string {
  return String(draftLeaf(draft, field) ?? '');
}

function itemChanges(list: AnyList, before: ServiceDraft, after: ServiceDraft): DraftChange[] {
  const [old, now] = [keyed(list, before), keyed(list, after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    if (was === is) return [];
    return [{ label: `${list} ${key}`, place: { type: 'item', list, key }, before: was, after: is }];
  });
}

/** Items by key, as JSON; a key that comes twice is told apart by its place. */
function keyed(list: AnyList, draft: ServiceDraft): Map<string, string> {
  const found = new Map<string, string>();
  for (const item of draft[list] as readonly unknown[]) {
    const own = keyOf(list, item);
    let key = own;
    for (let more = 2; found.has(key); more++) key = `${own} (${more})`;
    found.set(key, JSON.stringify(item));
  }
  return found;
}

function keyOf(list: AnyList, item: unknown): string {
  if (list === 'labels' || list === 'containerLabels') return (item as { readonly name: string }).name;
  return (listFields[list] as unknown as ListField<unknown>).key(item);
}

function made(draft: ServiceDraft, { place, after }: DraftChange): ServiceDraft {
  if (place.type === 'value') return withDraftLeaf(draft, place.field, after ?? '');
  const items = keyed(place.list, draft);
  // A Map keeps an item that is replaced in its place.
  if (after === undefined) items.delete(place.key);
  else items.set(place.key, after);
  return { ...draft, [place.list]: [...items.values()].map((item) => JSON.parse(item) as unknown) };
}

function maskedText(text: string): string {
  return String(maskSecrets(text).json);
}

function cut(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
