// Everything that Dockhound does inside text editors, each part of it loaded with the first document that needs it.

import * as vscode from 'vscode';
import type { Services } from '../../services';
import { type Disposable, DisposableStore } from '../../util/disposable';
import { isDockerfile, isServiceDocument, isYaml } from './documentKinds';

/**
 * No process and no engine is touched, and of files only those are read that a known problem may stand in, so it is safe in
 * an untrusted workspace. `failed` hears of a part that could not be loaded.
 */
export function registerEditors(
  { cluster, problems, knownFindings, stackFile, extensionUri }: Services,
  failed: (error: unknown) => void,
): Disposable {
  const life = new DisposableStore();
  const withFirst = (suits: (document: vscode.TextDocument) => boolean, load: () => Promise<Disposable>) => {
    const begin = () => {
      opening.dispose();
      load().then((part) => life.add(part), failed);
    };
    const opening = life.add(vscode.workspace.onDidOpenTextDocument((document) => suits(document) && begin()));
    if (vscode.workspace.textDocuments.some(suits)) begin();
  };
  withFirst(isDockerfile, async () => (await import('./dockerfileFeatures')).registerDockerfileFeatures());
  withFirst(isServiceDocument, async () => (await import('./serviceDocuments')).registerServiceDocuments(cluster));
  withFirst(
    (document) => isYaml(document) || isDockerfile(document),
    async () => (await import('./serviceLenses')).serviceLenses({ cluster, problems, stackFile }),
  );
  const waiting = life.add(
    knownFindings.onDidChange(() => {
      if (knownFindings.all().length === 0) return;
      waiting.dispose();
      import('./findingDiagnostics').then(({ findingDiagnostics }) => {
        life.add(findingDiagnostics({ known: knownFindings, stackFile, extensionUri, failed }));
      }, failed);
    }),
  );
  return life;
}
