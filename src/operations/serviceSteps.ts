// Two steps that belong together: a service's spec is written, then its tasks are followed until all are made of it.

import type { Engine, JsonObject } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import { HumanError } from '../model/humanError';
import type { Service } from '../model/service';
import { changeSpec } from './changeSpec';
import { followService } from './followService';
import { pause } from './pause';
import type { Step } from './plan';

export interface SpecEdit {
  /** Sentence without subject, as a step's. */
  readonly title: string;
  /** Undefined where nothing is to change. */
  there(spec: JsonObject): JsonObject | undefined;
  back(spec: JsonObject): JsonObject | undefined;
}

/** A service that fails without swarm pausing its update would never end; a rolling update of many tasks takes a while. */
const patienceMs = 15 * 60_000;
const lookMs = 500;

/**
 * Writing is a step of its own, so that a plan undoes it when the following fails or is cancelled. Undoing follows the
 * service until it stands again.
 */
export function serviceSteps(service: Service, engine: Engine, edit: SpecEdit): readonly Step[] {
  let before: ReadonlySet<string> = new Set();
  let sinceMs = 0;
  const putBack = async () => {
    const options = { signal: AbortSignal.timeout(patienceMs), report: () => undefined, sinceMs: Date.now() };
    try {
      await changeSpec(engine.swarm, 'service', service.id, edit.back, options.signal);
      // Not only after a change: swarm may be on its own way back.
      await follow(service, engine, { ...options, goingBack: true });
    } catch (error) {
      // Whoever removed the service meanwhile left nothing to put back.
      if (!(error instanceof EngineError) || error.reason !== 'notFound') throw error;
    }
  };
  return [
    {
      title: edit.title,
      run: async (signal, report) => {
        before = await wantedTasks(engine, service.id, signal);
        sinceMs = Date.now();
        try {
          const change = await changeSpec(engine.swarm, 'service', service.id, edit.there, signal);
          if (!change) before = new Set();
          for (const warning of change?.warnings ?? []) report(warning);
        } catch (error) {
          if (isLostAnswer(error)) {
            await changeSpec(engine.swarm, 'service', service.id, edit.back).catch((problem) => {
              throw new HumanError(`${wordsOf(error)} ${service.name} may have changed: ${wordsOf(problem)}`);
            });
          }
          throw error;
        }
      },
      undo: putBack,
    },
    {
      title: `Wait until all tasks of ${service.name} are new`,
      run: async (signal, report) => {
        const both = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
        await follow(service, engine, { signal: both, report, sinceMs });
        while ([...(await wantedTasks(engine, service.id, both))].some((id) => before.has(id))) {
          await pause(lookMs, both);
          await follow(service, engine, { signal: both, report, sinceMs });
        }
      },
    },
  ];
}

async function follow(service: Service, engine: Engine, options: Parameters<typeof followService>[2]): Promise<void> {
  try {
    await followService(engine, service.id, options);
  } catch (error) {
    if (!(options.signal.reason instanceof DOMException) || options.signal.reason.name !== 'TimeoutError') throw error;
    throw new HumanError(
      `${service.name} did not converge within ${patienceMs / 60_000} minutes.`,
      'Look at its tasks.',
    );
  }
}

async function wantedTasks(engine: Engine, serviceId: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const { items } = await engine.list('task', { signal });
  const own = items.filter((task) => task.serviceId === serviceId && task.desiredState === 'running');
  return new Set(own.map((task) => task.id));
}

/** Nobody knows then whether the engine did what it was asked. */
function isLostAnswer(error: unknown): boolean {
  return error instanceof EngineError && (error.status === undefined || error.reason === 'timeout');
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
