// How a container was stopped last, where the engine had to kill it in the end.

import type { Symptom } from '../symptom';
import { timeOf } from '../words';
import type { ContainerCase } from './cases';

export interface ForcedStop {
  /** The signal that it was asked with. */
  readonly signal: number;
  /** Epoch milliseconds. */
  readonly askedAt: number;
  readonly waitedSeconds: number;
  /** Whether the events tell of it, or it only looks like one. */
  readonly seen: boolean;
}

const sigkill = 9;
/** What the engine waits unless told otherwise (docker stop). */
const usualSeconds = 10;

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
  return { signal, askedAt: asked, waitedSeconds: Math.round((forced - asked) / 1000), seen: true };
}

/**
 * A stop that the engine keeps no events of any more: SIGKILL, not for memory, of what was asked for one grace period before
 * its end at the latest. Whether it was a stop at all, only its log can tell.
 */
export function unseenStop({ condition, events, facts, task, dossier }: ContainerCase): ForcedStop | undefined {
  const ended = timeOf(facts.state.finishedAt);
  const down = facts.state.status === 'exited' && dossier.from === 'inspect';
  if (task !== undefined || !down || ended === undefined || condition.exitCode !== 137) return undefined;
  if (condition.outOfMemory || events.some(({ action }) => action === 'die' || action === 'kill')) return undefined;
  const waitedSeconds = facts.stopTimeoutSeconds ?? usualSeconds;
  return { signal: 15, askedAt: ended - waitedSeconds * 1000, waitedSeconds, seen: false };
}
