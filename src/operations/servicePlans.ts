// What can be done to a service that exists, as plans.

import type { Engine, JsonObject } from '../engine/engine';
import { HumanError } from '../model/humanError';
import type { Service } from '../model/service';
import { changeSpec } from './changeSpec';
import { followService } from './followService';
import { changedAt, objectAt } from './json';
import type { Plan, Step } from './plan';

export interface ServiceChanges {
  readonly image?: string;
  /** `undefined` as a value takes the variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export function scalePlan(service: Service, replicas: number, engine: Engine): Plan {
  if (!Number.isInteger(replicas) || replicas < 0) {
    throw new HumanError(`${replicas} is no number of replicas.`, 'Give a whole number, 0 or more.');
  }
  if (service.mode !== 'replicated') {
    throw new HumanError(
      `${service.name} is ${service.mode}, which has no number of replicas.`,
      'Only a replicated service can be scaled.',
    );
  }
  const from = service.replicas ?? 1;
  return {
    title: `Scale ${service.name} from ${from} to ${replicas}`,
    warnings: replicas === 0 && from > 0 ? ['All its tasks stop.'] : [],
    steps: [specStep(service, engine, `Scale ${service.name} to ${replicas}`, scaledTo(replicas), scaledTo(from))],
  };
}

export function updatePlan(service: Service, changes: ServiceChanges, engine: Engine): Plan {
  const words = [
    ...(changes.image ? [`image ${changes.image}`] : []),
    ...Object.entries(changes.env ?? {}).map(([key, value]) => (value === undefined ? `without ${key}` : `${key} set`)),
  ];
  if (words.length === 0) throw new HumanError('Nothing is to be changed.', 'Name an image or variables.');
  return {
    title: `Update ${service.name}: ${words.join(', ')}`,
    warnings: [`Its tasks are replaced, ${service.mode === 'global' ? 'node by node' : 'slot by slot'}.`],
    steps: [specStep(service, engine, `Update ${service.name}`, (spec) => withChanges(spec, changes))],
  };
}

/** Replaces all tasks although nothing changed: a new count of `ForceUpdate` makes the spec differ. */
export function forceUpdatePlan(service: Service, engine: Engine): Plan {
  const again = (spec: JsonObject) =>
    changedAt(spec, ['TaskTemplate', 'ForceUpdate'], (count) => (typeof count === 'number' ? count + 1 : 1));
  return {
    title: `Update ${service.name} without a change`,
    warnings: ['Its tasks are stopped and started anew.'],
    steps: [specStep(service, engine, `Start the tasks of ${service.name} anew`, again)],
  };
}

export function rollbackPlan(service: Service, engine: Engine): Plan {
  if (!service.hasPreviousSpec) {
    throw new HumanError(
      `${service.name} has no previous spec to go back to.`,
      'It was never updated, or swarm took its last update back by itself. Update it instead.',
    );
  }
  return {
    title: `Roll back ${service.name}`,
    warnings: ['Its tasks are replaced by tasks of its previous spec.'],
    steps: [
      {
        title: `Roll back ${service.name}`,
        run: async (signal, report) => {
          const sinceMs = Date.now();
          const read = await engine.swarm.read('service', service.id, { signal });
          await engine.swarm.updateService(read, read.spec, { rollback: true }, { signal });
          // Going back is what was asked for, so that alone is no failure here.
          await followService(engine, service.id, { signal, report, sinceMs, goingBack: true });
        },
      },
    ],
  };
}

export function removeServicePlan(service: Service, engine: Engine): Plan {
  return {
    title: `Remove service ${service.name}`,
    warnings: ['All its tasks stop. Its networks, secrets, configs and volumes stay.'],
    steps: [{ title: `Remove ${service.name}`, run: (signal) => engine.swarm.removeService(service.id, { signal }) }],
  };
}

/** Writes the spec, follows the service until it stands, and knows how to go back. */
function specStep(
  service: Service,
  engine: Engine,
  title: string,
  edit: (spec: JsonObject) => JsonObject,
  back?: (spec: JsonObject) => JsonObject,
): Step {
  return {
    title,
    run: async (signal, report) => {
      const sinceMs = Date.now();
      const change = await changeSpec(engine.swarm, 'service', service.id, edit, signal);
      for (const warning of change?.warnings ?? []) report(warning);
      await followService(engine, service.id, { signal, report, sinceMs });
    },
    ...(back ? { undo: async () => void (await changeSpec(engine.swarm, 'service', service.id, back)) } : {}),
  };
}

function scaledTo(replicas: number): (spec: JsonObject) => JsonObject {
  return (spec) => changedAt(spec, ['Mode', 'Replicated', 'Replicas'], () => replicas);
}

function withChanges(spec: JsonObject, { image, env }: ServiceChanges): JsonObject {
  const imaged = image ? changedAt(spec, ['TaskTemplate', 'ContainerSpec', 'Image'], () => image) : spec;
  if (!env) return imaged;
  const before = objectAt(objectAt(imaged.TaskTemplate).ContainerSpec).Env;
  const kept = (Array.isArray(before) ? before : []).filter(
    (entry): entry is string => typeof entry === 'string' && !((entry.split('=')[0] ?? '') in env),
  );
  const added = Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]));
  return changedAt(imaged, ['TaskTemplate', 'ContainerSpec', 'Env'], () => [...kept, ...added]);
}
