// What runs beside a stack's services, in the normal form of stacks: networks, volumes, secrets and configs.

import type { JsonObject, JsonValue } from '../../engine/engine';
import { formatCidr, parseCidr } from '../../model/cidr';
import type { Network } from '../../model/network';
import type { ConfigMeta, SecretMeta } from '../../model/secret';
import {
  externalForm,
  fileObjectForm,
  networkForm,
  type ObjectForm,
  type StackObjects,
  volumeForm,
} from '../../model/stackObjects';
import { objectAt } from '../json';

export interface ObjectsAround {
  readonly networks: readonly Network[];
  readonly secrets: readonly SecretMeta[];
  readonly configs: readonly ConfigMeta[];
  /** The specs of the stack's services: what their mounts say is what every node makes its volumes of. */
  readonly specs: readonly JsonObject[];
  /** Raw, those of this engine that the stack mounts. */
  readonly volumes: readonly JsonObject[];
}

/** All of the engine: what does not carry the stack's label is external to it. */
export function runningObjects(stack: string, around: ObjectsAround): StackObjects {
  const own = <T extends { readonly name: string; readonly stack?: string }>(
    items: readonly T[],
    form: (item: T) => ObjectForm,
  ) => Object.fromEntries(items.map((item) => [item.name, item.stack === stack ? form(item) : externalForm]));
  return {
    // A bridge of one engine and an overlay may share a name; a stack means the overlay.
    network: own(
      [...around.networks].sort((a, b) => Number(a.scope === 'swarm') - Number(b.scope === 'swarm')),
      networkOf,
    ),
    volume: volumesOf(around),
    secret: own(around.secrets, fileObjectForm),
    config: own(around.configs, () => fileObjectForm({})),
  };
}

/** Names of the volumes that a service's tasks mount. */
export function volumeNames(spec: JsonObject): readonly string[] {
  return volumeMounts(spec).map(({ name }) => name);
}

function networkOf({ driver, attachable, internal, options, subnets }: Network): ObjectForm {
  return networkForm({
    ...{ driver, attachable, internal, options },
    subnets: subnets.map(({ subnet }) => {
      const cidr = parseCidr(subnet);
      return cidr ? formatCidr(cidr) : subnet;
    }),
  });
}

/** A volume that is there already is taken as it is, whatever the mount says; on other nodes the mount is all there is. */
function volumesOf({ specs, volumes }: ObjectsAround): Record<string, ObjectForm> {
  const mounted = specs
    .flatMap(volumeMounts)
    .map(({ name, driver }): [string, ObjectForm] => [
      name,
      volumeForm({ driver: text(driver.Name), options: textsOf(driver.Options) }),
    ]);
  const there = volumes.map((raw): [string, ObjectForm] => [
    text(raw.Name) ?? '',
    volumeForm({ driver: text(raw.Driver), options: textsOf(raw.Options) }),
  ]);
  return Object.fromEntries([...mounted, ...there]);
}

function volumeMounts(spec: JsonObject): readonly { readonly name: string; readonly driver: JsonObject }[] {
  const { Mounts } = objectAt(objectAt(spec.TaskTemplate).ContainerSpec);
  const mounts = Array.isArray(Mounts) ? (Mounts as readonly JsonValue[]).map(objectAt) : [];
  return mounts.flatMap((mount) => {
    const name = text(mount.Source);
    if (mount.Type !== 'volume' || name === undefined) return [];
    return [{ name, driver: objectAt(objectAt(mount.VolumeOptions).DriverConfig) }];
  });
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function textsOf(value: JsonValue | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(objectAt(value)).map(([key, one]) => [key, String(one ?? '')]));
}
