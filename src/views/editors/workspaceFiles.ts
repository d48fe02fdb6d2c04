// The files of the workspace that findings may stand in: found by the path that an engine tells, and read.

import { realpath } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ComposeFacts } from '../../documents/compose/composeFacts';
import { parseDotEnv } from '../../documents/compose/envFile';
import { parseCompose } from '../../documents/compose/parseCompose';

const longestText = 2_000_000;

/** A path as the machine of the engine's tools wrote it → the file in this workspace; undefined where it is in none. */
export async function workspaceFile(file: string): Promise<vscode.Uri | undefined> {
  if (!path.isAbsolute(file)) return undefined;
  const uri = vscode.Uri.file(path.normalize(file));
  if (vscode.workspace.getWorkspaceFolder(uri) || openDocument(uri)) return uri;
  // A workspace that was opened by a link, or the other way round.
  const real = await realOrSame(file);
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    if (folder.uri.scheme !== 'file') continue;
    const inside = path.relative(await realOrSame(folder.uri.fsPath), real);
    if (inside !== '' && !inside.startsWith('..') && !path.isAbsolute(inside)) {
      return vscode.Uri.joinPath(folder.uri, ...inside.split(path.sep));
    }
  }
  return undefined;
}

/** What an editor holds, else what is on the disk; undefined for a file that is not there, or no text. */
export async function textOfFile(uri: vscode.Uri): Promise<string | undefined> {
  const open = openDocument(uri);
  if (open) return open.getText();
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > longestText) return undefined;
    // An editor hides the mark of byte order, so positions are counted without.
    return Buffer.from(await vscode.workspace.fs.readFile(uri))
      .toString('utf8')
      .replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** Variables are filled in as Compose does: the environment first, then the `.env` beside the file. */
export async function composeFactsOf(uri: vscode.Uri, text: string): Promise<ComposeFacts> {
  const dotEnv = text.includes('$')
    ? parseDotEnv((await textOfFile(vscode.Uri.joinPath(uri, '..', '.env'))) ?? '')
    : new Map<string, string>();
  return parseCompose(text, { variable: (name) => process.env[name] ?? dotEnv.get(name) });
}

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const wanted = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === wanted);
}

async function realOrSame(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    if (error instanceof Error) return file;
    throw error;
  }
}
