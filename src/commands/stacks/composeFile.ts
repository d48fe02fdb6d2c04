// Finds and reads the compose file that is meant, with what stands beside it.

import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ComposeFacts } from '../../documents/compose/composeFacts';
import { parseDotEnv } from '../../documents/compose/envFile';
import type { StackSurroundings } from '../../documents/compose/fileForm';
import { parseCompose } from '../../documents/compose/parseCompose';
import { HumanError } from '../../model/humanError';
import { messageOf } from '../../util/messageOf';
import { plainMessage } from '../../views/plainMessage';
import type { GivenOptions } from '../givenOptions';

/** As in package.json's menus. */
export const composeGlob = '**/*{compose,stack}*.{yml,yaml}';
const composeName = /(compose|stack)[^/\\]*\.ya?ml$/i;
const mostFiles = 200;

export interface ComposeFileRead {
  readonly uri: vscode.Uri;
  readonly path: string;
  readonly folder: string;
  /** Relative to the workspace, for messages. */
  readonly shownName: string;
  readonly facts: ComposeFacts;
  /** Variables that the file takes from the `.env` beside it, since the environment does not have them. */
  readonly fromDotEnv: Readonly<Record<string, string>>;
  around(stack: string): StackSurroundings;
}

/** The given file, else the one in front, else one of the workspace; undefined when the person turned away. */
export async function findComposeFile(
  first: unknown,
  options: GivenOptions,
  title: string,
): Promise<vscode.Uri | undefined> {
  const { file } = options;
  if (typeof file === 'string' && file !== '')
    return vscode.Uri.file(absoluteIn(vscode.workspace.workspaceFolders, file));
  if (file instanceof vscode.Uri) return file;
  if (file !== undefined && file !== '')
    throw new HumanError('The option file is neither a path nor a Uri.', 'Give one of them.');
  if (first instanceof vscode.Uri) return first;
  const active = vscode.window.activeTextEditor?.document;
  if (active && composeName.test(active.uri.path)) return active.uri;
  return chooseComposeFile(title);
}

export async function chooseComposeFile(title: string): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles(composeGlob, '**/{node_modules,.git}/**', mostFiles);
  const items = found
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((uri) => ({
      label: `$(file) ${plainMessage(path.basename(uri.fsPath))}`,
      description: plainMessage(vscode.workspace.asRelativePath(uri)),
      uri,
    }));
  const other = { label: '$(folder-opened) Another File…', description: '', uri: undefined };
  const picked = await vscode.window.showQuickPick([...items, other], {
    ...{ title: plainMessage(title), placeHolder: 'Which compose file?', ignoreFocusOut: true },
    matchOnDescription: true,
  });
  if (picked !== other) return picked?.uri;
  const [chosen] =
    (await vscode.window.showOpenDialog({ title: plainMessage(title), openLabel: 'Use This File' })) ?? [];
  return chosen;
}

/**
 * docker reads the file on the disk, so what an editor holds must be there too: a person is asked to save, a program is
 * refused. False when the person turned away.
 */
export async function ensureSaved(uri: vscode.Uri, isProgram: boolean): Promise<boolean> {
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (document?.isUntitled) throw new HumanError('The file is not saved yet.', 'Save it, then deploy it.');
  if (!document?.isDirty) return true;
  const name = vscode.workspace.asRelativePath(uri);
  if (isProgram)
    throw new HumanError(`${name} has changes that are not saved.`, 'Save it first: docker reads it from the disk.');
  const save = 'Save and Go On';
  const detail = 'docker reads the file from the disk.';
  const answer = await vscode.window.showWarningMessage(
    plainMessage(`${name} has changes that are not saved.`),
    { modal: true, detail },
    save,
  );
  if (answer !== save) return false;
  if (!(await document.save())) throw new HumanError(`${name} could not be saved.`, 'Save it by hand, then try again.');
  return true;
}

/** What an open editor holds counts, else the file on the disk. */
export async function readComposeFile(uri: vscode.Uri): Promise<ComposeFileRead> {
  const shownName = vscode.workspace.asRelativePath(uri);
  if (uri.scheme !== 'file') {
    throw new HumanError(
      `${shownName} is not on the machine where Dockhound runs.`,
      'Open it from a folder on that machine.',
    );
  }
  const folder = path.dirname(uri.fsPath);
  const text = await textAt(uri, shownName);
  const dotEnv = parseDotEnv((await optionalText(path.join(folder, '.env'))) ?? '');
  const variable = (name: string) => process.env[name] ?? dotEnv.get(name);
  const facts = parseCompose(text, { variable });
  const absolute = (one: string) => absolutePath(folder, one, variable('HOME'));
  const envFiles = new Map<string, string | undefined>();
  for (const service of facts.services) {
    for (const { value } of service.envFiles) envFiles.set(value, await optionalText(path.resolve(folder, value)));
  }
  return {
    ...{ uri, path: uri.fsPath, folder, shownName, facts },
    fromDotEnv: Object.fromEntries(
      namesTaken(facts).flatMap((name) =>
        process.env[name] === undefined && dotEnv.has(name) ? [[name, dotEnv.get(name) ?? '']] : [],
      ),
    ),
    around: (stack) => ({ stack, variable, absolute, envFile: (one) => envFiles.get(one) }),
  };
}

/** Everything whose value may come from the surroundings. */
function namesTaken({ variables, services }: ComposeFacts): readonly string[] {
  const passed = services.flatMap(({ environment }) =>
    environment.filter(({ value }) => !value).map(({ name }) => name),
  );
  return [...new Set([...variables.map(({ name }) => name), ...passed])];
}

async function textAt(uri: vscode.Uri, shownName: string): Promise<string> {
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    const { size } = await stat(uri.fsPath);
    if (size > mostBytes) throw new HumanError(`${shownName} is too large to be a compose file.`);
    return Buffer.from(await vscode.workspace.fs.readFile(uri))
      .toString('utf8')
      .replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof HumanError) throw error;
    throw new HumanError(`${shownName} cannot be read: ${messageOf(error)}`, 'Check where it is.');
  }
}

const mostBytes = 5_000_000;

async function optionalText(file: string): Promise<string | undefined> {
  try {
    if ((await stat(file)).size > mostBytes) return undefined;
    return Buffer.from(await vscode.workspace.fs.readFile(vscode.Uri.file(file))).toString('utf8');
  } catch (error) {
    // That it cannot be read is told where its content is needed.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** As docker does (docker/cli, cli/compose/loader): `~` is the home folder; a path absolute on any system stays. */
function absolutePath(folder: string, file: string, home: string | undefined): string {
  const expanded = file.startsWith('~') && home !== undefined ? home + file.slice(1) : file;
  return path.posix.isAbsolute(expanded) || path.win32.isAbsolute(expanded) ? expanded : path.join(folder, expanded);
}

function absoluteIn(folders: readonly vscode.WorkspaceFolder[] | undefined, file: string): string {
  return path.resolve(folders?.[0]?.uri.fsPath ?? '', file);
}
