// Where a question to a container's network is asked: in the container with its own tools, else in a helper beside it.

import type { Engine } from '../engine/engine';
import { HumanError } from '../model/humanError';
import { type FoundTools, findTools } from './findTools';
import { withHelper } from './helper';
import { type InsideResult, runInside } from './runInside';

/** A container with the network that is asked about. */
export interface NetworkPlace {
  readonly found: FoundTools;
  run(command: readonly string[], deadlineMs: number): Promise<InsideResult>;
}

/**
 * `ask` answers undefined where the tools of a place do not do; then a helper is tried. Rejects with a `HumanError` where not
 * even that does.
 */
export async function inNetworkOf<T>(
  engine: Engine,
  containerId: string,
  tools: readonly string[],
  signal: AbortSignal,
  ask: (place: NetworkPlace) => Promise<T | undefined>,
): Promise<T> {
  const at = async (id: string) => ask(await placeAt(engine, id, tools, signal));
  const answer = (await at(containerId)) ?? (await withHelper(engine, containerId, signal, at));
  if (answer !== undefined) return answer;
  throw new HumanError(`Neither the container nor a helper on ${engine.label} has a tool for this.`, 'Pull busybox.');
}

/** A host as a person or an environment writes it: no option of a program, no word of a shell. */
export function isHost(text: string): boolean {
  return text.length <= 253 && /^[\w:][\w.:%-]*$/.test(text);
}

async function placeAt(
  engine: Engine,
  id: string,
  tools: readonly string[],
  signal: AbortSignal,
): Promise<NetworkPlace> {
  const found = await findTools(engine, id, tools, signal);
  return {
    found,
    run: (command, deadlineMs) => runInside(engine, id, command, { signal, deadlineMs, hasShell: found.hasShell }),
  };
}
