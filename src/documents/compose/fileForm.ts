// Compose facts → the normal form of a stack, converted as docker's `stack deploy` does (docker/cli, cli/compose/convert).

import {
  type FormFile,
  type FormRestart,
  type FormUpdate,
  type ServiceForm,
  type StackForm,
  serviceForm,
} from '../../model/stackForm';
import type { ComposeFacts, ComposeFileUse, ComposeMount, ComposeService, ComposeSetting } from './composeFacts';
import type { ComposeNode } from './composeTree';
import { parseEnvFile } from './envFile';
import { fileObjects } from './fileObjects';
import { bytesOf, nanoCpus, nanoseconds } from './quantities';
import { fullName, networkKeys } from './stackNames';
import { flagOf, mapAt, nodeAt, numberOf, settingsOf, textOf, textsOf, wordsOf } from './treeValues';

export interface StackSurroundings {
  readonly stack: string;
  variable(name: string): string | undefined;
  /** A path that the file names, made absolute as docker does. */
  absolute(path: string): string;
  /** Content of an `env_file`; undefined where it cannot be read. */
  envFile(path: string): string | undefined;
}

export function fileForm(facts: ComposeFacts, around: StackSurroundings): StackForm {
  return {
    stack: around.stack,
    services: Object.fromEntries(facts.services.map((service) => [service.name.value, formOf(service, facts, around)])),
    objects: fileObjects(facts, around.stack),
  };
}

/** The full names of the networks that docker creates for the services: only those that are used and not external. */
export function networksMade(facts: ComposeFacts, stack: string): readonly string[] {
  const used = new Set(facts.services.flatMap((service) => networkKeys(service)));
  return [...used].flatMap((key) => {
    const network = facts.networks.find((one) => one.key.value === key);
    return network?.external ? [] : [network?.name ?? `${stack}_${key}`];
  });
}

function formOf(service: ComposeService, facts: ComposeFacts, around: StackSurroundings): ServiceForm {
  const { tree } = service;
  const { stack } = around;
  const deploy = nodeAt(tree, 'deploy');
  const placement = nodeAt(deploy, 'placement');
  const preferences = nodeAt(placement, 'preferences');
  const logging = nodeAt(tree, 'logging');
  const text = (key: string) => textOf(nodeAt(tree, key));
  const flag = (key: string) => flagOf(nodeAt(tree, key)) ?? false;
  const list = (key: string) => textsOf(nodeAt(tree, key)).map((one) => one.value);
  return serviceForm({
    image: service.image?.value,
    mode: textOf(nodeAt(deploy, 'mode')) ?? 'replicated',
    replicas: numberOf(nodeAt(deploy, 'replicas')),
    entrypoint: service.entrypoint?.value,
    command: service.command?.value,
    environment: environmentOf(service, around),
    ports: service.ports,
    endpointMode: textOf(nodeAt(deploy, 'endpoint_mode'))?.toLowerCase(),
    networks: networksOf(service, facts, stack),
    mounts: service.mounts.map((mount) => ({ ...mount, source: sourceOf(mount, facts, around) })),
    secrets: service.secrets.map((use) => fileUse(use, facts.secrets, stack)),
    configs: service.configs.map((use) => fileUse(use, facts.configs, stack)),
    labels: mapOf(service.deployLabels),
    containerLabels: mapOf(service.labels),
    constraints: textsOf(nodeAt(placement, 'constraints')).map((one) => one.value),
    preferences: (preferences?.type === 'list' ? preferences.items : []).flatMap(
      (one) => textOf(nodeAt(one, 'spread')) ?? [],
    ),
    maxReplicasPerNode: numberOf(nodeAt(placement, 'max_replicas_per_node')),
    limits: resourcesOf(nodeAt(deploy, 'resources', 'limits')),
    reservations: resourcesOf(nodeAt(deploy, 'resources', 'reservations')),
    healthcheck: healthcheckOf(nodeAt(tree, 'healthcheck')),
    restartPolicy: restartOf(service),
    updateConfig: updateOf(nodeAt(deploy, 'update_config')),
    rollbackConfig: updateOf(nodeAt(deploy, 'rollback_config')),
    logging: logging && {
      driver: textOf(nodeAt(logging, 'driver')),
      options: mapOf(settingsOf(nodeAt(logging, 'options'))),
    },
    capAdd: list('cap_add'),
    capDrop: list('cap_drop'),
    sysctls: mapOf(settingsOf(nodeAt(tree, 'sysctls'))),
    ulimits: ulimitsOf(nodeAt(tree, 'ulimits')),
    extraHosts: hostsOf(nodeAt(tree, 'extra_hosts')),
    dns: list('dns'),
    dnsSearch: list('dns_search'),
    stopGracePeriodNs: durationAt(tree, 'stop_grace_period'),
    init: flagOf(nodeAt(tree, 'init')),
    flags: { readOnly: flag('read_only'), tty: flag('tty'), stdinOpen: flag('stdin_open') },
    texts: {
      hostname: text('hostname'),
      user: text('user'),
      workingDir: text('working_dir'),
      stopSignal: text('stop_signal'),
      isolation: text('isolation'),
    },
  });
}

