// From a ServiceSpec to what a person would have written. What a draft has no word for is left out here, and stays in the
// spec when the draft is applied to it.

import type { JsonObject, JsonValue } from '../../engine/engine';
import { type DraftMode, type DraftPair, emptyDraft, type ServiceDraft, withDraftLeaf } from '../../model/serviceDraft';
import { objectAt, valueAt } from '../json';
import { type ArrayList, type Lookups, labelFields, listFields } from './lists';
import { scalars } from './scalars';
import { count, words } from './units';

/** The key of each mode in a spec. */
export const modeKeys: Readonly<Record<DraftMode, string>> = {
  replicated: 'Replicated',
  global: 'Global',
  'replicated-job': 'ReplicatedJob',
  'global-job': 'GlobalJob',
};

export const testPath = ['TaskTemplate', 'ContainerSpec', 'Healthcheck', 'Test'] as const;

export function fromSpec(spec: JsonObject, lookups: Lookups): ServiceDraft {
  let draft: ServiceDraft = { ...emptyDraft, ...modeOf(objectAt(spec.Mode)) };
  for (const { field, at, unit } of scalars) {
    const value = valueAt(spec, at);
    const text = value === undefined || value === null ? undefined : unit.read(value);
    if (text !== undefined) draft = withDraftLeaf(draft, field, text);
  }
  const listed = Object.fromEntries(
    (Object.keys(listFields) as ArrayList[]).map((list) => [list, itemsOf(spec, list, lookups)]),
  );
  const test = testOf(valueAt(spec, testPath));
  return {
    ...draft,
    ...listed,
    labels: labelsOf(valueAt(spec, labelFields.labels)),
    containerLabels: labelsOf(valueAt(spec, labelFields.containerLabels)),
    health: { ...draft.health, ...test },
  };
}

/** The JSON of one list. Before API 1.25 the networks stood beside the task template. */
export function rawList(spec: JsonObject, list: ArrayList): readonly JsonValue[] {
  const value = valueAt(spec, listFields[list].at);
  const own = Array.isArray(value) ? (value as readonly JsonValue[]) : [];
  return list === 'networks' && own.length === 0 && Array.isArray(spec.Networks) ? spec.Networks : own;
}

function itemsOf(spec: JsonObject, list: ArrayList, lookups: Lookups): readonly unknown[] {
  return rawList(spec, list).flatMap((item) => {
    const read = listFields[list].read(item, lookups);
    return read === undefined ? [] : [read];
  });
}

function modeOf(mode: JsonObject): Pick<ServiceDraft, 'mode' | 'replicas' | 'completions' | 'concurrent'> {
  const usual = { mode: 'replicated' as const, replicas: '1', completions: '1', concurrent: '1' };
  const number = (value: JsonValue | undefined) => count.read(value ?? null) ?? '1';
  if ('Global' in mode) return { ...usual, mode: 'global' };
  if ('GlobalJob' in mode) return { ...usual, mode: 'global-job' };
  if ('ReplicatedJob' in mode) {
    const { TotalCompletions, MaxConcurrent } = objectAt(mode.ReplicatedJob);
    const concurrent = number(MaxConcurrent);
    // Absent, it is as many as run at a time (`ReplicatedJob` in the Engine API).
    const completions = TotalCompletions === undefined ? concurrent : number(TotalCompletions);
    return { ...usual, mode: 'replicated-job', completions, concurrent };
  }
  return { ...usual, replicas: number(objectAt(mode.Replicated).Replicas) };
}

function testOf(test: JsonValue | undefined): { readonly kind: string; readonly command: string } {
  const [how, ...rest] = Array.isArray(test) ? (test as readonly JsonValue[]) : [];
  const [first] = rest;
  if (how === 'NONE') return { kind: 'none', command: '' };
  if (how === 'CMD-SHELL' && rest.length === 1 && typeof first === 'string') return { kind: 'shell', command: first };
  if (how === 'CMD' && rest.length > 0) return { kind: 'exec', command: words.read(rest) ?? '' };
  return { kind: '', command: '' };
}

function labelsOf(value: JsonValue | undefined): readonly DraftPair[] {
  return Object.entries(objectAt(value)).flatMap(([name, text]) =>
    typeof text === 'string' ? [{ name, value: text }] : [],
  );
}
