// The two sides of a drifted stack as read-only documents, side by side in the editor's own diff.

import * as vscode from 'vscode';
import type { Disposable } from '../../util/disposable';
import { plainMessage } from '../plainMessage';

export const driftScheme = 'dockhound-drift';

export interface DriftDocuments extends Disposable {
  /** `file`, `running`: YAML without secrets. Shown again, the documents of this stack take the new text. */
  show(sides: {
    readonly stack: string;
    readonly title: string;
    readonly file: string;
    readonly running: string;
  }): Promise<void>;
}

export function createDriftDocuments(): DriftDocuments {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registrations = [
    vscode.workspace.registerTextDocumentContentProvider(driftScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '# Compare the stack again to see it.\n',
    }),
    vscode.workspace.onDidCloseTextDocument((document) => texts.delete(document.uri.toString())),
  ];
  const publish = (stack: string, side: string, text: string): vscode.Uri => {
    const uri = vscode.Uri.from({ scheme: driftScheme, path: `/${stack}/${side}.yaml` });
    texts.set(uri.toString(), text);
    changed.fire(uri);
    return uri;
  };
  return {
    async show({ stack, title, file, running }) {
      const left = publish(stack, 'file', file);
      const right = publish(stack, 'running', running);
      await vscode.commands.executeCommand('vscode.diff', left, right, plainMessage(title), { preview: false });
    },
    dispose() {
      for (const registration of registrations) registration.dispose();
      changed.dispose();
    },
  };
}
