// Not to be told of a problem any more: by a setting, or by a label that travels with the object; and how to take that back.

import * as vscode from 'vscode';
import type { Dismissal } from '../diagnosis/dismissal';
import { ignoreLabel, patternOf, withoutSuppression, withSuppression } from '../diagnosis/suppression';
import type { Finding } from '../model/finding';
import { HumanError } from '../model/humanError';
import { isObjectKind } from '../model/objects';
import type { TargetRef } from '../model/target';
import type { Services } from '../services';
import { openRulePage } from '../views/panels/diagnosis/diagnosisDoors';
import { plainMessage } from '../views/plainMessage';
import { ignoreSetting } from '../views/suppressions';
import { Row } from '../views/trees/row';
import type { CommandOptions } from './command';
import { flagOption, textOption } from './givenOptions';
import { givenTargets } from './targets';

/** What is not told: an entry of the setting, or what an object's own label says. */
export interface SuppressedEntry {
  readonly rule: string;
  /** Pattern of objects, `*` for all. */
  readonly objects: string;
  /** `dismissed`: for now, in this workspace. */
  readonly by: 'setting' | 'label' | 'dismissed';
}

interface Meant {
  readonly rule: string;
  readonly subject: TargetRef;
}

/**
 * Options: `rule` for a given target, `everywhere` for all objects. A person chooses between this object, all objects and the
 * label. Resolves with the setting's new entry; undefined when nothing was written. Rejects with a `HumanError` when nothing
 * is meant.
 */
export async function suppressProblem(
  services: Services,
  first: unknown,
  options: CommandOptions,
): Promise<SuppressedEntry | undefined> {
  const meant = given(services, first, textOption(options, 'rule')) ?? (await askForProblem(services));
  if (meant === undefined) return undefined;
  const { rule, subject } = meant;
  const isPerson = first instanceof Row || first === undefined || options.fromPanel === true;
  const everywhere = isPerson ? await askForExtent(meant) : flagOption(options, 'everywhere');
  if (everywhere === undefined) return undefined;
  const { values, target } = ownSetting();
  const objects = withSuppression(values[rule], everywhere ? undefined : patternOf(subject));
  await write({ ...values, [rule]: objects }, target);
  return { rule, objects, by: 'setting' };
}

/**
 * Puts a problem aside until it changes or ends: that of a row, of a given target (all of it, or the option `rule`), or one
 * that a person chooses. Resolves with what was put aside.
 */
export async function dismissProblem(
  services: Services,
  first: unknown,
  options: CommandOptions,
): Promise<readonly SuppressedEntry[]> {
  const meant = listedFor(services, first, textOption(options, 'rule')) ?? (await askForProblem(services));
  const findings = meant === undefined ? [] : [meant].flat();
  services.problems.dismiss(findings);
  return findings.map(({ rule, subject }) => ({ rule, objects: patternOf(subject), by: 'dismissed' }));
}

/**
 * Lists what is not told; one that a person chooses is told again. Options: `undo: { rule, objects }` takes an entry back,
 * and `list: true` asks nothing. Resolves with what is left.
 */
export async function showSuppressed(
  { problems, dismissals }: Services,
  _first: unknown,
  options: CommandOptions,
): Promise<readonly SuppressedEntry[]> {
  const all = () => [...dismissedEntries(dismissals), ...settingEntries(), ...labelEntries(problems.suppressed)];
  const tellAgain = ({ rule, objects }: Pick<SuppressedEntry, 'rule' | 'objects'>) => {
    const found = dismissals.all.find((one) => one.rule === rule && objectsOf(one) === objects);
    if (found) dismissals.takeBack(found);
    return found !== undefined;
  };
  if (options.undo !== undefined) {
    const undo = undoOption(options.undo);
    if (tellAgain(undo)) return all();
    if (!settingEntries().some(({ rule, objects }) => rule === undo.rule && objects === undo.objects)) {
      throw new HumanError(`The setting does not suppress ${undo.rule} of ${undo.objects}.`, 'Look at the list first.');
    }
    await takeBack(undo);
  } else if (!flagOption(options, 'list')) {
    const chosen = await askForEntry(all());
    if (chosen?.by === 'dismissed') tellAgain(chosen);
    else if (chosen?.by === 'setting') await takeBack(chosen);
    else if (chosen) await tellOfLabel(chosen);
  }
  return all();
}

