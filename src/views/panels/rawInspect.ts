// Everything the engine says of an object, as JSON in a read-only editor, with secrets masked.

import * as vscode from 'vscode';
import type { Cluster } from '../../cluster/cluster';
import { maskSecrets } from '../../model/maskSecrets';
import type { PanelTarget } from '../../protocol/panel';
import type { Disposable } from '../../util/disposable';
import { inspectTarget } from './inspectTarget';
import { readDocuments } from './readDocuments';

export const rawInspectScheme = 'dockhound-inspect';

export interface RawInspect extends Disposable {
  show(target: PanelTarget): Promise<void>;
}

/** A document is read anew each time it is opened or shown by `show`. */
export function createRawInspect({ cluster, log }: { cluster: Cluster; log: (line: string) => void }): RawInspect {
  const documents = readDocuments(rawInspectScheme, 'Inspect as JSON', log, async (uri, signal) => {
    const raw = await inspectTarget(cluster, targetOf(uri), signal);
    return `${JSON.stringify(maskSecrets(raw).json, undefined, 2)}\n`;
  });
  return {
    async show(target) {
      const uri = uriOf(target);
      documents.outdated(uri);
      const document = await vscode.workspace.openTextDocument(uri);
      const coloured = await vscode.languages.setTextDocumentLanguage(document, 'json');
      await vscode.window.showTextDocument(coloured, { preview: false });
    },
    dispose: () => documents.dispose(),
  };
}

// The path is what the tab shows; the query is what names the object.
function uriOf({ kind, id, name }: PanelTarget): vscode.Uri {
  const file = name.replace(/[^\w.:@-]+/g, '_') || id.slice(0, 12);
  return vscode.Uri.from({ scheme: rawInspectScheme, path: `/${kind}/${file}.json`, query: encodeURIComponent(id) });
}

function targetOf(uri: vscode.Uri): Pick<PanelTarget, 'kind' | 'id'> {
  const kind = uri.path.split('/')[1] ?? '';
  return { kind: kind as PanelTarget['kind'], id: decodeURIComponent(uri.query) };
}
