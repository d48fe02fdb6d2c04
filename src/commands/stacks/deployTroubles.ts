// Everything that speaks against deploying a file, gathered before anything changes.

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ComposeFile, ComposeProblem } from '../../documents/compose/composeFacts';
import { networksMade } from '../../documents/compose/fileForm';
import { fullName } from '../../documents/compose/stackNames';
import { stackProblems } from '../../documents/compose/stackProblems';
import type { Engine } from '../../engine/engine';
import { HumanError } from '../../model/humanError';
import { sizeTrouble } from '../../operations/fileNames';
import { objectAt } from '../../operations/json';
import { type DeployTrouble, type DeployWishes, deployTroubles } from '../../operations/stacks/deployChecks';
import type { RunningStack } from '../../operations/stacks/runningStack';
import type { ComposeFileRead } from './composeFile';

export interface DeployJudgement {
  /** Sorted by line; while there is one, nothing is deployed. */
  readonly errors: readonly DeployTrouble[];
  readonly warnings: readonly DeployTrouble[];
}

export async function judgeDeployment(
  engine: Engine,
  file: ComposeFileRead,
  running: RunningStack,
): Promise<DeployJudgement> {
  const { facts } = file;
  const stack = running.name;
  const problems = stackProblems(facts, stack);
  const of = (severity: ComposeProblem['severity']) =>
    problems
      .filter((one) => one.severity === severity)
      .map(({ message, range }) => ({ message, line: range.start.line }));
  const files = await Promise.all([
    ...facts.secrets.map((one) => fileTrouble('secret', one, file)),
    ...facts.configs.map((one) => fileTrouble('config', one, file)),
    ...facts.configs.map((one) => changedConfig(engine, one, file, running)),
    ...facts.services.flatMap((service) =>
      service.envFiles.map((one) => missingFile(one.value, one.range.start.line, file)),
    ),
  ]);
  const errors = [
    ...of('error'),
    ...files.flatMap((one) => one ?? []),
    ...deployTroubles(wishesOf(file, stack), running),
  ];
  return { errors: errors.sort((a, b) => a.line - b.line), warnings: of('warning') };
}

const mostNamed = 5;

/** Names the lines, and leads to the first of them. */
export function refusal({ shownName, uri }: ComposeFileRead, errors: readonly DeployTrouble[]): HumanError {
  const named = errors.slice(0, mostNamed).map(({ line, message }) => `Line ${line + 1}: ${message}`);
  const more = errors.length > mostNamed ? [`And ${errors.length - mostNamed} more.`] : [];
  const at = { line: errors[0]?.line ?? 0, character: 0 };
  return new HumanError([`${shownName} cannot be deployed.`, ...named, ...more].join(' '), undefined, [
    {
      title: `Show Line ${at.line + 1}`,
      command: 'vscode.open',
      arguments: [uri, { selection: { start: at, end: at }, preview: false }],
    },
  ]);
}

async function fileTrouble(
  kind: 'secret' | 'config',
  one: ComposeFile,
  file: ComposeFileRead,
): Promise<DeployTrouble | undefined> {
  if (one.external || !one.file) return undefined;
  const { value, range } = one.file;
  const line = range.start.line;
  try {
    const trouble = sizeTrouble(kind, (await stat(path.resolve(file.folder, value))).size);
    return trouble === undefined ? undefined : { line, message: `${value}: ${trouble}` };
  } catch {
    // Whatever the reason is, docker would stumble over it half-way.
    return { line, message: `The file ${value} of the ${kind} ${one.key.value} cannot be read.` };
  }
}

async function missingFile(
  value: string,
  line: number,
  { folder }: ComposeFileRead,
): Promise<DeployTrouble | undefined> {
  const there = await stat(path.resolve(folder, value)).then(
    (found) => found.isFile(),
    () => false,
  );
  return there ? undefined : { line, message: `The env_file ${value} cannot be read.` };
}

/** Swarm refuses new content for a config, after docker has changed half of the stack. A secret's cannot be compared. */
async function changedConfig(
  engine: Engine,
  one: ComposeFile,
  { folder }: ComposeFileRead,
  { name: stack, configs }: RunningStack,
): Promise<DeployTrouble | undefined> {
  const there = configs.find((config) => config.name === fullName(one, stack));
  if (!there || one.external || !one.file) return undefined;
  const spec = objectAt((await engine.inspect('config', there.id)).Spec);
  const content = await readFile(path.resolve(folder, one.file.value)).catch(() => undefined);
  if (content === undefined || typeof spec.Data !== 'string' || content.toString('base64') === spec.Data)
    return undefined;
  const message = `The content of the config ${one.key.value} has changed, and swarm cannot change one. Give it a new name, or rotate it.`;
  return { line: one.file.range.start.line, message };
}

function wishesOf({ facts }: ComposeFileRead, stack: string): DeployWishes {
  const made = new Set(networksMade(facts, stack));
  const objects = [
    ...facts.networks.map((one) => ({ kind: 'network' as const, one })),
    ...facts.secrets.map((one) => ({ kind: 'secret' as const, one })),
    ...facts.configs.map((one) => ({ kind: 'config' as const, one })),
  ].map(({ kind, one }) => ({
    kind,
    external: one.external,
    name: fullName(one, stack),
    line: one.key.range.start.line,
  }));
  // docker makes only the networks that a service uses.
  const makes = objects.filter(({ kind, external, name }) => !external && (kind !== 'network' || made.has(name)));
  return {
    makes,
    external: objects.filter((one) => one.external),
    subnets: facts.networks
      .filter((network) => !network.external)
      .flatMap((network) =>
        network.subnets.map(({ value, range }) => ({
          network: fullName(network, stack),
          subnet: value,
          line: range.start.line,
        })),
      ),
    ports: facts.services.flatMap((service) =>
      service.ports.flatMap(({ published, protocol, mode, range }) =>
        published === undefined || mode === 'host'
          ? []
          : [{ port: published, protocol, service: service.name.value, line: range.start.line }],
      ),
    ),
  };
}
