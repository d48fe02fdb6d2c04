// Two steps that belong together: a service's spec is written, then its tasks are followed until all are made of it.

import type { Engine, JsonObject } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import { HumanError } from '../model/humanError';
import type { Service } from '../model/service';
import { messageOf } from '../util/messageOf';
import { changeSpec } from './changeSpec';
import {
  type Baseline,
  baselineOf,
  type FollowOptions,
  type FollowOutcome,
  followService,
  noBaseline,
} from './followService';
import { objectAt } from './json';
import { pause } from './pause';
import { LeftAsIs, type Step } from './plan';

export interface SpecEdit {
  /** Sentence without subject, as a step's. */
  readonly title: string;
  /** Undefined where nothing is to change. */
  there(spec: JsonObject): JsonObject | undefined;
  back(spec: JsonObject): JsonObject | undefined;
  /** What happens when swarm pauses or takes back the update, or its tasks fail: `undo` (default), or left as swarm left it. */
  readonly whenStopped?: 'undo' | 'leave';
}

type Named = Pick<Service, 'id' | 'name'>;

/** A service that fails without swarm pausing its update would never end; a rolling update of many tasks takes a while. */
const patienceMs = 15 * 60_000;
/** The way back cannot be cancelled, so it is not followed for long; swarm goes on alone. */
const backPatienceMs = 3 * 60_000;
const lookMs = 500;
/** Swarm begins to replace tasks at once, where it finds that they differ from the spec at all. */
const beginsMs = 10_000;

/**
 * Writing is a step of its own, so that a plan undoes it when the following fails or is cancelled. Undoing follows the
 * service until it stands again.
 */
export function serviceSteps(service: Named, engine: Engine, edit: SpecEdit): readonly Step[] {
  let baseline: Baseline = noBaseline;
  let isReplaced = false;
  const putBack = async () => {
    const signal = AbortSignal.timeout(backPatienceMs);
    try {
      const before = await baselineOf(engine, service.id, signal);
      await changeSpec(engine.swarm, 'service', service.id, edit.back, signal);
      // Not only after a change: swarm may be on its own way back.
      const options = { signal, report: () => undefined, baseline: before, goingBack: true };
      const outcome = await follow(service, engine, options);
      if (outcome.type === 'stopped') throw outcome.error;
    } catch (error) {
      if (signal.aborted) {
        throw new HumanError(
          `swarm was told to take ${service.name} back, and is not done after ${minutes(backPatienceMs)}`,
        );
      }
      // Whoever removed the service meanwhile left nothing to put back.
      if (!(error instanceof EngineError) || error.reason !== 'notFound') throw error;
    }
  };
  return [
    {
      title: edit.title,
      run: async (signal, report) => {
        baseline = await baselineOf(engine, service.id, signal);
        try {
          const change = await changeSpec(
            engine.swarm,
            'service',
            service.id,
            (spec) => {
              const next = edit.there(spec);
              isReplaced = next !== undefined && replacesTasks(spec, next);
              return next;
            },
            signal,
          );
          for (const warning of change?.warnings ?? []) report(warning);
        } catch (error) {
          if (isLostAnswer(error)) {
            await changeSpec(engine.swarm, 'service', service.id, edit.back).catch((problem) => {
              throw new HumanError(`${messageOf(error)} ${service.name} may have changed: ${messageOf(problem)}`);
            });
          }
          throw error;
        }
      },
      undo: putBack,
      // It takes back itself what got lost on the way.
      whenCut: 'nothing',
    },
    {
      title: `Wait until ${service.name} stands`,
      run: async (signal, report) => {
        const both = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
        const outcome = await followAll(service, engine, { signal: both, report, baseline }, isReplaced);
        if (outcome.type === 'converged') return;
        throw edit.whenStopped === 'leave' ? new LeftAsIs(outcome.error) : outcome.error;
      },
      whenCut: 'nothing',
    },
  ];
}

/** Follows a service until it stands; rejects with a sentence when nobody can wait any longer. */
export async function follow(service: Named, engine: Engine, options: FollowOptions): Promise<FollowOutcome> {
  const both = AbortSignal.any([options.signal, AbortSignal.timeout(patienceMs)]);
  try {
    return await followService(engine, service.id, { ...options, signal: both });
  } catch (error) {
    const { reason } = both;
    if (!both.aborted || !(reason instanceof DOMException) || reason.name !== 'TimeoutError') throw error;
    throw new HumanError(`${service.name} did not converge within ${minutes(patienceMs)}.`, 'Look at its tasks.');
  }
}

/** Also waits for the tasks of the old spec to go, where swarm replaces them. */
async function followAll(
  service: Named,
  engine: Engine,
  options: FollowOptions,
  isReplaced: boolean,
): Promise<FollowOutcome> {
  let outcome = await follow(service, engine, options);
  const begun = Date.now();
  while (isReplaced && outcome.type === 'converged' && outcome.update?.state !== 'completed') {
    const { wanted } = await baselineOf(engine, service.id, options.signal);
    const isOld = [...wanted].some((id) => options.baseline.wanted.has(id));
    if (!isOld || (outcome.update === undefined && Date.now() - begun > beginsMs)) break;
    await pause(lookMs, options.signal);
    outcome = await follow(service, engine, options);
  }
  return outcome;
}

/**
 * Swarm replaces a task whose template or endpoint differs; where it may run is looked at without it (swarmkit
 * `orchestrator.IsTaskDirty`).
 */
function replacesTasks(before: JsonObject, after: JsonObject): boolean {
  const essence = ({ TaskTemplate, EndpointSpec = null }: JsonObject) => {
    const { Placement: _, ...template } = objectAt(TaskTemplate);
    return JSON.stringify([template, EndpointSpec]);
  };
  return essence(before) !== essence(after);
}

function minutes(ms: number): string {
  return `${ms / 60_000} minutes`;
}

/** Nobody knows then whether the engine did what it was asked. */
export function isLostAnswer(error: unknown): boolean {
  return error instanceof EngineError && (error.status === undefined || error.reason === 'timeout');
}
