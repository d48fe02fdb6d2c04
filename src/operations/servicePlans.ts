// What can be done to a service that exists, as plans.

import type { Engine, JsonObject, JsonValue } from '../engine/engine';
import { HumanError } from '../model/humanError';
import type { Service } from '../model/service';
import { changedMeanwhile } from './changedMeanwhile';
import { baselineOf, noBaseline } from './followService';
import { changedAt, valueAt } from './json';
import { LeftAsIs, type Plan } from './plan';
import { follow, serviceSteps } from './serviceSteps';

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
    steps: serviceSteps(service, engine, {
      title: `Scale ${service.name} to ${replicas}`,
      there: scaled(service.name, from, replicas),
      // What others have made of it since is theirs.
      back: (spec) => (replicasOf(spec) === replicas ? withReplicas(spec, from) : undefined),
      whenStopped: 'leave',
    }),
  };
}

/** Replaces all tasks although nothing changed: a new count of `ForceUpdate` makes the spec differ. */
export function forceUpdatePlan(service: Service, engine: Engine): Plan {
  const again = (spec: JsonObject) =>
    changedAt(spec, ['TaskTemplate', 'ForceUpdate'], (count) => (typeof count === 'number' ? count + 1 : 1));
  return {
    title: `Update ${service.name} without a change`,
    warnings: ['Its tasks are stopped and started anew.'],
    steps: serviceSteps(service, engine, {
      title: `Start the tasks of ${service.name} anew`,
      there: again,
      // Tasks of the same spec are as good as the ones before.
      back: () => undefined,
      whenStopped: 'leave',
    }),
    kept: 'Swarm goes on starting its tasks anew, where it had begun to.',
  };
}

export function rollbackPlan(service: Service, engine: Engine): Plan {
  if (!service.hasPreviousSpec) {
    throw new HumanError(
      `${service.name} has no previous spec to go back to.`,
      'It was never updated, or swarm took its last update back by itself. Update it instead.',
    );
  }
  let baseline = noBaseline;
  return {
    title: `Roll back ${service.name}`,
    warnings: ['Its tasks are replaced by tasks of its previous spec.'],
    steps: [
      {
        title: `Roll back ${service.name}`,
        run: async (signal) => {
          baseline = await baselineOf(engine, service.id, signal);
          await assertAsSeen(engine, service, signal);
          const read = await engine.swarm.read('service', service.id, { signal });
          await engine.swarm.updateService(read, read.spec, { rollback: true }, { signal });
        },
      },
      {
        title: `Wait until ${service.name} stands`,
        run: async (signal, report) => {
          // Going back is what was asked for, so that alone is no failure here.
          const outcome = await follow(service, engine, { signal, report, baseline, goingBack: true });
          if (outcome.type === 'stopped') throw new LeftAsIs(outcome.error);
        },
        whenCut: 'nothing',
      },
    ],
    kept: 'Swarm goes on with the rollback, where it had begun to. Look at its tasks.',
  };
}

export function removeServicePlan(service: Service, engine: Engine): Plan {
  return {
    title: `Remove service ${service.name}`,
    warnings: ['All its tasks stop. Its networks, secrets, configs and volumes stay.'],
    steps: [{ title: `Remove ${service.name}`, run: (signal) => engine.swarm.removeService(service.id, { signal }) }],
  };
}

const replicasPath = ['Mode', 'Replicated', 'Replicas'];

function scaled(name: string, from: number, to: number): (spec: JsonObject) => JsonObject | undefined {
  return (spec) => {
    const now = replicasOf(spec);
    if (now === to) return undefined;
    if (now !== from) throw changedMeanwhile(name, 'the number of replicas', now, from);
    return withReplicas(spec, to);
  };
}

/** Swarm takes an absent number for 1. */
function replicasOf(spec: JsonObject): JsonValue {
  return valueAt(spec, replicasPath) ?? 1;
}

function withReplicas(spec: JsonObject, replicas: number): JsonObject {
  return changedAt(spec, replicasPath, () => replicas);
}

/** Rolling back takes back whatever was the last change: it must be the one that was looked at. */
async function assertAsSeen(engine: Engine, seen: Service, signal: AbortSignal): Promise<void> {
  const read = await engine.get('service', seen.id, { signal });
  if (!read.ok) throw new HumanError(`Service ${seen.name} cannot be read: ${read.unreadable.message}`);
  const essence = ({ image, replicas, update, hasPreviousSpec }: Service) =>
    JSON.stringify([image, replicas, update?.startedAt, hasPreviousSpec]);
  if (read.value.version !== seen.version && essence(read.value) !== essence(seen)) {
    throw changedMeanwhile(seen.name, 'the spec');
  }
}
