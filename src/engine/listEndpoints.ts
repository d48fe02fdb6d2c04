// Everything a person may choose from in the `connect` picker, broken things included with what is wrong with them.

import { messageOf } from '../util/messageOf';
import { listContexts, readCurrentContext } from './contexts';
import type { Endpoint } from './endpoint';
import { type EngineChoice, endpointOfChoice, fromSocket } from './resolveEndpoint';
import type { Surroundings } from './surroundings';
import { usualSockets } from './usualSockets';

export interface EndpointCandidate {
  readonly source: 'environment' | 'context' | 'socket' | 'recent';
  readonly label: string;
  /** The address, where it is known; never holds a password. */
  readonly url?: string;
  readonly description?: string;
  /** True for the context that the docker CLI would use now. */
  readonly current: boolean;
  /** What to hand to `resolveEndpoint` as `chosen`. */
  readonly choice: EngineChoice;
  /** One sentence; such a candidate cannot be connected to as it is. */
  readonly problem?: string;
}

/**
 * DOCKER_HOST, contexts, sockets that exist, and `recent` (addresses and context names as chosen before), in this order;
 * an address that an earlier one already has is left out. Never rejects.
 */
export async function listEndpoints(
  surroundings: Surroundings,
  recent: readonly EngineChoice[] = [],
): Promise<readonly EndpointCandidate[]> {
  const [environment, contexts, sockets, used] = await Promise.all([
    fromEnvironment(surroundings),
    fromContexts(surroundings),
    fromSockets(surroundings),
    Promise.all(recent.map((choice) => candidate('recent', choice, false, surroundings))),
  ]);
  const seen = new Set<string>();
  return [...environment, ...contexts, ...sockets, ...used].filter((one) => {
    // Contexts stay even when two of them, or a variable, have the same address: their names are what people know.
    const key = one.source === 'context' ? `context ${one.label}` : (one.url ?? `${one.source} ${one.label}`);
    const known =
      seen.has(key) || (one.source === 'recent' && 'context' in one.choice && seen.has(`context ${one.label}`));
    seen.add(key);
    if (one.url !== undefined) seen.add(one.url);
    return !known;
  });
}

async function fromEnvironment(surroundings: Surroundings): Promise<readonly EndpointCandidate[]> {
  const host = surroundings.env.DOCKER_HOST;
  if (!host) return [];
  const found = await candidate('environment', { url: host }, true, surroundings);
  return [{ ...found, description: 'DOCKER_HOST' }];
}

async function fromContexts(surroundings: Surroundings): Promise<readonly EndpointCandidate[]> {
  const { env } = surroundings;
  const [listings, current] = await Promise.all([
    listContexts(surroundings),
    // A broken config.json only means that none is marked as current; connecting says what is wrong with it.
    readCurrentContext(surroundings).catch(() => undefined),
  ]);
  const inUse = env.DOCKER_HOST ? undefined : env.DOCKER_CONTEXT || current;
  return Promise.all(
    listings.map(async (listing) => {
      if (!listing.ok) {
        const { name, problem } = listing;
        return { source: 'context', label: name, current: false, choice: { context: name }, problem } as const;
      }
      const { name, description } = listing.context;
      const found = await candidate('context', { context: name }, name === inUse, surroundings);
      return { ...found, ...(description !== undefined && { description }) };
    }),
  );
}

async function fromSockets(surroundings: Surroundings): Promise<readonly EndpointCandidate[]> {
  const found = await Promise.all(
    usualSockets(surroundings).map(async (socket) => ({ socket, state: await surroundings.socketState(socket.path) })),
  );
  return found
    .filter(({ state }) => state !== 'missing')
    .map(({ socket, state }) => {
      const { label, url } = fromSocket(socket, surroundings);
      const problem = state === 'denied' ? 'You may not use this socket.' : 'Nothing listens on this socket.';
      const usable = state === 'listening';
      return {
        source: 'socket',
        label,
        url,
        current: false,
        choice: { url, label },
        ...(!usable && { problem }),
      } as const;
    });
}

async function candidate(
  source: EndpointCandidate['source'],
  choice: EngineChoice,
  current: boolean,
  surroundings: Surroundings,
): Promise<EndpointCandidate> {
  const named = 'context' in choice ? choice.context : undefined;
  try {
    const { label, url }: Endpoint = await endpointOfChoice(choice, 'chosen', surroundings);
    return { source, label, url, current, choice };
  } catch (error) {
    const problem = messageOf(error);
    return { source, label: named ?? 'Unreadable address', current, choice, problem };
  }
}
