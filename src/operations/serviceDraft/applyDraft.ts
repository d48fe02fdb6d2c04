// Writes a draft into a ServiceSpec: only what differs is touched, so that nothing unknown is lost.

import type { JsonObject, JsonValue } from '../../engine/engine';
import { type DraftPair, draftLeaf, type ServiceDraft } from '../../model/serviceDraft';
import { changedAt, objectAt, valueAt, withoutAt } from '../json';
import { fromSpec, modeKeys, rawList, testPath } from './fromSpec';
import { type ArrayList, type ListField, type Lookups, labelFields, listFields } from './lists';
import { scalars } from './scalars';
import { count, words } from './units';

/** A new service's spec. The draft must be valid. */
export function toSpec(draft: ServiceDraft, lookups: Lookups): JsonObject {
  const start: JsonObject = { Name: '', TaskTemplate: { ContainerSpec: {} }, Mode: { Replicated: { Replicas: 1 } } };
  return applyDraft(start, draft, lookups);
}

/** The spec as the draft wants it. The draft must be valid. */
export function applyDraft(spec: JsonObject, draft: ServiceDraft, lookups: Lookups): JsonObject {
  const now = fromSpec(spec, lookups);
  let next = withMode(spec, now, draft);
  for (const { field, at, unit } of scalars) {
    const text = String(draftLeaf(draft, field) ?? '');
    if (text === draftLeaf(now, field)) continue;
    const value = text === '' ? undefined : unit.write(text);
    next = value === undefined ? withoutAt(next, at) : changedAt(next, at, () => value);
  }
  next = withTest(next, now, draft);
  for (const list of Object.keys(listFields) as ArrayList[]) next = withList(next, list, now, draft, lookups);
  for (const list of ['labels', 'containerLabels'] as const) next = withLabels(next, list, now, draft);
  return withRolloutDefaults(spec, next);
}

function withMode(spec: JsonObject, now: ServiceDraft, draft: ServiceDraft): JsonObject {
  const { mode, replicas, completions, concurrent } = draft;
  const same =
    now.mode === mode &&
    now.replicas === replicas &&
    now.completions === completions &&
    now.concurrent === concurrent &&
    modeKeys[mode] in objectAt(spec.Mode);
  if (same) return spec;
  const key = modeKeys[mode];
  const { [key]: known, ...others } = objectAt(spec.Mode);
  const foreign = Object.fromEntries(Object.entries(others).filter(([one]) => !Object.values(modeKeys).includes(one)));
  return { ...spec, Mode: { ...foreign, [key]: { ...objectAt(known), ...amounts(draft) } } };
}

function amounts({ mode, replicas, completions, concurrent }: ServiceDraft): JsonObject {
  const amount = (text: string) => count.write(text) ?? 1;
  switch (mode) {
    case 'replicated':
      return { Replicas: amount(replicas) };
    case 'replicated-job':
      return { MaxConcurrent: amount(concurrent), TotalCompletions: amount(completions) };
    case 'global':
    case 'global-job':
      return {};
  }
}

function withTest(spec: JsonObject, now: ServiceDraft, { health }: ServiceDraft): JsonObject {
  if (now.health.kind === health.kind && now.health.command === health.command) return spec;
  const write = (test: readonly JsonValue[]) => changedAt(spec, testPath, () => test);
  switch (health.kind) {
    case 'none':
      return write(['NONE']);
    case 'shell':
      return write(['CMD-SHELL', health.command]);
    case 'exec':
      return write(['CMD', ...((words.write(health.command) as readonly JsonValue[] | undefined) ?? [])]);
    default:
      return withoutAt(spec, testPath);
  }
}

function withList<L extends ArrayList>(
  spec: JsonObject,
  list: L,
  now: ServiceDraft,
  draft: ServiceDraft,
  lookups: Lookups,
): JsonObject {
  if (JSON.stringify(now[list]) === JSON.stringify(draft[list])) return spec;
  const field = listFields[list] as unknown as ListField<ServiceDraft[L][number]>;
  const known = rawList(spec, list).map((json) => ({ json, item: field.read(json, lookups), taken: false }));
  const take = (test: (item: ServiceDraft[L][number]) => boolean) => {
    const found = known.find(({ item, taken }) => item !== undefined && !taken && test(item));
    if (found) found.taken = true;
    return found?.json;
  };
  const wanted = draft[list] as readonly ServiceDraft[L][number][];
  // What stays as it is takes its own JSON first, so that a changed item cannot take it away.
  const same = wanted.map((item) => take((one) => JSON.stringify(one) === JSON.stringify(item)));
  const written = wanted.map(
    (item, i) =>
      same[i] ??
      field.write(
        item,
        take((one) => field.key(one) === field.key(item)),
        lookups,
      ),
  );
  const foreign = known.flatMap(({ json, item }) => (item === undefined ? [json] : []));
  const next = list === 'networks' ? withoutAt(spec, ['Networks']) : spec;
  const all = [...foreign, ...written];
  return all.length === 0 ? withoutAt(next, field.at) : changedAt(next, field.at, () => all);
}

function withLabels(
  spec: JsonObject,
  list: keyof typeof labelFields,
  now: ServiceDraft,
  draft: ServiceDraft,
): JsonObject {
  if (JSON.stringify(now[list]) === JSON.stringify(draft[list])) return spec;
  const entries = (pairs: readonly DraftPair[]) => pairs.map(({ name, value }) => [name, value] as const);
  const own = new Set(now[list].map(({ name }) => name));
  const foreign = Object.entries(objectAt(valueAt(spec, labelFields[list]))).filter(([name]) => !own.has(name));
  const all = Object.fromEntries([...foreign, ...entries(draft[list])]);
  return Object.keys(all).length === 0
    ? withoutAt(spec, labelFields[list])
    : changedAt(spec, labelFields[list], () => all);
}

/**
 * A policy that says nothing of its parallelism means "all at once" to the engine, while no policy at all, and docker's
 * command line, mean one task at a time. So a policy that becomes one says so.
 */
function withRolloutDefaults(before: JsonObject, after: JsonObject): JsonObject {
  return ['UpdateConfig', 'RollbackConfig'].reduce((spec, key) => {
    const policy = spec[key];
    if (policy === undefined || policy === null || objectAt(policy).Parallelism !== undefined) return spec;
    const wasThere = before[key] !== undefined && objectAt(before[key]).Parallelism === undefined;
    return wasThere ? spec : changedAt(spec, [key, 'Parallelism'], () => 1);
  }, after);
}
