// A stack as JSON for the inspect panel: no call answers it, since a stack is only what carries its label.

import type { Engine, JsonObject } from '../../engine/engine';
import { HumanError } from '../../model/humanError';

/** `Services` as the engine tells each; of the others what names them, and of secrets and configs no content. */
export async function inspectStack(engine: Engine, name: string, signal: AbortSignal): Promise<JsonObject> {
  const call = { signal };
  const [services, networks, secrets, configs, volumes] = await Promise.all([
    engine.list('service', call),
    engine.list('network', call),
    engine.list('secret', call),
    engine.list('config', call),
    engine.list('volume', call),
  ]);
  const own = <T extends { readonly stack?: string; readonly name: string }>(items: readonly T[]) =>
    items.filter((one) => one.stack === name).sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = (
    items: readonly {
      readonly stack?: string;
      readonly id: string;
      readonly name: string;
      readonly createdAt?: string;
    }[],
  ) =>
    own(items).map(({ id, name: Name, createdAt }) => ({
      ID: id,
      Name,
      ...(createdAt ? { CreatedAt: createdAt } : {}),
    }));
  const mine = own(services.items);
  const found = {
    Services: await Promise.all(mine.map((service) => engine.inspect('service', service.id, call))),
    Networks: own(networks.items).map(({ id, name: Name, driver, subnets }) => ({
      ...{ ID: id, Name, Driver: driver },
      Subnets: subnets.map((one) => one.subnet),
    })),
    Secrets: files(secrets.items),
    Configs: files(configs.items),
  };
  if (Object.values(found).every((one) => one.length === 0)) {
    throw new HumanError(`Nothing of a stack ${name} is on ${engine.label}.`, 'Refresh to see which stacks there are.');
  }
  return { Name: name, ...found, Volumes: own(volumes.items).map((volume) => volume.name) };
}
