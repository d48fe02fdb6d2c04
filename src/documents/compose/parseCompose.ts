// Compose file text → facts with ranges.

import type { TextRange } from '../textLines';
import type {
  ComposeFacts,
  ComposeFile,
  ComposeNetwork,
  ComposeProblem,
  ComposeService,
  ComposeVolume,
  Located,
} from './composeFacts';
import { type ComposeEntry, type ComposeMap, type ComposeNode, composeTree } from './composeTree';
import { interpolatedTree } from './interpolatedTree';
import { attachmentsOf, fileUsesOf, mountsOf, portsOf } from './serviceParts';
import { entriesOf, flagOf, locatedText, nodeAt, settingsOf, textOf, wordsOf } from './treeValues';

/** What the file does not say itself. */
export interface ComposeSurroundings {
  /** Value of an environment variable: the process's first, then that of the `.env` beside the file. */
  variable(name: string): string | undefined;
}

export type Complain = (code: string, range: TextRange, message: string, severity?: ComposeProblem['severity']) => void;

/** Pure and tolerant: never throws; what is wrong becomes a problem with its place, and the rest is read all the same. */
export function parseCompose(text: string, { variable }: ComposeSurroundings): ComposeFacts {
  const { root, problems: yaml } = composeTree(text);
  const problems: ComposeProblem[] = [...yaml];
  const complain: Complain = (code, range, message, severity = 'error') =>
    problems.push({ code, severity, message, range });
  if (root?.type !== 'map') {
    const range = root?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    if (yaml.length === 0) complain('no-services', range, 'The file has no services.');
    return { ...nothing, problems };
  }
  const filled = interpolatedTree(root, variable);
  problems.push(...filled.problems);
  const top = filled.root;
  const section = (key: string) => sectionOf(top, key, complain);
  const name = locatedText(nodeAt(top, 'name'));
  return {
    ...(name ? { name } : {}),
    keys: [...top.entries.values()].map(({ key, keyRange }) => ({ value: key, range: keyRange })),
    services: section('services').flatMap((entry) => serviceOf(entry, complain) ?? []),
    networks: section('networks').map((entry) => networkOf(entry)),
    volumes: section('volumes').map((entry) => volumeOf(entry)),
    secrets: section('secrets').map((entry) => fileOf(entry)),
    configs: section('configs').map((entry) => fileOf(entry)),
    variables: filled.variables,
    problems,
  };
}

const nothing: Omit<ComposeFacts, 'problems'> = {
  keys: [],
  services: [],
  networks: [],
  volumes: [],
  secrets: [],
  configs: [],
  variables: [],
};

function sectionOf(root: ComposeMap, key: string, complain: Complain): readonly ComposeEntry[] {
  const entry = root.entries.get(key);
  if (entry && entry.value.type !== 'map' && !isEmpty(entry.value)) {
    complain('not-a-map', entry.value.range, `${key} must be a map of names.`);
  }
  return entriesOf(entry?.value);
}

function serviceOf(entry: ComposeEntry, complain: Complain): ComposeService | undefined {
  const { key, keyRange, value } = entry;
  if (value.type !== 'map') {
    complain('not-a-map', value.range, `The service ${key} must be a map.`);
    return undefined;
  }
  const image = locatedText(nodeAt(value, 'image'));
  const build = value.entries.get('build')?.keyRange;
  const command = commandOf(nodeAt(value, 'command'), complain);
  const entrypoint = commandOf(nodeAt(value, 'entrypoint'), complain);
  return {
    name: { value: key, range: keyRange },
    range: value.range,
    keys: new Map([...value.entries.values()].map((one) => [one.key, one.keyRange])),
    ...(image ? { image } : {}),
    ...(build ? { build } : {}),
    ...(command ? { command } : {}),
    ...(entrypoint ? { entrypoint } : {}),
    environment: settingsOf(nodeAt(value, 'environment')),
    envFiles: envFilesOf(nodeAt(value, 'env_file')),
    ports: portsOf(nodeAt(value, 'ports'), complain),
    mounts: mountsOf(nodeAt(value, 'volumes'), complain),
    networks: attachmentsOf(nodeAt(value, 'networks')),
    secrets: fileUsesOf(nodeAt(value, 'secrets')),
    configs: fileUsesOf(nodeAt(value, 'configs')),
    labels: settingsOf(nodeAt(value, 'labels')),
    deployLabels: settingsOf(nodeAt(value, 'deploy', 'labels')),
    tree: value,
  };
}

function commandOf(node: ComposeNode | undefined, complain: Complain): ComposeService['command'] {
  try {
    return wordsOf(node);
  } catch (error) {
    if (!(error instanceof RangeError) || !node) throw error;
    complain('command', node.range, error.message);
    return undefined;
  }
}

/** A path, a list of them, or Compose's newer `{ path, required }`. */
function envFilesOf(node: ComposeNode | undefined): readonly Located<string>[] {
  const items = node?.type === 'list' ? node.items : node ? [node] : [];
  return items.flatMap((item) => locatedText(item.type === 'map' ? nodeAt(item, 'path') : item) ?? []);
}

function objectOf({ key, keyRange, value }: ComposeEntry) {
  const external = nodeAt(value, 'external');
  // `external: { name: … }` is the form of before 3.5.
  const name = textOf(nodeAt(value, 'name')) ?? textOf(nodeAt(external, 'name'));
  return {
    key: { value: key, range: keyRange },
    external: external?.type === 'map' || flagOf(external) === true,
    range: value.range,
    ...(name ? { name } : {}),
  };
}

function networkOf(entry: ComposeEntry): ComposeNetwork {
  const driver = textOf(nodeAt(entry.value, 'driver'));
  const pools = nodeAt(entry.value, 'ipam', 'config');
  const subnets = (pools?.type === 'list' ? pools.items : []).flatMap(
    (pool) => locatedText(nodeAt(pool, 'subnet')) ?? [],
  );
  const flag = (key: string) => flagOf(nodeAt(entry.value, key)) === true;
  return {
    ...objectOf(entry),
    subnets,
    ...{ attachable: flag('attachable'), internal: flag('internal'), options: optionsOf(entry) },
    ...(driver ? { driver } : {}),
  };
}

function volumeOf(entry: ComposeEntry): ComposeVolume {
  const driver = textOf(nodeAt(entry.value, 'driver'));
  return { ...objectOf(entry), options: optionsOf(entry), ...(driver ? { driver } : {}) };
}

function optionsOf({ value }: ComposeEntry): ComposeNetwork['options'] {
  return settingsOf(nodeAt(value, 'driver_opts'));
}

function fileOf(entry: ComposeEntry): ComposeFile {
  const file = locatedText(nodeAt(entry.value, 'file'));
  const driver = textOf(nodeAt(entry.value, 'driver'));
  return { ...objectOf(entry), ...(file ? { file } : {}), ...(driver ? { driver } : {}) };
}

function isEmpty(node: ComposeNode): boolean {
  return node.type === 'scalar' && node.value === null;
}
