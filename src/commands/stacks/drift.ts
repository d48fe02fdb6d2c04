// `dockhound.stack.drift`: what a stack's file says against what runs, as a diff and as data.

import * as vscode from 'vscode';
import { fileForm } from '../../documents/compose/fileForm';
import { stackYaml } from '../../documents/compose/stackYaml';
import { HumanError } from '../../model/humanError';
import { type ServiceDrift, type StackDrift, stackDrift } from '../../model/stackDrift';
import { readRunningStack } from '../../operations/stacks/runningStack';
import { plainMessage } from '../../views/plainMessage';
import type { CommandContext } from '../commandContext';
import type { GivenOptions } from '../givenOptions';
import { chooseComposeFile, findComposeFile, readComposeFile } from './composeFile';
import { refusal } from './deployTroubles';
import { swarmKey } from './stackFiles';
import { stackOf } from './stackTarget';

export interface DriftResult extends Pick<StackDrift, 'stack' | 'drifted' | 'services' | 'objects'> {
  /** Absolute path. */
  readonly file: string;
  /** One sentence. */
  readonly summary: string;
}

/**
 * Options `file` (path or `Uri`; without it the one that the stack was deployed from), `show: false` for the data alone.
 * Undefined when the person turned away.
 */
export async function showStackDrift(
  context: CommandContext,
  first: unknown,
  options: GivenOptions,
): Promise<DriftResult | undefined> {
  const engine = await context.cluster.engine();
  const stack = await stackOf(engine, first instanceof vscode.Uri ? undefined : first, 'Compare Stack with Its File');
  if (stack === undefined) return undefined;
  const running = await readRunningStack(engine, stack);
  if (running.services.length === 0) {
    throw new HumanError(
      `No stack ${stack} runs on ${engine.label}.`,
      'Deploy it first, or refresh to see which stacks there are.',
    );
  }
  const uri = await fileOf(context, stack, first, options, swarmKey(context.cluster, engine));
  if (!uri) return undefined;
  const file = await readComposeFile(uri);
  const broken = file.facts.problems.filter((one) => one.severity === 'error' && /^(yaml|no-services)$/.test(one.code));
  if (broken.length > 0)
    throw refusal(
      file,
      broken.map(({ message, range }) => ({ message, line: range.start.line })),
    );
  const drift = stackDrift(fileForm(file.facts, file.around(stack)), running.form);
  const summary = summaryOf(drift, file.shownName, engine.label);
  if (options.show !== false) await show(context, drift, file.shownName, engine.label, summary);
  return { stack, file: file.path, drifted: drift.drifted, services: drift.services, objects: drift.objects, summary };
}

/** Given, remembered from its deployment, or chosen. */
async function fileOf(
  context: CommandContext,
  stack: string,
  first: unknown,
  options: GivenOptions,
  swarm: string,
): Promise<vscode.Uri | undefined> {
  const title = `Compare stack ${stack} with its file`;
  if (options.file !== undefined || first instanceof vscode.Uri) return findComposeFile(first, options, title);
  const remembered = context.stackFiles.get(swarm, stack);
  const uri = remembered === undefined ? undefined : vscode.Uri.file(remembered);
  const there =
    uri &&
    (await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    ));
  const chosen = there ? uri : await chooseComposeFile(title);
  if (chosen && !there) await context.stackFiles.set(swarm, stack, chosen.fsPath);
  return chosen;
}

async function show(
  { driftDocuments }: CommandContext,
  drift: StackDrift,
  fileName: string,
  engine: string,
  summary: string,
): Promise<void> {
  if (drift.drifted) {
    await driftDocuments.show({
      ...{ stack: drift.stack, title: `${drift.stack}: ${fileName} ↔ running on ${engine}` },
      file: stackYaml(drift.file),
      running: stackYaml(drift.running),
    });
  }
  // Not waited for: the command is over, however long the message stays.
  void vscode.window.showInformationMessage(plainMessage(summary));
}

function summaryOf({ stack, drifted, services, objects }: StackDrift, fileName: string, engine: string): string {
  if (!drifted) return `${stack} on ${engine} runs as ${fileName} says.`;
  const all = [
    ...services.map((one) => words(one.service, 'does not run', one)),
    ...objects.map((one) => words(`${one.kind} ${one.name}`, 'does not exist', one)),
  ];
  return `${stack} on ${engine} differs from ${fileName}: ${all.join('; ')}.`;
}

function words(name: string, missing: string, { change, fields }: Pick<ServiceDrift, 'change' | 'fields'>): string {
  switch (change) {
    case 'missing':
      return `${name} ${missing}`;
    case 'extra':
      return `${name} is not in the file`;
    case 'changed':
      if (fields.some(({ field }) => field === 'external')) {
        const { file } = fields.find(({ field }) => field === 'external') ?? {};
        return `${name} ${file === true ? 'is external in the file, and belongs to the stack' : 'does not belong to the stack'}`;
      }
      return `${name} has other ${fields.map((one) => one.field.replaceAll('_', ' ')).join(', ')}`;
  }
}
