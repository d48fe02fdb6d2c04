// What would mend a finding in its file, as VS Code takes it. Nothing is saved: a person looks at it first, and can undo it.

import path from 'node:path';
import * as vscode from 'vscode';
import type { StackFile } from '../../documents/findings/origin';
import type { Fix } from '../../documents/findings/place';
import { HumanError } from '../../model/humanError';
import { toRange, toTextEdit } from './dockerfileDocuments';
import { type PlacedFinding, placeFindings } from './findingPlaces';
import type { KnownFinding } from './knownFindings';
import { textOfFile, workspaceFile } from './workspaceFiles';

/** Undefined where another file is meant, and that is not there or needs no change. */
export async function editOf({ uri, base }: PlacedFinding, fix: Fix): Promise<vscode.WorkspaceEdit | undefined> {
  const change = new vscode.WorkspaceEdit();
  if (fix.type === 'edit') {
    change.set(uri, fix.edits.map(toTextEdit));
    return change;
  }
  const file = await workspaceFile(path.resolve(base, fix.path));
  if (file === undefined || !(await textOfFile(file))?.includes('\r\n')) return undefined;
  change.set(file, [vscode.TextEdit.setEndOfLine(vscode.EndOfLine.LF)]);
  return change;
}

/**
 * Mends a known finding by the fix of that title, and shows where. Resolves with the file's URI. Rejects with a `HumanError`
 * where the file says something else by now.
 */
export async function mendInFile(
  known: KnownFinding | undefined,
  title: string,
  stackFile: StackFile,
): Promise<string> {
  const [placed] = known === undefined ? [] : await placeFindings([known], stackFile);
  const fix = placed?.place.fixes.find((one) => one.title === title);
  const edit = placed && fix && (await editOf(placed, fix));
  if (placed === undefined || edit === undefined) {
    throw new HumanError('The file does not say that any more.', 'Diagnose again to see what is wrong now.');
  }
  const editor = await vscode.window.showTextDocument(placed.uri, { selection: toRange(placed.place.range) });
  if (editor.document.getText() !== placed.text || !(await vscode.workspace.applyEdit(edit))) {
    throw new HumanError(
      `${vscode.workspace.asRelativePath(placed.uri)} could not be changed.`,
      'Nothing was changed.',
    );
  }
  return placed.uri.toString();
}
