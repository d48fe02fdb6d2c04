// What keeps a compose file from being deployed as a stack, and what a swarm will not do of what it says.

import type { TextRange } from '../textLines';
import type { ComposeFacts, ComposeFile, ComposeProblem, ComposeService } from './composeFacts';
import { nanoseconds } from './quantities';
import { ignoredKeys, refusedKeys } from './stackKeys';
import { flagOf, nodeAt, numberOf, textOf } from './treeValues';

/** Sorted by place. The reader's own problems are among them. */
export function stackProblems(facts: ComposeFacts, stack: string): readonly ComposeProblem[] {
  const problems: ComposeProblem[] = [...facts.problems];
  const say = (severity: ComposeProblem['severity'], code: string, range: TextRange, message: string) =>
    void problems.push({ code, severity, message, range });
  const top: TextRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const broken = facts.problems.some((one) => one.severity === 'error' && /^(yaml|no-services)$/.test(one.code));
  if (facts.services.length === 0 && !broken) say('error', 'no-services', top, 'The file has no services.');
  for (const service of facts.services) judgeService(service, facts, stack, say);
  judgePublishedPorts(facts, say);
  for (const kind of ['secret', 'config'] as const) {
    for (const file of facts[`${kind}s`]) judgeFile(kind, file, say);
  }
  for (const variable of unset(facts)) {
    say('warning', 'variable-unset', variable.range, `The variable ${variable.name} is not set, so it is empty.`);
  }
  if (facts.name) {
    say('warning', 'key-ignored', facts.name.range, 'name is ignored: a stack is named when it is deployed.');
  }
  return problems.sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
}

type Say = (severity: ComposeProblem['severity'], code: string, range: TextRange, message: string) => void;

function judgeService(service: ComposeService, facts: ComposeFacts, stack: string, say: Say): void {
  const { value: name, range } = service.name;
  const wrongName = serviceNameTrouble(name, stack);
  if (wrongName) say('error', 'service-name', range, `The service ${name}: ${wrongName}`);
  if (service.build && !service.image?.value) {
    say(
      'error',
      'build-only',
      service.build,
      `${name} has build but no image, and a swarm does not build. Name the image that was built and pushed.`,
    );
  } else if (!service.image?.value.trim()) {
    say('error', 'no-image', range, `${name} has no image.`);
  } else if (service.build) {
    say(
      'warning',
      'build-ignored',
      service.build,
      `build of ${name} is ignored: every node needs its image from a registry.`,
    );
  }
  for (const [key, at] of service.keys) {
    const refused = refusedKeys.get(key);
    const ignored = ignoredKeys.get(key);
    if (refused) say('error', 'key-refused', at, `${key} of ${name} is not possible in a swarm. ${refused}`);
    else if (ignored) say('warning', 'key-ignored', at, `${key} of ${name} is ignored: ${ignored}`);
  }
  judgeReferences(service, facts, say);
  judgeDeploy(service, say);
  for (const port of service.ports) {
    if (port.hostIp) {
      say(
        'warning',
        'host-ip-ignored',
        port.range,
        `The address ${port.hostIp} is ignored: the port ${port.published ?? port.target} is published on all addresses of every node.`,
      );
    }
  }
}

function judgeReferences(service: ComposeService, facts: ComposeFacts, say: Say): void {
  const has = (list: readonly { readonly key: { readonly value: string } }[], key: string) =>
    list.some((one) => one.key.value === key);
  for (const { network, range } of service.networks) {
    if (network !== 'default' && !has(facts.networks, network)) {
      say('error', 'undefined-network', range, `The network ${network} is not under networks.`);
    }
  }
  for (const { type, source, range } of service.mounts) {
    if (type === 'volume' && source !== undefined && !has(facts.volumes, source)) {
      say('error', 'undefined-volume', range, `The volume ${source} is not under volumes.`);
    } else if (type === 'bind' && source === undefined) {
      say('error', 'volume-invalid', range, 'A bind mount needs a source.');
    } else if (type === 'bind') {
      say('warning', 'bind-mount', range, `${source} must exist on every node that ${service.name.value} may run on.`);
    }
  }
  for (const kind of ['secret', 'config'] as const) {
    for (const { source, range } of service[`${kind}s`]) {
      if (!has(facts[`${kind}s`], source)) {
        say('error', `undefined-${kind}`, range, `The ${kind} ${source} is not under ${kind}s.`);
      }
    }
  }
}

