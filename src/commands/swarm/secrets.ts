// `dockhound.secret.*` and `dockhound.config.*`: the same commands for both, since swarm treats both alike.

import { HumanError } from '../../model/humanError';
import type { FileKind, FileMeta } from '../../model/secret';
import type { TargetRef } from '../../model/target';
import { baseName, nameTrouble } from '../../operations/fileNames';
import type { FileTarget } from '../../operations/fileReferences';
import {
  createFilePlan,
  type FilePlan,
  type FileSurroundings,
  injectFilePlan,
  removeFilePlan,
  revokeFilePlan,
  rotateFilePlan,
} from '../../operations/secretPlans';
import type { SecretValue } from '../../operations/secretValue';
import type { CommandContext } from '../commandContext';
import { type GivenOptions, labelsOption, textOption } from '../givenOptions';
import { offerOf } from '../offer';
import { askForTarget, resolveTarget } from '../targets';
import { askForLine, obtainValue } from './obtainValue';
import { type PlanResult, runPlanned } from './runPlanned';

export interface FileResult extends PlanResult {
  /** Of the secret or config that was worked on; after a rotation, of its new version. */
  readonly name: string;
}

type Outcome = Promise<FileResult | undefined>;
type FileCommand = (context: CommandContext, target: TargetRef, options: GivenOptions) => Outcome;

/** Options `name`, `value` or `file`, `labels` (`{ key: value }`). Undefined when the person turned away. */
export async function createFile(kind: FileKind, context: CommandContext, options: GivenOptions): Outcome {
  const around = await surroundings(kind, context);
  const labels = labelsOption(options);
  const name =
    textOption(options, 'name') ??
    (await askForLine({
      title: `Create ${kind}`,
      prompt: `Name of the ${kind}`,
      trouble: (text) =>
        nameTrouble(text) ??
        (around.files.some((file) => file.name === text) ? `There is a ${kind} ${text} already.` : undefined),
    }));
  if (name === undefined) return undefined;
  const value = await obtainValue(kind, `Create ${kind} ${name}`, options);
  return (
    value &&
    withValue(value, () => run(context, around, createFilePlan(kind, name, value, labels, around), options, false))
  );
}

/** Options `value` or `file`. */
export const rotateFile: FileCommand = async (context, target, options) => {
  const { file, around } = await found(context, target);
  const value = await obtainValue(file.kind, `Rotate ${file.kind} ${file.name}`, options);
  return value && withValue(value, () => run(context, around, rotateFilePlan(file, value, around), options));
};

export const revokeFile: FileCommand = async (context, target, options) => {
  const { file, around } = await found(context, target);
  return run(context, around, revokeFilePlan(file, around), options);
};

export const removeFile: FileCommand = async (context, target, options) => {
  const { file, around } = await found(context, target);
  return run(context, around, removeFilePlan(file, around), options);
};

/** Options `service` (name or id), `target`, `uid`, `gid` (numbers), `mode` (a number, or its octal digits as text). */
export const injectFile: FileCommand = async (context, target, options) => {
  const { cluster } = context;
  const { file, around } = await found(context, target);
  const title = `Inject ${file.kind} ${file.name}`;
  const given = textOption(options, 'service');
  const chosen = given
    ? await resolveService(context, given)
    : await askForTarget(cluster, ['service'], () => true, offerOf(cluster), title);
  if (!chosen) return undefined;
  const service = around.services.find(({ id }) => id === chosen.id);
  if (!service) throw new HumanError(`Service ${chosen.name} cannot be read.`, 'Refresh, then try again.');
  const place = await placeOf(file, title, options, given !== undefined);
  if (!place) return undefined;
  const { spec } = await around.engine.swarm.read('service', service.id);
  return run(context, around, injectFilePlan(file, service, place, spec, around), options);
};

async function surroundings(kind: FileKind, { cluster }: CommandContext): Promise<FileSurroundings> {
  const engine = await cluster.engine();
  const [files, services] = await Promise.all([engine.list(kind), engine.list('service')]);
  return { engine, files: files.items, services: services.items, unreadable: services.unreadable.length };
}

