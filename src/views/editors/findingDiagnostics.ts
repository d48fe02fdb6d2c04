// Marks what is wrong in a running system on the line of the workspace that causes it, with what would mend it there.

import * as vscode from 'vscode';
import type { StackFile } from '../../documents/findings/origin';
import type { Severity } from '../../model/finding';
import { type Disposable, DisposableStore } from '../../util/disposable';
import { plainMessage } from '../plainMessage';
import { diagnosticSource } from './dockerfileDiagnostics';
import { toRange } from './dockerfileDocuments';
import { dockerfileSelector, yamlSelector } from './documentKinds';
import { editOf } from './findingFixes';
import { type PlacedFinding, placeFindings } from './findingPlaces';
import type { KnownFindings } from './knownFindings';

const settingName = 'dockhound.editor.diagnostics';
const quietDelayMs = 250;

export interface FindingDiagnosticsOptions {
  readonly known: KnownFindings;
  readonly stackFile: StackFile;
  readonly extensionUri: vscode.Uri;
  failed(error: unknown): void;
}

/** Reads files of the workspace only, and only while something is known to be wrong. */
export function findingDiagnostics({ known, stackFile, extensionUri, failed }: FindingDiagnosticsOptions): Disposable {
  const life = new DisposableStore();
  const collection = life.add(vscode.languages.createDiagnosticCollection('dockhound-findings'));
  let placed: readonly PlacedFinding[] = [];
  let timer: NodeJS.Timeout | undefined;
  let round = 0;

  const refresh = async () => {
    round += 1;
    const mine = round;
    const wanted = vscode.workspace.getConfiguration().get<boolean>(settingName, true);
    const found = wanted ? await placeFindings(known.all(), stackFile) : [];
    // A later round has begun meanwhile, and knows better.
    if (mine !== round) return;
    placed = found;
    const byFile = new Map<string, [vscode.Uri, vscode.Diagnostic[]]>();
    for (const one of placed) {
      const [, list] = byFile.get(one.uri.toString()) ?? [one.uri, []];
      byFile.set(one.uri.toString(), [one.uri, [...list, diagnosticOf(one, extensionUri)]]);
    }
    collection.clear();
    collection.set([...byFile.values()]);
  };
  const refreshSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => refresh().catch(failed), quietDelayMs);
  };
  // Another file may be a part of what is meant as well: `.env`, an override. Without a finding there is nothing to do.
  const fileMoved = ({ path: moved }: vscode.Uri) => {
    if (/\.(?:ya?ml|env)$|dockerfile|containerfile/i.test(moved) && known.all().length > 0) refreshSoon();
  };

  life.add(known.onDidChange(refreshSoon));
  life.add(vscode.workspace.onDidChangeTextDocument(({ document }) => fileMoved(document.uri)));
  life.add(vscode.workspace.onDidSaveTextDocument(({ uri }) => fileMoved(uri)));
  life.add(vscode.workspace.onDidChangeWorkspaceFolders(refreshSoon));
  life.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingName)) refreshSoon();
    }),
  );
  life.add({ dispose: () => clearTimeout(timer) });
  life.add(
    vscode.languages.registerCodeActionsProvider(
      [...yamlSelector, ...dockerfileSelector],
      {
        provideCodeActions: (document, range, context) =>
          actionsFor(
            placed.filter(
              ({ uri, text, place }) =>
                uri.toString() === document.uri.toString() &&
                text === document.getText() &&
                toRange(place.range).intersection(range) !== undefined,
            ),
            context,
          ),
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  refreshSoon();
  return life;
}

const levels: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  critical: 0,
  error: 0,
  warning: 1,
  info: 2,
};

function diagnosticOf({ finding, place }: PlacedFinding, extensionUri: vscode.Uri): vscode.Diagnostic {
  const one = new vscode.Diagnostic(toRange(place.range), plainMessage(finding.title), levels[finding.severity]);
  one.source = diagnosticSource;
  const page = vscode.Uri.joinPath(extensionUri, 'docs', 'rules', `${finding.rule}.md`);
  one.code = { value: finding.rule, target: page };
  return one;
}

async function actionsFor(
  placed: readonly PlacedFinding[],
  { diagnostics, only }: vscode.CodeActionContext,
): Promise<vscode.CodeAction[]> {
  if (only && !only.contains(vscode.CodeActionKind.QuickFix) && !vscode.CodeActionKind.QuickFix.contains(only))
    return [];
  const actions: vscode.CodeAction[] = [];
  for (const one of placed) {
    const { finding, place } = one;
    const mended = diagnostics.filter(
      ({ source, code, range }) =>
        source === diagnosticSource &&
        typeof code === 'object' &&
        code.value === finding.rule &&
        range.isEqual(toRange(place.range)),
    );
    const add = (title: string): vscode.CodeAction => {
      const action = new vscode.CodeAction(plainMessage(title), vscode.CodeActionKind.QuickFix);
      action.diagnostics = mended;
      actions.push(action);
      return action;
    };
    for (const [at, fix] of place.fixes.entries()) {
      const change = await editOf(one, fix);
      if (change === undefined) continue;
      const action = add(fix.title);
      action.edit = change;
      action.isPreferred = at === 0;
    }
    add(`Diagnose ${finding.subject.name ?? 'it'}`).command = {
      command: 'dockhound.diagnose',
      title: 'Diagnose',
      arguments: [finding.subject, { fromPanel: true }],
    };
    add(`Do not tell ${finding.rule} of ${finding.subject.name ?? 'it'}…`).command = {
      command: 'dockhound.problem.suppress',
      title: 'Suppress',
      arguments: [finding.subject, { rule: finding.rule, fromPanel: true }],
    };
  }
  return actions;
}
