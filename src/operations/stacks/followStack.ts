// Follows all services of a stack at once until each stands; those that will not by themselves are named with their error.

import type { Engine } from '../../engine/engine';
import { HumanError } from '../../model/humanError';
import type { Service } from '../../model/service';
import { messageOf } from '../../util/messageOf';
import { type Baseline, baselineOf, followService, noBaseline } from '../followService';
import { nameInStack } from './runningStack';

/** Pulling large images on many nodes takes a while; what has not come by then will hardly come. */
const patienceMs = 15 * 60_000;

/** By service id, of before the change. */
export type StackBaseline = ReadonlyMap<string, Baseline>;

export async function stackBaseline(
  engine: Engine,
  services: readonly Service[],
  signal: AbortSignal,
): Promise<StackBaseline> {
  return new Map(
    await Promise.all(services.map(async ({ id }) => [id, await baselineOf(engine, id, signal)] as const)),
  );
}

/** Goes on until all have ended one way or the other. Rejects with a `HumanError` that names each service that failed. */
export async function followStack(
  engine: Engine,
  stack: string,
  services: readonly Service[],
  following: { readonly signal: AbortSignal; readonly baseline: StackBaseline; report(words: string): void },
): Promise<void> {
  const patience = AbortSignal.timeout(patienceMs);
  const signal = AbortSignal.any([following.signal, patience]);
  const waiting = new Map(services.map((service) => [nameInStack(service.name, stack), 'waiting']));
  const tell = () => {
    const words = [...waiting].map(([name, what]) => `${name}: ${what}`);
    const there = `${services.length - waiting.size} of ${services.length} services stand`;
    following.report([there, ...words].join('; '));
  };
  const failures = await Promise.all(
    services.map(async (service) => {
      const name = nameInStack(service.name, stack);
      const report = (words: string) => {
        waiting.set(name, words);
        tell();
      };
      const baseline = following.baseline.get(service.id) ?? noBaseline;
      try {
        const outcome = await followService(engine, service.id, { signal, baseline, report });
        if (outcome.type === 'stopped') throw outcome.error;
        waiting.delete(name);
        tell();
        return [];
      } catch (error) {
        following.signal.throwIfAborted();
        const message = patience.aborted ? late(service) : messageOf(error);
        // Told at once, though the others are still waited for.
        report(message);
        return [{ service, message }];
      }
    }),
  );
  const [first, ...others] = failures.flat();
  if (!first) return;
  throw new HumanError(
    [first, ...others].map(({ message }) => message).join(' '),
    'What was deployed stays. The logs tell why a task fails.',
    [
      {
        title: 'Show Logs',
        command: 'dockhound.logs',
        arguments: [{ kind: 'service', id: first.service.id, name: first.service.name }],
      },
    ],
  );
}

function late({ name }: Service): string {
  return `${name} did not converge within ${patienceMs / 60_000} minutes.`;
}
