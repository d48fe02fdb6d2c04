// Reads what runs of a stack: its services with their specs, its networks, secrets and configs, and what stands around it.

import type { Call, Engine, JsonObject } from '../../engine/engine';
import { EngineError } from '../../engine/engineError';
import type { Network } from '../../model/network';
import type { ConfigMeta, SecretMeta } from '../../model/secret';
import type { Service } from '../../model/service';
import type { StackForm } from '../../model/stackForm';
import { runningForm } from './runningForm';
import { runningObjects, volumeNames } from './runningObjects';

export interface RunningStack {
  readonly name: string;
  /** Sorted by name; empty where no such stack runs. */
  readonly services: readonly Service[];
  readonly networks: readonly Network[];
  readonly secrets: readonly SecretMeta[];
  readonly configs: readonly ConfigMeta[];
  readonly form: StackForm;
  /** Everything on the engine, the stack's own included. */
  readonly all: {
    readonly services: readonly Service[];
    readonly networks: readonly Network[];
    readonly secrets: readonly SecretMeta[];
    readonly configs: readonly ConfigMeta[];
  };
  /** Services that could not be understood, so that nobody knows whose they are. */
  readonly unreadable: number;
}

/** What carries the stack's label, which is all that a stack is. Rejects with `notManager` elsewhere. */
export async function readRunningStack(engine: Engine, name: string, signal?: AbortSignal): Promise<RunningStack> {
  const call = signal ? { signal } : {};
  const [listed, networks, secrets, configs] = await Promise.all([
    engine.list('service', call),
    engine.list('network', call),
    engine.list('secret', call),
    engine.list('config', call),
  ]);
  const own = <T extends { readonly stack?: string; readonly name: string }>(items: readonly T[]) =>
    items.filter((one) => one.stack === name).sort((a, b) => (a.name < b.name ? -1 : 1));
  const mine = own(listed.items);
  const names = new Map(networks.items.map((network) => [network.id, network.name]));
  const specs = await Promise.all(mine.map((service) => specOf(engine, service, call)));
  const read = mine.flatMap((service, at) => {
    const spec = specs[at];
    return spec ? [{ short: nameInStack(service.name, name), spec }] : [];
  });
  const objects = runningObjects(name, {
    ...{ networks: networks.items, secrets: secrets.items, configs: configs.items },
    specs: read.map(({ spec }) => spec),
    volumes: await volumesHere(engine, new Set(read.flatMap(({ spec }) => volumeNames(spec))), call),
  });
  const services = read.map(({ short, spec }) => [short, runningForm(spec, short, (id) => names.get(id))] as const);
  return {
    name,
    services: mine,
    networks: own(networks.items),
    secrets: own(secrets.items),
    configs: own(configs.items),
    form: { stack: name, services: Object.fromEntries(services), objects },
    all: { services: listed.items, networks: networks.items, secrets: secrets.items, configs: configs.items },
    unreadable: listed.unreadable.length,
  };
}

async function specOf(engine: Engine, { id }: Service, call: Call): Promise<JsonObject | undefined> {
  try {
    return (await engine.swarm.read('service', id, call)).spec;
  } catch (error) {
    // Removed since it was listed.
    if (error instanceof EngineError && error.reason === 'notFound') return undefined;
    throw error;
  }
}

/** Those of this engine; the ones on other nodes are no business of a manager. */
async function volumesHere(engine: Engine, names: ReadonlySet<string>, call: Call): Promise<readonly JsonObject[]> {
  const read = async (name: string) => {
    try {
      return [await engine.inspect('volume', name, call)];
    } catch (error) {
      if (error instanceof EngineError && error.reason === 'notFound') return [];
      throw error;
    }
  };
  return (await Promise.all([...names].map(read))).flat();
}

/** `shop_web` → `web`. */
export function nameInStack(name: string, stack: string): string {
  return name.startsWith(`${stack}_`) ? name.slice(stack.length + 1) : name;
}
