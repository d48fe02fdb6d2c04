// How a diagnosis leaves its panel: onto the clipboard, to the page of a rule, to a line of a file.

import * as vscode from 'vscode';
import { HumanError } from '../../../model/humanError';

export interface DiagnosisDoors {
  copy(text: string): Promise<void>;
  /** The page that comes with the extension. */
  openRule(rule: string): Promise<void>;
  /** `file` as the workspace names it; `line` from 1. Rejects with a `HumanError` where it is no file of this window. */
  openDocument(file: string, line: number): Promise<void>;
  /** Whether Dockhound has such a command. */
  hasCommand(command: string): boolean;
}

export async function diagnosisDoors(extensionUri: vscode.Uri): Promise<DiagnosisDoors> {
  const commands = new Set(await vscode.commands.getCommands(true));
  return {
    copy: async (text) => vscode.env.clipboard.writeText(text),
    openRule: (rule) => openRulePage(extensionUri, rule),
    async openDocument(file, line) {
      const uri = await fileOfWindow(file);
      if (uri === undefined) throw new HumanError(`${file} is in no folder of this window.`, 'Open its folder first.');
      const at = new vscode.Position(line - 1, 0);
      await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
    },
    hasCommand: (command) => command.startsWith('dockhound.') && commands.has(command),
  };
}

/** The inverse of `asRelativePath`, which names the folder where there are several, and leaves a path of no folder whole. */
async function fileOfWindow(file: string): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  for (const { uri, name } of folders) {
    const inner = folders.length > 1 && file.startsWith(`${name}/`) ? file.slice(name.length + 1) : file;
    const found = vscode.Uri.joinPath(uri, inner);
    if (vscode.workspace.asRelativePath(found) === file && (await isThere(found))) return found;
  }
  return vscode.workspace.textDocuments.find(({ uri }) => vscode.workspace.asRelativePath(uri) === file)?.uri;
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}

/** What a rule or cause means, how it is known, how to mend it, when to leave it alone. */
export async function openRulePage(extensionUri: vscode.Uri, rule: string): Promise<void> {
  if (!/^[a-z0-9-]+$/.test(rule)) throw new HumanError('There is no such rule.');
  const page = vscode.Uri.joinPath(extensionUri, 'docs', 'rules', `${rule}.md`);
  try {
    await vscode.workspace.fs.stat(page);
  } catch {
    throw new HumanError(`There is no page about ${rule}.`);
  }
  await vscode.commands.executeCommand('markdown.showPreview', page);
}
