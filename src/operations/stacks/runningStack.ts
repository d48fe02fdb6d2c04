// Reads what runs of a stack: its services with their specs, its networks, secrets and configs, and what stands around it.

import type { Engine } from '../../engine/engine';
import { EngineError } from '../../engine/engineError';
import type { Network } from '../../model/network';
import type { ConfigMeta, SecretMeta } from '../../model/secret';
import type { Service } from '../../model/service';
import type { ServiceForm, StackForm } from '../../model/stackForm';
import { runningForm } from './runningForm';

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
  const [services, networks, secrets, configs] = await Promise.all([
    engine.list('service', call),
    engine.list('network', call),
    engine.list('secret', call),
    engine.list('config', call),
  ]);
  const own = <T extends { readonly stack?: string; readonly name: string }>(items: readonly T[]) =>
    items.filter((one) => one.stack === name).sort((a, b) => (a.name < b.name ? -1 : 1));
  const mine = own(services.items);
  const names = new Map(networks.items.map((network) => [network.id, network.name]));
  const forms = await Promise.all(
    mine.map(async (service): Promise<[string, ServiceForm] | undefined> => {
      try {
        const { spec } = await engine.swarm.read('service', service.id, call);
        const short = nameInStack(service.name, name);
        return [short, runningForm(spec, short, (id) => names.get(id))];
      } catch (error) {
        // Removed since it was listed.
        if (error instanceof EngineError && error.reason === 'notFound') return undefined;
        throw error;
      }
    }),
  );
  return {
    name,
    services: mine,
    networks: own(networks.items),
    secrets: own(secrets.items),
    configs: own(configs.items),
    form: { stack: name, services: Object.fromEntries(forms.filter((one) => one !== undefined)) },
    all: { services: services.items, networks: networks.items, secrets: secrets.items, configs: configs.items },
    unreadable: services.unreadable.length,
  };
}

/** `shop_web` → `web`. */
export function nameInStack(name: string, stack: string): string {
  return name.startsWith(`${stack}_`) ? name.slice(stack.length + 1) : name;
}
