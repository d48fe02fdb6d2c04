// Saves a file or a folder of a container to this machine's disk: asks where to, shows how it goes, can be stopped.

import { lstat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { humanBytes } from '../../model/bytes';
import { HumanError } from '../../model/humanError';
import type { TargetRef } from '../../model/target';
import { plainMessage } from '../plainMessage';
import { extractTo } from './extractTo';
import type { FindContainer } from './findContainer';
import { locate } from './readFile';
import { safeSegments } from './safePath';

export interface SavedFile {
  /** Where it is now. */
  readonly to: string;
  readonly files: number;
  readonly bytes: number;
  /** Names that were not written, since they lead elsewhere or are no files. */
  readonly leftOut: readonly string[];
}

const showEveryMs = 200;

/**
 * `to`: an absolute path that does not exist yet; else the person is asked. Undefined when they turned away. Rejects with a
 * `HumanError` or an `EngineError`; nothing is left on the disk then.
 */
export async function saveFile(
  find: FindContainer,
  target: TargetRef,
  wanted: string,
  to?: string,
): Promise<SavedFile | undefined> {
  const abort = new AbortController();
  const { engine, container } = await find(target, abort.signal);
  const { path: at, file } = await locate(engine, container.id, wanted, abort.signal);
  if (file.type === 'other') throw new HumanError(`${at} is a device, a pipe or a socket: there is nothing to save.`);
  const isFolder = file.type === 'folder';
  // The name that was asked for, not that of what a symlink leads to.
  const name = diskName(wanted, container.name);
  const destination = to ?? (await askWhere(name, isFolder));
  if (destination === undefined) return undefined;
  await assertFree(destination, isFolder || to !== undefined);

  const title = `Saving ${plainMessage(name)} from ${plainMessage(container.name)}`;
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
    token.onCancellationRequested(() => abort.abort());
    let shownAt = 0;
    try {
      const extracted = await extractTo(engine.archive(container.id, at, abort.signal), destination, {
        signal: abort.signal,
        progress(files, bytes) {
          if (Date.now() - shownAt < showEveryMs) return;
          shownAt = Date.now();
          progress.report({ message: isFolder ? `${files} files, ${humanBytes(bytes)}` : humanBytes(bytes) });
        },
      });
      return { to: destination, ...extracted };
    } catch (error) {
      if (abort.signal.aborted) return undefined;
      throw onDisk(error, destination);
    }
  });
}

/** Says what was saved, and offers to look at it. Not waited for by who saved. */
export async function tellSaved({ to, files, bytes, leftOut }: SavedFile): Promise<void> {
  const count = files === 1 ? '1 file' : `${files.toLocaleString()} files`;
  const less =
    leftOut.length === 0
      ? ''
      : ` ${leftOut.length} left out (links that lead out of the folder, devices, or names that cannot be written here), for example ${leftOut[0]}.`;
  const message = plainMessage(`Saved ${count}, ${humanBytes(bytes)}, to ${to}.${less}`);
  const reveal = 'Show in File Manager';
  if ((await vscode.window.showInformationMessage(message, reveal)) !== reveal) return;
  await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(to));
}

function diskName(wanted: string, container: string): string {
  const last =
    wanted
      .split('/')
      .filter((part) => part !== '')
      .at(-1) ?? container;
  return safeSegments(last, true)?.[0] ?? 'from-container';
}

async function askWhere(name: string, isFolder: boolean): Promise<string | undefined> {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri;
  const start = folder ?? vscode.Uri.file(homedir());
  if (!isFolder) {
    const defaultUri = vscode.Uri.joinPath(start, name);
    return pathOf(await vscode.window.showSaveDialog({ defaultUri, title: `Save ${plainMessage(name)}` }));
  }
  const chosen = await vscode.window.showOpenDialog({
    ...{ canSelectFolders: true, canSelectFiles: false, defaultUri: start },
    ...{ title: `Save the folder ${plainMessage(name)} into`, openLabel: 'Save Here' },
  });
  const into = pathOf(chosen?.[0]);
  return into === undefined ? undefined : path.join(into, name);
}

function pathOf(uri: vscode.Uri | undefined): string | undefined {
  if (!uri) return undefined;
  if (uri.scheme !== 'file') {
    throw new HumanError(
      `A file cannot be saved to ${uri.scheme}.`,
      'Choose a place on the machine Dockhound runs on.',
    );
  }
  return uri.fsPath;
}

/** The dialog has asked whether a file is to be replaced; a folder is never mixed with another. */
async function assertFree(destination: string, mustBeNew: boolean): Promise<void> {
  if (!path.isAbsolute(destination))
    throw new HumanError(`${destination} is not an absolute path.`, 'Give one in full.');
  const there = await lstat(destination).catch(() => undefined);
  if (there?.isDirectory() || (there && mustBeNew)) {
    throw new HumanError(`${destination} is there already.`, 'Choose another place, or move it away first.');
  }
}

function onDisk(error: unknown, destination: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const folder = path.dirname(destination);
  const say = (message: string, next: string) => Object.assign(new HumanError(message, next), { cause: error });
  switch (code) {
    case 'ENOSPC':
      return say(`There is no room left on the disk of ${folder}.`, 'Nothing was saved; choose another place.');
    case 'EACCES':
    case 'EROFS':
      return say(`Nothing can be written to ${folder}.`, 'Choose another place.');
    case 'ENOENT':
      return say(`There is no folder ${folder}.`, 'Choose another place.');
    default:
      return error;
  }
}
