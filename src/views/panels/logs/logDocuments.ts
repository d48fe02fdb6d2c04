// Logs in read-only editors: a copy of the lines as they were, kept for as long as the editor is open.

import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../util/disposable';

const scheme = 'dockhound-log';

export interface LogDocuments extends Disposable {
  show(name: string, text: string): Promise<void>;
}

export function createLogDocuments(): LogDocuments {
  const texts = new Map<string, string>();
  const life = new DisposableStore();
  let last = 0;
  life.add(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) =>
        texts.get(uri.toString()) ?? 'This copy of the log is gone; open it from its panel again.\n',
    }),
  );
  life.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())));
  return {
    async show(name, text) {
      const file = name.replace(/[^\w.:@-]+/g, '_');
      const uri = vscode.Uri.from({ scheme, path: `/${++last}/${file}.log` });
      texts.set(uri.toString(), text);
      const document = await vscode.workspace.openTextDocument(uri);
      const coloured = await vscode.languages.setTextDocumentLanguage(document, 'log');
      // Changing the language closes the document for a moment.
      texts.set(uri.toString(), text);
      await vscode.window.showTextDocument(coloured, { preview: false });
    },
    dispose() {
      texts.clear();
      life.dispose();
    },
  };
}
