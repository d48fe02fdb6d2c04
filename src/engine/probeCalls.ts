// What probes ask of an engine: a helper container that leaves nothing behind, and what a registry says of an image.

import { ask } from './ask';
import type { Connection } from './connection';
import { actOnContainer } from './containerCalls';
import type { HelperSpec, ProbeCalls } from './engine';
import { EngineError } from './engineError';
import { isRaw, items, raw, text } from './records/read';
import type { FindRegistryLogin } from './registryLogin';
import { badReply } from './streams/body';

/** By this label people and tests find helpers, should an engine ever keep one. */
const helperLabel = 'dockhound.helper';

/** An engine that resolves a registry's name in vain takes up to 20 s. */
const registryMs = 30_000;
const startMs = 20_000;
const clearMs = 15_000;

export function probeCalls(connection: Connection, findLogin?: FindRegistryLogin): ProbeCalls {
  const engine = connection.endpoint.label;
  return {
    async startHelper(spec, call) {
      const within = { deadlineMs: startMs, ...call };
      const question = { method: 'POST', path: ['containers', 'create'], body: helperBody(spec) } as const;
      // A cancel while it is made would leave it behind, unknown to anybody: it is made to the end, then looked at.
      const made = raw(await ask(connection, 'make a helper container', question, { deadlineMs: within.deadlineMs }));
      const id = text(made.Id);
      if (id === undefined) throw badReply(engine, 'The engine made a helper container without an id.');
      try {
        within.signal?.throwIfAborted();
        await actOnContainer(connection, id, { type: 'start' }, within);
        within.signal?.throwIfAborted();
        return id;
      } catch (error) {
        await remove(connection, id);
        throw error;
      }
    },
    async distribution(image, call) {
      const login = (await findLogin?.(image, call?.signal)) ?? {};
      const question = {
        path: ['distribution', image, 'json'],
        ...(login.auth === undefined ? {} : { registryAuth: login.auth }),
      };
      const answer = await ask(connection, `ask the registry for ${image}`, question, {
        deadlineMs: registryMs,
        ...call,
      });
      if (!isRaw(answer)) throw badReply(engine, 'What the engine tells of the registry is no object.');
      const digest = text(raw(answer.Descriptor).digest);
      return {
        platforms: items(answer.Platforms).flatMap((one) => platformOf(raw(one)) ?? []),
        ...(digest === undefined ? {} : { digest }),
        ...(login.trouble === undefined ? {} : { loginTrouble: login.trouble }),
      };
    },
  };
}

/** One that ended at once is gone already, by the engine's own hand. */
async function remove(connection: Connection, id: string): Promise<void> {
  try {
    await actOnContainer(connection, id, { type: 'remove', force: true, volumes: true }, { deadlineMs: clearMs });
  } catch (error) {
    if (!(error instanceof EngineError) || (error.reason !== 'notFound' && error.reason !== 'conflict')) throw error;
  }
}

/** No capability, nothing to write to, no volume of its own name: it can only look. */
function helperBody({ image, command, purpose, network, user }: HelperSpec): Readonly<Record<string, unknown>> {
  return {
    Image: image,
    ...(command === undefined ? {} : { Entrypoint: command.slice(0, 1), Cmd: command.slice(1) }),
    ...(user === undefined ? {} : { User: user }),
    Labels: { [helperLabel]: purpose },
    // What its image would check on its own is nobody's concern here.
    Healthcheck: { Test: ['NONE'] },
    HostConfig: {
      AutoRemove: true,
      NetworkMode: network === 'none' ? 'none' : `container:${network.of}`,
      ...(command === undefined ? {} : { CapDrop: ['ALL'], ReadonlyRootfs: true }),
      SecurityOpt: ['no-new-privileges'],
      LogConfig: { Type: 'json-file', Config: { 'max-size': '1m' } },
    },
  };
}

/** As `docker manifest inspect` writes them: os/architecture/variant (OCI image index). */
function platformOf(platform: ReturnType<typeof raw>): string | undefined {
  const parts = [text(platform.os), text(platform.architecture), text(platform.variant)];
  return parts[0] === undefined || parts[1] === undefined
    ? undefined
    : parts.filter((part) => part !== undefined && part !== '').join('/');
}