/** Shows the page of a rule: that of a row of Problems, or the option `rule`. */
export async function openRule(services: Services, first: unknown, options: CommandOptions): Promise<void> {
  const rule = findingOf(first)?.rule ?? textOption(options, 'rule') ?? (await askForProblem(services))?.rule;
  if (rule !== undefined) await openRulePage(services.extensionUri, rule);
}

function given({ cluster }: Services, first: unknown, rule: string | undefined): Meant | undefined {
  const finding = findingOf(first);
  if (finding) return finding;
  const [subject] = givenTargets(first, undefined) ?? [];
  if (subject === undefined) return undefined;
  if (rule === undefined) throw new HumanError('Which rule is meant is not said.', 'Give the option rule.');
  // A container that is made anew keeps its name, not its id.
  const { kind, id } = subject;
  const object = id !== undefined && isObjectKind(kind) ? cluster.get(kind, id) : undefined;
  return { rule, subject: object === undefined ? subject : { kind, id: object.id, name: object.name } };
}

function findingOf(first: unknown): Finding | undefined {
  return first instanceof Row && first.subject.type === 'finding' ? first.subject.finding : undefined;
}

/** Undefined where nothing is said of what is meant. Rejects with a `HumanError` when the object has no such problem. */
function listedFor({ problems }: Services, first: unknown, rule: string | undefined): readonly Finding[] | undefined {
  const finding = findingOf(first);
  if (finding) return [finding];
  const [subject] = givenTargets(first, undefined) ?? [];
  if (subject === undefined) return undefined;
  const found = problems.findings.filter(
    (one) => one.subject.id === subject.id && one.subject.kind === subject.kind && (rule ?? one.rule) === one.rule,
  );
  if (found.length === 0) throw new HumanError(`No such problem of ${subject.name ?? subject.kind} is listed.`);
  return found;
}

async function askForProblem({ problems }: Services): Promise<Finding | undefined> {
  if (problems.findings.length === 0) {
    throw new HumanError('No problem is listed.', 'Open the Problems view: it connects, and lists what is wrong.');
  }
  const picked = await vscode.window.showQuickPick(
    problems.findings.map((finding) => ({
      label: plainMessage(finding.subject.name ?? finding.subject.kind),
      description: plainMessage(finding.rule),
      detail: plainMessage(finding.title),
      finding,
    })),
    { title: 'Problems', placeHolder: 'Which problem?', matchOnDescription: true },
  );
  return picked?.finding;
}

/** True: everywhere; undefined: the person turned away, or took the label. */
async function askForExtent({ rule, subject }: Meant): Promise<boolean | undefined> {
  const name = plainMessage(subject.name ?? subject.id ?? subject.kind);
  const label = `${ignoreLabel}=${rule}`;
  const here = { label: `$(bell-slash) Of ${name}`, detail: `Writes the setting dockhound.${ignoreSetting}.` };
  const all = { label: '$(bell-slash) Of anything', detail: `Writes the setting dockhound.${ignoreSetting}.` };
  const copy = {
    label: `$(copy) Copy the label ${label}`,
    detail: `Put it on the ${subject.kind}: it holds for everybody.`,
  };
  const picked = await vscode.window.showQuickPick([here, all, copy], {
    ...{ title: `Do Not Tell ${rule}`, placeHolder: 'Of what?' },
  });
  if (picked === copy) {
    await vscode.env.clipboard.writeText(label);
    return undefined;
  }
  return picked && picked === all;
}

const howSuppressed = {
  dismissed: 'Dismissed until it changes. Choose it to be told again.',
  setting: 'By the setting. Choose it to be told again.',
  label: `By the label ${ignoreLabel}.`,
} as const;
const iconOf = { dismissed: 'eye-closed', setting: 'bell-slash', label: 'tag' } as const;

