// How an engine comes into a swarm, out of it, and what a manager tells of the swarm itself.

import { ask } from './ask';
import type { Connection } from './connection';
import type { Call, JoinTokens, JsonObject, SwarmLifeCalls } from './engine';
import { EngineError } from './engineError';
import { isRaw, type Raw, raw, text } from './records/read';
import { slow } from './slow';
import { versioned } from './swarmCalls';

/** `POST /swarm/…` and `GET /swarm`, as in the Engine API 1.41 and later. */
export function swarmLifeCalls(connection: Connection): SwarmLifeCalls {
  const read = async (call?: Call): Promise<Raw> =>
    raw(await ask(connection, 'read the swarm', { path: ['swarm'] }, call));
  return {
    async inspect(call) {
      const { JoinTokens: _, ...rest } = await read(call);
      return rest as JsonObject;
    },
    async joinTokens(call) {
      return tokensOf(connection, (await read(call)).JoinTokens);
    },
    async unlockKey(call) {
      const answer = await ask(connection, 'read the unlock key', { path: ['swarm', 'unlockkey'] }, call);
      return text(raw(answer).UnlockKey);
    },
    async read(call) {
      return versioned(connection.endpoint.label, 'swarm', await read(call));
    },
    async update({ version }, spec, rotate, call) {
      const query = {
        version,
        ...(rotate === 'worker' ? { rotateWorkerToken: true } : {}),
        ...(rotate === 'manager' ? { rotateManagerToken: true } : {}),
        ...(rotate === 'unlockKey' ? { rotateManagerUnlockKey: true } : {}),
      };
      const question = { method: 'POST', path: ['swarm', 'update'], query, body: spec } as const;
      await ask(connection, 'update the swarm', question, slow(call));
    },
    async init(options, call) {
      const { advertiseAddress, listenAddress = anyAddress, dataPathPort, addressPools, subnetSize } = options;
      const { autolock = false, forceNewCluster = false } = options;
      const body = {
        ...{ ListenAddr: listenAddress, AdvertiseAddr: advertiseAddress ?? '' },
        ...(dataPathPort === undefined ? {} : { DataPathPort: dataPathPort }),
        ...(addressPools === undefined ? {} : { DefaultAddrPool: addressPools }),
        ...(subnetSize === undefined ? {} : { SubnetSize: subnetSize }),
        ...(forceNewCluster ? { ForceNewCluster: true } : {}),
        Spec: autolock ? { EncryptionConfig: { AutoLockManagers: true } } : {},
      };
      const what = forceNewCluster ? 'recover the swarm' : 'initialise a swarm';
      return text(await ask(connection, what, post('init', body), patient(call))) ?? '';
    },
    async join({ remoteAddresses, token, advertiseAddress, listenAddress = anyAddress }, call) {
      const body = {
        ...{ ListenAddr: listenAddress, AdvertiseAddr: advertiseAddress ?? '' },
        ...{ RemoteAddrs: remoteAddresses, JoinToken: token },
      };
      await keeping(token, () => ask(connection, 'join the swarm', post('join', body), patient(call)));
    },
    async leave({ force = false } = {}, call) {
      const question = { ...post('leave'), query: { force: force || undefined } };
      await ask(connection, 'leave the swarm', question, patient(call));
    },
    async unlock(key, call) {
      await keeping(key, () => ask(connection, 'unlock the swarm', post('unlock', { UnlockKey: key }), patient(call)));
    },
  };
}

/** Docker's own default: all addresses, swarm's port. */
const anyAddress = '0.0.0.0:2377';

/** The engine itself gives up joining after 20 s and then says why; waiting longer lets it. */
const swarmDeadlineMs = 45_000;

function patient(call: Call | undefined): Call {
  return { deadlineMs: swarmDeadlineMs, ...call };
}

function post(word: string, body?: Readonly<Record<string, unknown>>) {
  return { method: 'POST', path: ['swarm', word], ...(body ? { body } : {}) } as const;
}

function tokensOf({ endpoint }: Connection, value: unknown): JoinTokens {
  const worker = isRaw(value) ? text(value.Worker) : undefined;
  const manager = isRaw(value) ? text(value.Manager) : undefined;
  if (worker !== undefined && manager !== undefined) return { worker, manager };
  const message = 'What the engine says of its swarm has no join tokens.';
  throw new EngineError({ reason: 'badReply', engine: endpoint.label, message, next: 'Refresh, then try again.' });
}

/** The engine does not repeat a token or key, but a proxy before it may: then nothing of its words is kept. */
async function keeping<T>(secret: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof EngineError) || !tells(error, secret)) throw error;
    const { reason, engine, status } = error;
    const message = 'The answer repeats the token or key, so it is not shown.';
    throw new EngineError({ reason, engine, message, ...(status === undefined ? {} : { status }) });
  }
}

function tells(error: unknown, secret: string): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 10; at = at.cause, depth++) {
    if (`${at.message}\n${at.stack ?? ''}`.includes(secret)) return true;
  }
  return false;
}
