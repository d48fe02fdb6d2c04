// Read-only documents of one scheme, whose text is read from an engine anew each time they are opened or called outdated.

import * as vscode from 'vscode';
import { panelError } from '../../feeds/panelError';
import type { Disposable } from '../../util/disposable';

export interface ReadDocuments extends Disposable {
  /** Those that are open are read again. */
  outdated(...uris: readonly vscode.Uri[]): void;
}

/** What goes wrong stands in the document as a comment, and in the log after `what`. */
export function readDocuments(
  scheme: string,
  what: string,
  log: (line: string) => void,
  read: (uri: vscode.Uri, signal: AbortSignal) => Promise<string>,
): ReadDocuments {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri, token) {
      const abort = new AbortController();
      const listening = token.onCancellationRequested(() => abort.abort());
      try {
        return await read(uri, abort.signal);
      } catch (error) {
        const { message, next } = panelError(error);
        log(`${what}: ${message}`);
        return `// ${message}${next ? ` ${next}` : ''}\n`;
      } finally {
        listening.dispose();
      }
    },
  });
  return {
    outdated: (...uris) => {
      for (const uri of uris) changed.fire(uri);
    },
    dispose() {
      registration.dispose();
      changed.dispose();
    },
  };
}