async function askForEntry(entries: readonly SuppressedEntry[]): Promise<SuppressedEntry | undefined> {
  const picked = await vscode.window.showQuickPick(
    entries.map((entry) => ({
      label: `$(${iconOf[entry.by]}) ${plainMessage(entry.rule)}`,
      description: plainMessage(entry.objects === '*' ? 'of anything' : entry.objects),
      detail: howSuppressed[entry.by],
      entry,
    })),
    {
      title: 'Suppressed Problems',
      placeHolder: entries.length === 0 ? 'Nothing is suppressed.' : 'Which one shall be told again?',
      matchOnDescription: true,
    },
  );
  return picked?.entry;
}

async function tellOfLabel({ rule, objects }: SuppressedEntry): Promise<void> {
  await vscode.window.showInformationMessage(
    plainMessage(`${objects} bears the label ${ignoreLabel}. Take ${rule} out of it to be told again.`),
  );
}

/** The workspace's own setting, or without one the person's: what other places say is merged by VS Code. */
function ownSetting(): {
  readonly values: Readonly<Record<string, string>>;
  readonly target: vscode.ConfigurationTarget;
} {
  const isWorkspace = (vscode.workspace.workspaceFolders ?? []).length > 0;
  const target = isWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  return { values: valuesAt(target), target };
}

function valuesAt(target: vscode.ConfigurationTarget): Readonly<Record<string, string>> {
  const known = vscode.workspace.getConfiguration('dockhound').inspect<unknown>(ignoreSetting);
  const value = target === vscode.ConfigurationTarget.Workspace ? known?.workspaceValue : known?.globalValue;
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, objects]) => typeof objects === 'string'));
}

async function write(values: Readonly<Record<string, string>>, target: vscode.ConfigurationTarget): Promise<void> {
  const value = Object.keys(values).length === 0 ? undefined : values;
  await vscode.workspace.getConfiguration('dockhound').update(ignoreSetting, value, target);
}

const places = [vscode.ConfigurationTarget.Workspace, vscode.ConfigurationTarget.Global];

function settingEntries(): readonly SuppressedEntry[] {
  const all = places.flatMap((target) =>
    Object.entries(valuesAt(target)).flatMap(([rule, objects]) =>
      (objects.trim() === '' ? ['*'] : objects.split(/[\s,]+/).filter(Boolean)).map((one) => `${rule} ${one}`),
    ),
  );
  return [...new Set(all)].map((one) => {
    const [rule = '', objects = ''] = one.split(' ');
    return { rule, objects, by: 'setting' };
  });
}

function dismissedEntries({ all }: Pick<Services['dismissals'], 'all'>): readonly SuppressedEntry[] {
  return all.map((one) => ({ rule: one.rule, objects: objectsOf(one), by: 'dismissed' }));
}

function objectsOf({ subject, name }: Dismissal): string {
  return `${subject.split('/', 1)[0]}/${name}`;
}

function labelEntries(suppressed: Services['problems']['suppressed']): readonly SuppressedEntry[] {
  return suppressed.flatMap(({ finding, by }) =>
    by === 'label' ? [{ rule: finding.rule, objects: patternOf(finding.subject), by }] : [],
  );
}

/** Wherever it stands. */
async function takeBack({ rule, objects }: Pick<SuppressedEntry, 'rule' | 'objects'>): Promise<void> {
  for (const target of places) {
    const { [rule]: value, ...others } = valuesAt(target);
    if (value === undefined) continue;
    const left = withoutSuppression(value, objects);
    if (left !== value) await write(left === undefined ? others : { ...others, [rule]: left }, target);
  }
}

function undoOption(value: unknown): { readonly rule: string; readonly objects: string } {
  if (typeof value === 'object' && value !== null && 'rule' in value && typeof value.rule === 'string') {
    const objects = 'objects' in value && typeof value.objects === 'string' ? value.objects : '*';
    return { rule: value.rule, objects };
  }
  throw new HumanError('What to take back is not said.', 'Pass { undo: { rule, objects } }.');
}
