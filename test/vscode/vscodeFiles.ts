// Everything that the running VS Code has written: where a search for what must not be anywhere looks.

import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';

/** Logs, state and settings, as paths. */
export function vscodeFiles(): string[] {
  return readdirSync(vscodeFolder(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Where the running VS Code keeps its logs and state: the server puts TMPDIR beside them; the desktop is test-electron's. */
function vscodeFolder(): string {
  const beside = path.dirname(tmpdir());
  if (path.basename(beside).startsWith('dockhound-vscode-')) return beside;
  const root = vscode.extensions.getExtension('dockhound.dockhound')?.extensionPath ?? '';
  return path.join(root, '.vscode-test', 'user-data');
}
