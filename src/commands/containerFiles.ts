// What differs from the image, and files out of a container that runs or not: dockhound.changes, file.open and file.save.

import * as vscode from 'vscode';
import { HumanError } from '../model/humanError';
import type { TargetRef } from '../model/target';
import type { Services } from '../services';
import { assertContainerPath, pathProblem } from '../views/containerFiles/containerFiles';
import type { SavedFile } from '../views/containerFiles/saveFile';
import type { ShownPanel } from '../views/panels/panels';
import { plainMessage } from '../views/plainMessage';
import { type GivenOptions, textOption } from './givenOptions';

/** Rejects with a `HumanError` or `EngineError` where there is no such object or the engine cannot be reached. */
export async function showChanges(services: Services, target: TargetRef, options: GivenOptions): Promise<ShownPanel> {
  return services.panels.open('changes', target, options);
}

/** The option `path` answers which file. Rejects with a `HumanError` for what is no text: it can be saved. */
export async function openFile(
  { files }: Services,
  target: TargetRef,
  options: GivenOptions,
): Promise<{ readonly path: string } | undefined> {
  const path = await wantedPath('Open File', target, options);
  if (path === undefined) return undefined;
  const answer = await files.open(target, path);
  if (answer.type === 'opened') return { path };
  const save = { title: 'Save…', command: 'dockhound.file.save', arguments: [target, { path }] };
  throw new HumanError(answer.why, answer.canSave ? 'Save it instead.' : undefined, answer.canSave ? [save] : []);
}

/** The options `path` and `to` answer which file or folder, and where to: an absolute path where nothing is yet. */
export async function saveFile(
  { files }: Services,
  target: TargetRef,
  options: GivenOptions,
): Promise<SavedFile | undefined> {
  const path = await wantedPath('Save File or Folder', target, options);
  return path === undefined ? undefined : files.saveTo(target, path, textOption(options, 'to'));
}

async function wantedPath(title: string, target: TargetRef, options: GivenOptions): Promise<string | undefined> {
  const given = textOption(options, 'path');
  if (given !== undefined) {
    assertContainerPath(given);
    return given;
  }
  return vscode.window.showInputBox({
    title: `${title} of ${plainMessage(target.name ?? target.id ?? 'the container')}`,
    prompt: 'Path inside the container',
    placeHolder: '/etc/hosts',
    ignoreFocusOut: true,
    validateInput: (text) => (text === '' ? undefined : pathProblem(text)),
  });
}
