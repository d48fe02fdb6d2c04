// Everything that Dockhound does inside text editors, each part of it loaded with the first document that needs it.

import * as vscode from 'vscode';
import type { Cluster } from '../../cluster/cluster';
import { type Disposable, DisposableStore } from '../../util/disposable';
import { isDockerfile, isServiceDocument } from './documentKinds';

/**
 * Reads open documents only: no file, no process and no engine is touched, so it is safe in an untrusted workspace.
 * `failed` hears of a part that could not be loaded.
 */
export function registerEditors(cluster: Cluster, failed: (error: unknown) => void): Disposable {
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
  return life;
}
