// A service's spec beside its previous one in VS Code's diff editor: read-only, secrets masked, keys in order.

import * as vscode from 'vscode';
import type { Cluster } from '../../cluster/cluster';
import { comparable, comparableText } from '../../model/comparable';
import type { PanelTarget } from '../../protocol/panel';
import type { Disposable } from '../../util/disposable';
import { oneLine } from '../trees/rowLook';
import { readDocuments } from './readDocuments';

export const specScheme = 'dockhound-spec';

export interface SpecDiff extends Disposable {
  show(target: PanelTarget): Promise<void>;
}

/** Both documents are read anew each time they are shown. */
export function createSpecDiff({ cluster, log }: { cluster: Cluster; log: (line: string) => void }): SpecDiff {
  const documents = readDocuments(specScheme, 'Spec of a service', log, (uri, signal) =>
    specText(cluster, uri, signal),
  );
  return {
    async show(target) {
      const [before, after] = [uriOf(target, 'before'), uriOf(target, 'now')];
      documents.outdated(before, after);
      const title = `${oneLine(target.name)}: before the last update ↔ now`;
      await vscode.commands.executeCommand('vscode.diff', before, after, title, { preview: false });
    },
    dispose: () => documents.dispose(),
  };
}

async function specText(cluster: Cluster, uri: vscode.Uri, signal: AbortSignal): Promise<string> {
  const engine = await cluster.engine(signal);
  const { spec, previousSpec } = await engine.swarm.read('service', decodeURIComponent(uri.query), { signal });
  if (!previousSpec) return '// There is no previous spec any more.\n';
  // The marks are not kept, so that the values themselves can serve.
  const ofItself = (value: string) => value;
  const [before, now] = [comparable(previousSpec, ofItself), comparable(spec, ofItself)];
  const text = { kind: 'service', everything: true } as const;
  return uri.path.startsWith('/before/')
    ? comparableText(before, now, { ...text, differs: 'before' })
    : comparableText(now, before, { ...text, differs: 'now' });
}

// The path ends in .json, so that both sides are coloured as what they are.
function uriOf({ id, name }: PanelTarget, side: 'before' | 'now'): vscode.Uri {
  const file = name.replace(/[^\w.:@-]+/g, '_') || id.slice(0, 12);
  return vscode.Uri.from({ scheme: specScheme, path: `/${side}/${file}.json`, query: encodeURIComponent(id) });
}