async function found(
  context: CommandContext,
  target: TargetRef,
): Promise<{ file: FileMeta; around: FileSurroundings }> {
  const kind = target.kind === 'config' ? 'config' : 'secret';
  const around = await surroundings(kind, context);
  const file = around.files.find((one) => one.id === target.id);
  if (file) return { file, around };
  throw new HumanError(`There is no ${kind} ${target.name ?? target.id} any more.`, 'Refresh to see what is there.');
}

async function run(
  context: CommandContext,
  { engine }: FileSurroundings,
  plan: FilePlan,
  options: GivenOptions,
  asks = true,
): Promise<FileResult> {
  return { ...(await runPlanned(context, engine, plan, options, { asks })), name: plan.name };
}

async function withValue(value: SecretValue, run: () => Outcome): Outcome {
  try {
    return await run();
  } finally {
    value.wipe();
  }
}

/** By name first, as people write it. */
async function resolveService({ cluster }: CommandContext, nameOrId: string): Promise<TargetRef> {
  try {
    return await resolveTarget(cluster, { kind: 'service', name: nameOrId });
  } catch (error) {
    return await resolveTarget(cluster, { kind: 'service', id: nameOrId }).catch(() => {
      throw error;
    });
  }
}

async function placeOf(
  file: FileMeta,
  title: string,
  options: GivenOptions,
  isProgram: boolean,
): Promise<FileTarget | undefined> {
  // Every version is found at the same place.
  const usual = file.kind === 'secret' ? baseName(file) : `/${baseName(file)}`;
  const given = textOption(options, 'target');
  const target =
    given ??
    (isProgram
      ? usual
      : await askForLine({
          title,
          prompt: file.kind === 'secret' ? 'File name below /run/secrets, or a path' : 'Path in the container',
          value: usual,
          trouble: targetTrouble,
        }));
  if (target === undefined) return undefined;
  const wrong = targetTrouble(target);
  if (wrong) throw new HumanError(`The option target is not one. ${wrong}`);
  const asked =
    isProgram || 'uid' in options || 'gid' in options || 'mode' in options ? options : await askForOwner(title);
  if (!asked) return undefined;
  return { target, uid: ownerOption(asked, 'uid'), gid: ownerOption(asked, 'gid'), mode: modeOption(asked.mode) };
}

async function askForOwner(title: string): Promise<GivenOptions | undefined> {
  const parsed = (text: string) => /^(\d{1,10}):(\d{1,10}) +([0-7]{3,4})$/.exec(text)?.slice(1);
  const line = await askForLine({
    ...{ title, prompt: 'Owner and mode in the container: uid:gid mode', value: '0:0 0444' },
    trouble: (text) => (parsed(text) ? undefined : 'Write numeric ids and octal digits, for example 0:0 0444.'),
  });
  if (line === undefined) return undefined;
  const [uid, gid, mode] = parsed(line) ?? [];
  return { uid, gid, mode };
}

function targetTrouble(target: string): string | undefined {
  if (target.includes('\0') || target.split('/').includes('..')) return 'It may not hold .. or zero bytes.';
  return /[^/.]/.test(target) && !target.endsWith('/') ? undefined : 'Give the name or path of a file.';
}

function ownerOption(options: GivenOptions, key: 'uid' | 'gid'): string {
  const value = options[key] ?? 0;
  if (/^\d{1,10}$/.test(String(value))) return String(value);
  throw new HumanError(`The option ${key} is not a number.`, 'Swarm takes numeric ids only.');
}

/** What docker uses: readable by all in the container. */
const usualMode = 0o444;

function modeOption(value: unknown): number {
  if (value === undefined || value === null) return usualMode;
  const mode = typeof value === 'string' && /^[0-7]{1,5}$/.test(value) ? Number.parseInt(value, 8) : value;
  if (typeof mode === 'number' && Number.isInteger(mode) && mode >= 0 && mode <= 0o7777) return mode;
  throw new HumanError(
    'The option mode is not a file mode.',
    'Give a number, as 0o440, or its octal digits, as "0440".',
  );
}
