// How a container was stopped last, where the engine had to kill it in the end.

import type { ContainerCase } from './cases';
import type { Symptom } from './symptom';

export interface ForcedStop {
  /** The signal that it was asked with. */
  readonly signal: number;
  /** Epoch milliseconds. */
  readonly askedAt: number;
  readonly waitedSeconds: number;
}

const sigkill = 9;

/**
 * Undefined where it ended by itself, was killed at once, or swarm ended it for reasons of its own. One that runs again is
 * only looked at where somebody complains of slow stops or updates: the stop is over.
 */
export function stopOf({ condition, events, facts, task }: ContainerCase, symptom: Symptom): ForcedStop | undefined {
  if (task !== undefined || condition.exitCode !== 137) return undefined;
  const running = facts.state.status === 'running' || facts.state.status === 'paused';
  const missed = (['slow', 'updateStuck', 'restarting', 'losesData'] as const).some((kind) => symptom.kinds.has(kind));
  if (running && !missed) return undefined;
  const { signals } = condition;
  const signal = signals.findLast((one) => one !== sigkill);
  if (signals.at(-1) !== sigkill || signal === undefined) return undefined;
  const kills = events.filter(({ action }) => action === 'kill').slice(-2);
  const [asked, forced] = kills.map(({ timeNano }) => Number(timeNano.slice(0, -6)));
  if (asked === undefined || forced === undefined) return undefined;
  return { signal, askedAt: asked, waitedSeconds: Math.round((forced - asked) / 1000) };
}
