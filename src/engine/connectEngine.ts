// The way in: an endpoint becomes a connected, negotiated engine.

import { createDockerEngine } from './dockerEngine';
import type { ConnectEngine } from './engine';
import { openConnection } from './openConnection';
import { registryLogins } from './registryLogin';
import { realSurroundings } from './surroundings';

/** Rejects with an `EngineError` that has `connect`, or is `cancelled`. */
export const connectEngine: ConnectEngine = async (endpoint, options) =>
  createDockerEngine(await openConnection(endpoint, options), registryLogins(realSurroundings()));