/** A variable without a value, or an empty one, takes the value of the surroundings (loader.go, updateEnvironment). */
function environmentOf({ environment, envFiles }: ComposeService, around: StackSurroundings): Record<string, string> {
  const result: Record<string, string> = {};
  const set = (name: string, value: string | undefined) => {
    const used = value || (around.variable(name) ?? value);
    if (used === undefined) delete result[name];
    else result[name] = used;
  };
  for (const { value: path } of envFiles) {
    const text = around.envFile(path);
    for (const { name, value } of text === undefined ? [] : parseEnvFile(text, around.variable)) set(name, value);
  }
  for (const { name, value } of environment) set(name, value);
  return result;
}

function networksOf(service: ComposeService, facts: ComposeFacts, stack: string): Record<string, readonly string[]> {
  return Object.fromEntries(
    networkKeys(service).map((key) => {
      const network = facts.networks.find((one) => one.key.value === key);
      const aliases = service.networks.find((one) => one.network === key)?.aliases ?? [];
      const name = network ? fullName(network, stack) : `${stack}_${key}`;
      return [name, aliases.filter((alias) => alias !== service.name.value)];
    }),
  );
}

function sourceOf({ type, source }: ComposeMount, facts: ComposeFacts, around: StackSurroundings): string | undefined {
  if (source === undefined || (type !== 'volume' && type !== 'bind')) return source;
  if (type === 'bind') return around.absolute(source);
  const volume = facts.volumes.find((one) => one.key.value === source);
  return volume ? fullName(volume, around.stack) : `${around.stack}_${source}`;
}

function fileUse(use: ComposeFileUse, files: ComposeFacts['secrets'], stack: string): FormFile {
  const file = files.find((one) => one.key.value === use.source);
  const { target = use.source, uid = '0', gid = '0', mode = 0o444 } = use;
  return { name: file ? fullName(file, stack) : `${stack}_${use.source}`, target, uid, gid, mode };
}

function resourcesOf(node: ComposeNode | undefined) {
  return {
    nanoCpus: nanoCpus(textOf(nodeAt(node, 'cpus')) ?? ''),
    memoryBytes: bytesOf(textOf(nodeAt(node, 'memory')) ?? ''),
    pids: numberOf(nodeAt(node, 'pids')),
  };
}

function healthcheckOf(node: ComposeNode | undefined) {
  if (!mapAt(node)) return undefined;
  if (flagOf(nodeAt(node, 'disable'))) return { test: ['NONE'] };
  const test = nodeAt(node, 'test');
  const words = test?.type === 'list' ? (wordsOf(test)?.value ?? []) : textOf(test);
  return {
    // A text is for the shell.
    test: typeof words === 'string' ? ['CMD-SHELL', words] : (words ?? []),
    intervalNs: durationAt(node, 'interval'),
    timeoutNs: durationAt(node, 'timeout'),
    startPeriodNs: durationAt(node, 'start_period'),
    startIntervalNs: durationAt(node, 'start_interval'),
    retries: numberOf(nodeAt(node, 'retries')),
  };
}

/** `deploy.restart_policy`, else what `restart` means in a swarm. */
function restartOf({ tree }: ComposeService): FormRestart | undefined {
  const policy = nodeAt(tree, 'deploy', 'restart_policy');
  if (mapAt(policy)) {
    return {
      condition: textOf(nodeAt(policy, 'condition')),
      delayNs: durationAt(policy, 'delay'),
      maxAttempts: numberOf(nodeAt(policy, 'max_attempts')),
      windowNs: durationAt(policy, 'window'),
    };
  }
  const [word, attempts] = (textOf(nodeAt(tree, 'restart')) ?? '').split(':');
  if (word === 'always' || word === 'unless-stopped') return { condition: 'any' };
  return word === 'on-failure' ? { condition: word, maxAttempts: Number(attempts) || undefined } : undefined;
}

function updateOf(node: ComposeNode | undefined): FormUpdate | undefined {
  if (!mapAt(node)) return undefined;
  const ratio = Number(textOf(nodeAt(node, 'max_failure_ratio')));
  return {
    parallelism: numberOf(nodeAt(node, 'parallelism')),
    delayNs: durationAt(node, 'delay'),
    failureAction: textOf(nodeAt(node, 'failure_action')),
    monitorNs: durationAt(node, 'monitor'),
    maxFailureRatio: ratio > 0 ? ratio : undefined,
    order: textOf(nodeAt(node, 'order')),
  };
}

function ulimitsOf(node: ComposeNode | undefined): Record<string, string> {
  if (node?.type !== 'map') return {};
  return Object.fromEntries(
    [...node.entries.values()].map(({ key, value }) => {
      const both = textOf(value);
      return [key, `${both ?? textOf(nodeAt(value, 'soft')) ?? ''}:${both ?? textOf(nodeAt(value, 'hard')) ?? ''}`];
    }),
  );
}

/** `name:address` → `address name`, as swarm keeps them. */
function hostsOf(node: ComposeNode | undefined): readonly string[] {
  return settingsOf(node, ':').map(({ name, value = '' }) => `${value} ${name}`);
}

function durationAt(node: ComposeNode | undefined, key: string): number | undefined {
  const text = textOf(nodeAt(node, key));
  return text === undefined ? undefined : nanoseconds(text);
}

function mapOf(settings: readonly ComposeSetting[]): Record<string, string> {
  return Object.fromEntries(settings.map(({ name, value }) => [name, value ?? '']));
}
