// Asks as whom, with which shell and where to open a terminal in a container.

import * as vscode from 'vscode';
import type { Engine, JsonObject, JsonValue } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import { isPlainObject } from '../model/plainJson';
import { noShellError } from '../views/terminals/noShellError';
import { type PasswdUser, parsePasswd } from '../views/terminals/passwd';
import { allShells } from '../views/terminals/shells';
import type { FoundContainer } from './containerTarget';

export interface ExecAnswers {
  readonly user?: string;
  readonly shell: string;
  readonly workdir?: string;
}

interface Choice extends vscode.QuickPickItem {
  /** Undefined: leave it to the container. */
  readonly value?: string;
  readonly typed?: boolean;
}

/** Undefined when the person leaves one of the questions unanswered. Rejects when the container has no shell. */
export async function askHow(
  engine: Engine,
  container: FoundContainer,
  osType: string,
): Promise<ExecAnswers | undefined> {
  const defaults = defaultsOf(await engine.inspect('container', container.id));
  const users = osType === 'windows' ? [] : await usersOf(engine, container.id);
  const user = await ask(container, 1, 'As which user?', userChoices(users, defaults.user), 'User, uid or user:group');
  if (!user) return undefined;

  const shells = await allShells(engine, container.id, osType);
  if (shells.length === 0) throw noShellError(engine, container);
  const shell = await ask(
    container,
    2,
    'Which shell?',
    [...shells.map((label) => ({ label, value: label })), { label: 'Another program…', typed: true }],
    'Name or path of a program in the container',
  );
  if (!shell?.value) return undefined;

  const home = users.find((each) => each.name === (user.value ?? (defaults.user || 'root')))?.home;
  const workdir = await ask(
    container,
    3,
    'In which folder?',
    folderChoices(osType, defaults.workdir, home),
    'Absolute path in the container',
  );
  if (!workdir) return undefined;
  return {
    shell: shell.value,
    ...(user.value === undefined ? {} : { user: user.value }),
    ...(workdir.value === undefined ? {} : { workdir: workdir.value }),
  };
}

async function ask(
  container: FoundContainer,
  step: number,
  question: string,
  choices: Choice[],
  typedPrompt: string,
): Promise<{ value?: string } | undefined> {
  const title = `Shell in ${container.name} (${step}/3)`;
  const choice = await vscode.window.showQuickPick(choices, { title, placeHolder: question, ignoreFocusOut: true });
  if (!choice) return undefined;
  if (!choice.typed) return choice.value === undefined ? {} : { value: choice.value };
  const value = await vscode.window.showInputBox({ title, prompt: typedPrompt, ignoreFocusOut: true });
  return value?.trim() ? { value: value.trim() } : undefined;
}

function userChoices(users: readonly PasswdUser[], defaultUser: string): Choice[] {
  const known = users.filter((user) => user.name !== 'root');
  return [
    { label: 'Container default', description: defaultUser || 'root' },
    { label: 'root', description: 'uid 0', value: 'root' },
    ...known.map((user) => ({ label: user.name, description: `uid ${user.uid}`, value: user.name })),
    { label: 'Another user…', typed: true },
  ];
}

function folderChoices(osType: string, defaultFolder: string, home: string | undefined): Choice[] {
  const root = osType === 'windows' ? 'C:\\' : '/';
  const choices: Choice[] = [{ label: 'Container default', description: defaultFolder || root }];
  if (defaultFolder !== root) choices.push({ label: root, value: root });
  if (home && home !== root) choices.push({ label: home, description: 'home folder', value: home });
  choices.push({ label: 'Another folder…', typed: true });
  return choices;
}

async function usersOf(engine: Engine, containerId: string): Promise<PasswdUser[]> {
  try {
    const result = await engine.run(containerId, { command: ['cat', '/etc/passwd'] }, { deadlineMs: 3_000 });
    return result.exitCode === 0 ? parsePasswd(result.stdout) : [];
  } catch (error) {
    // Without a list the question still stands: a user can be typed. Only an engine that is gone ends it.
    if (error instanceof EngineError && error.connect === undefined) return [];
    throw error;
  }
}

function defaultsOf(raw: JsonObject): { user: string; workdir: string } {
  const config = objectAt(raw, 'Config');
  return { user: textAt(config, 'User'), workdir: textAt(config, 'WorkingDir') };
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const found: JsonValue | undefined = value[key];
  return isPlainObject(found) ? found : {};
}

function textAt(value: JsonObject, key: string): string {
  const found = value[key];
  return typeof found === 'string' ? found : '';
}
