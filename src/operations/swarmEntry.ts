// How an engine comes into a swarm: by starting one, or by joining one.

import type { Engine, SwarmInitOptions } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import { HumanError } from '../model/humanError';
import type { Plan } from './plan';
import { joinFailure, ownAddressFailure } from './swarmFailures';
import { within } from './within';

/** What a person may say of a new swarm. */
export type NewSwarm = Omit<SwarmInitOptions, 'forceNewCluster' | 'listenAddress'>;

export interface Joining {
  /** `host:port` of a manager. */
  readonly remote: string;
  /** A secret: it is handed to the engine and kept nowhere else. */
  readonly token: string;
  readonly advertiseAddress?: string;
  /** What the node must become; absent: what the token says. */
  readonly role?: 'worker' | 'manager';
}

/** Rejects, when it runs, with a `HumanError` that names the field which the engine refuses. */
export function initPlan(engine: Engine, given: NewSwarm): Plan {
  const { advertiseAddress, dataPathPort, addressPools, autolock = false } = given;
  return {
    title: 'Start a swarm',
    warnings: [
      advertiseAddress
        ? `It becomes the first manager; other nodes reach it at ${advertiseAddress}.`
        : 'It becomes the first manager, at the address that it chooses.',
      'Running containers stay as they are.',
      ...(dataPathPort === undefined ? [] : [`Traffic between containers goes over UDP port ${dataPathPort}.`]),
      ...(addressPools === undefined ? [] : [`Overlay networks get their subnets from ${addressPools.join(', ')}.`]),
      ...(autolock ? ['After a restart a manager stays locked until somebody enters the unlock key.'] : []),
    ],
    afterUndo: `${engine.label} is in no swarm again.`,
    steps: [
      {
        title: 'Start a swarm',
        run: async (signal) => {
          try {
            await engine.swarmLife.init(given, { signal });
          } catch (error) {
            if (signal.aborted) await leaveAgain(engine);
            throw ownAddressFailure(error);
          }
        },
        // Nothing can be in it yet.
        undo: () => leaveAgain(engine),
        whenCut: 'nothing',
      },
      { title: 'Wait until it leads', run: (signal) => untilManager(engine, signal), whenCut: 'nothing' },
    ],
  };
}

/**
 * Rejects, when it runs, with a `HumanError` that names the field to change; the engine is then in no swarm again, also where
 * it would have gone on trying by itself.
 */
export function joinPlan(engine: Engine, joining: Joining): Plan {
  const { remote, token, advertiseAddress, role } = joining;
  return {
    title: `Join the swarm at ${remote}`,
    warnings: ['The swarm may then start tasks on it. Running containers stay as they are.'],
    afterUndo: `${engine.label} is in no swarm again.`,
    steps: [
      {
        title: `Join the swarm at ${remote}`,
        run: async (signal) => {
          const options = { remoteAddresses: [remote], token, ...(advertiseAddress ? { advertiseAddress } : {}) };
          try {
            await engine.swarmLife.join(options, { signal });
          } catch (error) {
            // After 20 s without an answer the engine tries on in the background, and would be in a swarm one day. What
            // somebody else made of it in the meantime is theirs.
            if (!isMember(error)) await leaveAgain(engine);
            throw joinFailure(error, remote);
          }
        },
        undo: () => leaveAgain(engine),
        whenCut: 'nothing',
      },
      {
        title: 'Wait until it is a member',
        run: async (signal) => {
          const became = await untilMember(engine, signal);
          if (role !== undefined && became !== role) {
            const message = `Join token: it is a ${became}'s, so ${engine.label} would not become a ${role}.`;
            throw new HumanError(message, `Copy the ${role} token from a manager.`);
          }
          if (became === 'manager') await untilManager(engine, signal);
        },
        whenCut: 'nothing',
      },
    ],
  };
}

/** Resolves once the engine manages its swarm and can tell about it. */
export async function untilManager(engine: Engine, signal: AbortSignal): Promise<void> {
  await within(signal, `${engine.label} does not manage the swarm yet`, async () => {
    const { swarm } = await engine.info({ signal });
    if (swarm.role !== 'manager' || swarm.nodeId === undefined) return undefined;
    const read = await engine.get('node', swarm.nodeId, { signal }).catch(unlessSettled);
    return read?.ok && read.value.reachability === 'reachable' ? true : undefined;
  });
}

async function untilMember(engine: Engine, signal: AbortSignal): Promise<'worker' | 'manager'> {
  return within(signal, `${engine.label} has not become a member`, async () => {
    const { role } = (await engine.info({ signal })).swarm;
    return role === 'worker' || role === 'manager' ? role : undefined;
  });
}

/** Out of whatever swarm was begun; fine where none was. Not cancelled, since it is what a cancel asks for. */
async function leaveAgain(engine: Engine): Promise<void> {
  try {
    await engine.swarmLife.leave({ force: true });
  } catch (error) {
    if (!(error instanceof EngineError) || error.reason !== 'notManager') throw error;
  }
}

function isMember(error: unknown): boolean {
  return error instanceof EngineError && /already part of a swarm/i.test(error.message);
}

/** A manager that is just coming up has no leader for a moment. */
function unlessSettled(error: unknown): undefined {
  if (error instanceof EngineError && (error.reason === 'noLeader' || error.reason === 'notManager')) return undefined;
  if (error instanceof EngineError && error.reason === 'notFound') return undefined;
  throw error;
}