const modes = /^(replicated|global|replicated-job|global-job)$/;

function judgeDeploy({ name, tree }: ComposeService, say: Say): void {
  const mode = nodeAt(tree, 'deploy', 'mode');
  const replicas = nodeAt(tree, 'deploy', 'replicas');
  const modeText = textOf(mode);
  if (mode && modeText !== undefined && !modes.test(modeText)) {
    say(
      'error',
      'deploy-mode',
      mode.range,
      `${modeText} is no mode: replicated, global, replicated-job and global-job are.`,
    );
  }
  const count = numberOf(replicas);
  if (replicas && (count === undefined || count < 0 || !Number.isInteger(count))) {
    say('error', 'replicas', replicas.range, `The replicas of ${name.value} must be a whole number, 0 or more.`);
  } else if (replicas && modeText?.startsWith('global')) {
    say('error', 'replicas', replicas.range, `${name.value} is ${modeText}, which has no number of replicas.`);
  }
  for (const path of durations) {
    const node = nodeAt(tree, ...path);
    const text = textOf(node);
    if (node && text !== undefined && nanoseconds(text) === undefined) {
      say(
        'error',
        'duration',
        node.range,
        `${path.join('.')} of ${name.value} is no duration: write it as 10s or 1m30s.`,
      );
    }
  }
  const check = nodeAt(tree, 'healthcheck');
  if (flagOf(nodeAt(check, 'disable')) && nodeAt(check, 'test')) {
    say('error', 'healthcheck', (check ?? tree).range, `The health check of ${name.value} has a test and is disabled.`);
  }
}

const durations: readonly (readonly string[])[] = [
  ['healthcheck', 'interval'],
  ['healthcheck', 'timeout'],
  ['healthcheck', 'start_period'],
  ['stop_grace_period'],
  ['deploy', 'update_config', 'delay'],
  ['deploy', 'update_config', 'monitor'],
  ['deploy', 'rollback_config', 'delay'],
  ['deploy', 'rollback_config', 'monitor'],
  ['deploy', 'restart_policy', 'delay'],
  ['deploy', 'restart_policy', 'window'],
];

function judgePublishedPorts({ services }: ComposeFacts, say: Say): void {
  const taken = new Map<string, string>();
  for (const { name, ports } of services) {
    for (const { published, protocol, mode, range } of ports) {
      // On each node's own address two services may publish the same port, if they never meet.
      if (published === undefined || mode === 'host') continue;
      const key = `${published}/${protocol}`;
      const owner = taken.get(key);
      if (owner !== undefined)
        say('error', 'port-twice', range, `The port ${key} is published twice, by ${owner} and ${name.value}.`);
      else taken.set(key, name.value);
    }
  }
}

function judgeFile(kind: 'secret' | 'config', file: ComposeFile, say: Say): void {
  const { key } = file;
  if (file.external || file.file || file.driver) return;
  say(
    'error',
    `${kind}-without-file`,
    key.range,
    `The ${kind} ${key.value} has neither file nor external: a stack takes it from one of them.`,
  );
}

function unset({ variables }: ComposeFacts): readonly ComposeFacts['variables'][number][] {
  const seen = new Set<string>();
  return variables.filter(({ name, value }) => value === undefined && !seen.has(name) && seen.add(name));
}

const longestServiceName = 63;

/** Swarm's own rule for the full name (swarmkit, manager/controlapi/service.go). */
function serviceNameTrouble(name: string, stack: string): string | undefined {
  const full = `${stack}_${name}`;
  if (full.length > longestServiceName) return `${full} has more than ${longestServiceName} characters.`;
  if (/^[a-zA-Z0-9_-]*[a-zA-Z0-9]$/.test(name)) return undefined;
  return 'a name may hold letters, digits, - and _, and ends with a letter or a digit.';
}
