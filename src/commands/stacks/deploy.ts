// `dockhound.stack.deploy`: the compose file in front, or another one, as a stack on the engine in hand.

import path from 'node:path';
import * as vscode from 'vscode';
import { fileForm, networksMade } from '../../documents/compose/fileForm';
import { fullName, stackNameTrouble, suggestedStackName } from '../../documents/compose/stackNames';

import { HumanError } from '../../model/humanError';
import { deployPlan } from '../../operations/stacks/deployPlan';
import { nameInStack, type RunningStack, readRunningStack } from '../../operations/stacks/runningStack';
import { type ResolveImage, stackTool } from '../../operations/stacks/stackDeploy';
import { plainMessage } from '../../views/plainMessage';
import type { CommandContext } from '../commandContext';
import { flagOption, type GivenOptions, textOption } from '../givenOptions';
import { askForLine } from '../swarm/obtainValue';
import { type PlanResult, runPlanned } from '../swarm/runPlanned';
import { type ComposeFileRead, ensureSaved, findComposeFile, readComposeFile } from './composeFile';
import { judgeDeployment, refusal } from './deployTroubles';
import { swarmKey } from './stackFiles';
import { givenStack } from './stackTarget';

export interface DeployResult extends PlanResult {
  readonly stack: string;
  /** Names of services within the stack. */
  readonly creates: readonly string[];
  readonly updates: readonly string[];
  readonly leaves: readonly string[];
  readonly removes: readonly string[];
  /** What the file asks for and a swarm does not do. */
  readonly warnings: readonly string[];
}

/**
 * Options `file` (path or `Uri`), `name`, `prune`, `resolveImage` (`always`, `changed` or `never`). Undefined when the person
 * turned away. Rejects, before anything changes, with a `HumanError` that names the lines which are wrong.
 */
export async function deployStack(
  context: CommandContext,
  first: unknown,
  options: GivenOptions,
): Promise<DeployResult | undefined> {
  const { cluster, dockerCli, stackFiles, log } = context;
  const title = 'Deploy Stack';
  const isProgram = Object.keys(options).length > 0 && !('groupId' in options);
  const engine = await cluster.engine();
  const asked = givenStack(first) ?? textOption(options, 'name');
  const remembered = asked === undefined ? undefined : stackFiles.get(swarmKey(context.cluster, engine), asked);
  const uri =
    remembered && options.file === undefined
      ? vscode.Uri.file(remembered)
      : await findComposeFile(first, options, title);
  if (!uri || !(await ensureSaved(uri, isProgram))) return undefined;
  const file = await readComposeFile(uri);
  const stack =
    asked === undefined
      ? await askForName(file, stackFiles.stacksOf(swarmKey(context.cluster, engine), file.path), isProgram)
      : asked;
  if (stack === undefined) return undefined;
  const trouble = stackNameTrouble(stack);
  if (trouble) throw new HumanError(`${JSON.stringify(stack)} cannot be the name of a stack. ${trouble}`);
  const resolveImage = resolveOption(options);
  const tool = await stackTool(dockerCli, engine.endpoint, {
    path: file.path,
    folder: file.folder,
    variables: file.fromDotEnv,
  });
  const running = await readRunningStack(engine, stack);
  const { errors, warnings } = await judgeDeployment(engine, file, running);
  if (errors.length > 0) throw refusal(file, errors);
  const complaint = await tool.complaint();
  if (complaint)
    throw new HumanError(`docker refuses ${file.shownName}: ${complaint}`, 'Correct the file, then deploy it again.');
  const form = fileForm(file.facts, file.around(stack));
  const prune =
    'prune' in options || isProgram
      ? flagOption(options, 'prune')
      : await askWhetherToPrune(stack, Object.keys(form.services), running);
  if (prune === undefined) return undefined;
  const told = [...warnings.map(({ line, message }) => `Line ${line + 1}: ${message}`), ...dotEnvWords(file)];
  const plan = deployPlan(engine, {
    ...{ file: form, running, prune },
    makes: madeBy(file, stack),
    warnings:
      told.length > mostWarnings
        ? [...told.slice(0, mostWarnings), `And ${told.length - mostWarnings} more of this kind: see the log.`]
        : told,
    deploy: (signal, report) =>
      tool.deploy(
        {
          ...{ stack, prune, resolveImage },
          onLine: (line) => {
            log.info(`docker: ${plainMessage(line)}`);
            report(plainMessage(line));
          },
        },
        signal,
      ),
  });
  for (const warning of told) log.info(`${file.shownName}: ${plainMessage(warning)}`);
  const { creates, updates, leaves, removes } = plan;
  // From here on it may have been deployed, also when it fails.
  const remember = () => stackFiles.set(swarmKey(context.cluster, engine), stack, file.path);
  try {
    const result = await runPlanned(context, engine, plan, options);
    if (result.done) await remember();
    return { ...result, stack, creates, updates, leaves, removes, warnings: told };
  } catch (error) {
    await remember();
    throw error;
  }
}

const mostWarnings = 8;

function madeBy({ facts }: ComposeFileRead, stack: string) {
  const own = (list: typeof facts.secrets) => list.filter((one) => !one.external).map((one) => fullName(one, stack));
  return { networks: networksMade(facts, stack), secrets: own(facts.secrets), configs: own(facts.configs) };
}

/** `docker stack` alone would leave these variables empty, so whoever runs it by hand should know. */
function dotEnvWords({ fromDotEnv }: ComposeFileRead): readonly string[] {
  const names = Object.keys(fromDotEnv);
  return names.length === 0 ? [] : [`Takes from the .env beside it: ${names.join(', ')}.`];
}

async function askForName(
  file: ComposeFileRead,
  deployed: readonly string[],
  isProgram: boolean,
): Promise<string | undefined> {
  const suggestion = deployed.at(-1) ?? suggestedStackName(file.facts.name?.value ?? path.basename(file.folder));
  if (isProgram)
    throw new HumanError('The option name is missing.', `Give the name of the stack, for example ${suggestion}.`);
  return askForLine({
    title: `Deploy ${file.shownName}`,
    prompt: deployed.length > 0 ? `Name of the stack; deployed before as ${deployed.join(', ')}` : 'Name of the stack',
    value: suggestion,
    trouble: stackNameTrouble,
  });
}

/** Only a question where there is something to remove. */
async function askWhetherToPrune(
  stack: string,
  wanted: readonly string[],
  { services }: RunningStack,
): Promise<boolean | undefined> {
  const extra = services.map((one) => nameInStack(one.name, stack)).filter((name) => !wanted.includes(name));
  if (extra.length === 0) return false;
  const keep = { label: 'Keep Them', description: 'they go on as they are' };
  const remove = { label: 'Remove Them', description: 'as docker stack deploy --prune does' };
  const picked = await vscode.window.showQuickPick([keep, remove], {
    title: plainMessage(`Deploy stack ${stack}`),
    placeHolder: plainMessage(`These services of ${stack} are not in the file: ${extra.join(', ')}`),
    ignoreFocusOut: true,
  });
  return picked && picked === remove;
}

function resolveOption(options: GivenOptions): ResolveImage {
  const given =
    textOption(options, 'resolveImage') ??
    vscode.workspace.getConfiguration('dockhound').get<string>('stacks.resolveImage') ??
    'always';
  if (given === 'always' || given === 'changed' || given === 'never') return given;
  throw new HumanError(`${JSON.stringify(given)} is no way to resolve images.`, 'Give always, changed or never.');
}
