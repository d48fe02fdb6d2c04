// Creating a service, and changing one to what a draft says: plans that are checked before anything changes.

import type { Engine, JsonObject } from '../engine/engine';
import { HumanError } from '../model/humanError';
import type { Service } from '../model/service';
import type { DraftProblem, ServiceDraft } from '../model/serviceDraft';
import { noBaseline } from './followService';
import { LeftAsIs, type Plan } from './plan';
import { applyDraft, toSpec } from './serviceDraft/applyDraft';
import {
  type DraftChange,
  describeChange,
  draftChanges,
  inverse,
  mergeChanges,
  shown,
  valueThere,
} from './serviceDraft/draftChanges';
import { fromSpec } from './serviceDraft/fromSpec';
import { type Known, lookupsIn } from './serviceDraft/lookups';
import { validateDraft } from './serviceDraft/validateDraft';
import { follow, serviceSteps } from './serviceSteps';

/** A plan with what it made: the id is there once the service is. */
export interface CreatePlan extends Plan {
  readonly name: string;
  made(): string | undefined;
}

/** Throws a `HumanError` that names the field where swarm would refuse the draft. */
export function createFromDraftPlan(draft: ServiceDraft, known: Known, engine: Engine): CreatePlan {
  const problems = validateDraft(draft, known);
  refuse(problems);
  return createPlan(draft.name, toSpec(draft, lookupsIn(known)), engine, warningsOf(problems));
}

/** A ServiceSpec of the Engine API, as it is. */
export function createFromSpecPlan(spec: JsonObject, engine: Engine): CreatePlan {
  const { Name, TaskTemplate } = spec;
  if (typeof Name !== 'string' || Name === '') {
    throw new HumanError('The spec has no Name.', 'Give a ServiceSpec as the Engine API has it.');
  }
  if (typeof TaskTemplate !== 'object' || TaskTemplate === null) {
    throw new HumanError('The spec has no TaskTemplate.', 'Give a ServiceSpec as the Engine API has it.');
  }
  return createPlan(Name, spec, engine, []);
}

/**
 * A service whose tasks fail is kept: its tasks' history and logs tell why. Its error offers to remove it. Cancelling removes
 * it, since nobody wants it then.
 */
function createPlan(name: string, spec: JsonObject, engine: Engine, warnings: readonly string[]): CreatePlan {
  let id: string | undefined;
  return {
    name,
    made: () => id,
    title: `Create service ${name}`,
    warnings,
    steps: [
      {
        title: `Create ${name}`,
        run: async (signal, report) => {
          const created = await engine.swarm.createService(spec, { signal });
          id = created.id;
          for (const warning of created.warnings) report(warning);
        },
        undo: async () => {
          if (id !== undefined) await engine.swarm.removeService(id);
        },
      },
      {
        title: `Wait until ${name} stands`,
        run: async (signal, report) => {
          const service = { id: id ?? name, name };
          const outcome = await follow(service, engine, { signal, report, baseline: noBaseline });
          if (outcome.type === 'stopped') throw new LeftAsIs(keptError(service, outcome.error));
        },
        whenCut: 'nothing',
      },
    ],
    afterUndo: `There is no service ${name}.`,
  };
}

function keptError({ id, name }: Pick<Service, 'id' | 'name'>, { message, actions }: HumanError): HumanError {
  const remove = {
    title: 'Remove It',
    command: 'dockhound.service.remove',
    arguments: [{ kind: 'service', id, name }],
  };
  return new HumanError(`The service was created, and is kept. ${message}`, 'Edit it, or remove it.', [
    ...actions,
    remove,
  ]);
}

export interface EditPlan extends Plan {
  readonly changes: readonly DraftChange[];
}

/**
 * `opened` is the draft as it was read when somebody began to change it, `wanted` what came of it. Only what differs between
 * the two is written, onto the spec as it is at that moment; where somebody else changed the same field meanwhile, it is
 * refused by a `HumanError` that names the field.
 */
export function editPlan(
  service: Service,
  opened: ServiceDraft,
  wanted: ServiceDraft,
  current: JsonObject,
  known: Known,
  engine: Engine,
): EditPlan {
  const lookups = lookupsIn(known);
  const changes = draftChanges(opened, wanted);
  if (changes.length === 0) throw new HumanError('Nothing is to be changed.', 'Change a field first.');
  const now = fromSpec(current, lookups);
  const { draft } = merged(service, now, changes);
  const edited = { id: service.id, name: now.name, mode: now.mode };
  const before = new Set(validateDraft(now, { ...known, edited }).map(problemKey));
  // What was wrong already and runs all the same is no reason to refuse another change.
  const problems = validateDraft(draft, { ...known, edited }).filter((problem) => !before.has(problemKey(problem)));
  refuse(problems);
  const apply = (spec: JsonObject, these: readonly DraftChange[], isBack: boolean) => {
    const there = fromSpec(spec, lookups);
    const next = isBack ? mergeChanges(there, these).draft : merged(service, there, these).draft;
    const written = applyDraft(spec, next, lookups);
    return JSON.stringify(written) === JSON.stringify(spec) ? undefined : written;
  };
  return {
    changes,
    title: `Update ${service.name}`,
    warnings: [
      ...changes.map(describeChange),
      ...warningsOf(problems),
      /job$/.test(service.mode)
        ? 'It is a job: it runs again.'
        : `Where its tasks have to be replaced, that is done ${service.mode === 'global' ? 'node by node' : 'slot by slot'}.`,
    ],
    steps: serviceSteps(service, engine, {
      title: `Update ${service.name}`,
      there: (spec) => apply(spec, changes, false),
      back: (spec) => apply(spec, inverse(changes), true),
      whenStopped: 'leave',
    }),
    afterUndo: `${service.name} is as it was.`,
  };
}

function merged(service: Service, now: ServiceDraft, changes: readonly DraftChange[]) {
  const result = mergeChanges(now, changes);
  if (result.conflicts.length === 0) return result;
  const words = result.conflicts.map((change) => {
    const there = shown(change, valueThere(now, change)) ?? 'not there';
    return `${change.label} (now ${there})`;
  });
  throw new HumanError(
    `Somebody else changed ${words.join(', ')} of ${service.name} meanwhile, so nothing was written.`,
    'Open it again to see what it is now.',
  );
}

function refuse(problems: readonly DraftProblem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  throw new HumanError(errors.map(({ field, message }) => `${field}: ${message}`).join(' '), 'Nothing was changed.');
}

function warningsOf(problems: readonly DraftProblem[]): readonly string[] {
  return problems.flatMap(({ field, message, severity }) => (severity === 'warning' ? [`${field}: ${message}`] : []));
}

function problemKey({ field, message }: DraftProblem): string {
  return `${field} ${message}`;
}
