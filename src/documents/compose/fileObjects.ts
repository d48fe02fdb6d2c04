// Compose facts → what a stack has beside its services, as docker's `stack deploy` makes it (docker/cli, cli/compose/convert).

import { formatCidr, parseCidr } from '../../model/cidr';
import {
  externalForm,
  fileObjectForm,
  networkForm,
  type ObjectForm,
  type StackObjects,
  volumeForm,
} from '../../model/stackObjects';
import type { ComposeFacts, ComposeFile, ComposeNetwork, ComposeSetting } from './composeFacts';
import { fullName, networkKeys } from './stackNames';

/** Networks and volumes that no service uses are left out, since docker makes none of them; secrets and configs it makes all. */
export function fileObjects(facts: ComposeFacts, stack: string): StackObjects {
  return {
    network: networksOf(facts, stack),
    volume: volumesOf(facts, stack),
    secret: filesOf(facts.secrets, stack),
    config: filesOf(facts.configs, stack),
  };
}

function networksOf(facts: ComposeFacts, stack: string): Record<string, ObjectForm> {
  const used = new Set(facts.services.flatMap(networkKeys));
  return Object.fromEntries(
    [...used].map((key) => {
      const network = facts.networks.find((one) => one.key.value === key);
      if (!network) return [`${stack}_${key}`, networkForm(plainNetwork)];
      return [fullName(network, stack), network.external ? externalForm : ownNetwork(network)];
    }),
  );
}

const plainNetwork = { attachable: false, internal: false, options: {}, subnets: [] };

function ownNetwork({ driver, attachable, internal, options, subnets }: ComposeNetwork): ObjectForm {
  return networkForm({
    ...{ driver, attachable, internal, options: mapOf(options) },
    subnets: subnets.map(({ value }) => {
      const cidr = parseCidr(value);
      return cidr ? formatCidr(cidr) : value;
    }),
  });
}

/** An external volume is whatever is there under its name, so there is nothing to compare. */
function volumesOf(facts: ComposeFacts, stack: string): Record<string, ObjectForm> {
  const used = new Set(
    facts.services.flatMap(({ mounts }) =>
      mounts.flatMap(({ type, source }) => (type === 'volume' && source !== undefined ? [source] : [])),
    ),
  );
  return Object.fromEntries(
    facts.volumes
      .filter(({ key, external }) => used.has(key.value) && !external)
      .map((volume) => [
        fullName(volume, stack),
        volumeForm({ driver: volume.driver, options: mapOf(volume.options) }),
      ]),
  );
}

function filesOf(files: readonly ComposeFile[], stack: string): Record<string, ObjectForm> {
  return Object.fromEntries(
    files.map((file) => [fullName(file, stack), file.external ? externalForm : fileObjectForm(file)]),
  );
}

function mapOf(settings: readonly ComposeSetting[]): Record<string, string> {
  return Object.fromEntries(settings.map(({ name, value }) => [name, value ?? '']));
}
