// Puts one controller behind one webview panel: page, messages, header, visibility and end.

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Cluster } from '../../cluster/cluster';
import type { NodeRoutes } from '../../cluster/nodeRoutes';
import type { Gap } from '../../model/gap';
import type { PanelContract, PanelHeader, PanelKind, PanelTarget } from '../../protocol/panel';
import type { HostMessage } from '../../protocol/rpc';
import { newService } from '../../protocol/service';
import { type Disposable, DisposableStore, toDisposable } from '../../util/disposable';
import { messageOf } from '../../util/messageOf';
import { oneLine } from '../trees/rowLook';
import type { Handlers, PanelDefinition, PanelPlace } from './panelController';
import { panelDocument } from './panelDocument';
import { panelHeader } from './panelHeader';
import { answer } from './requestDesk';

export interface PanelSurroundings {
  readonly extensionUri: vscode.Uri;
  readonly cluster: Cluster;
  readonly routes: NodeRoutes;
  log(line: string): void;
  openRaw(target: PanelTarget): Promise<void>;
}

/** The header follows the picture, but not faster than this. */
const headerEveryMs = 200;

/** The extension's own files that a panel may load: nothing else on the disk. */
export function webviewRoots(extensionUri: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extensionUri, 'dist', 'webview'), vscode.Uri.joinPath(extensionUri, 'media')];
}

export interface AttachedPanel extends Disposable {
  /** Leads to a place in it, where it knows such places. */
  show(place: PanelPlace): void;
}

/** Everything that is started here ends with the panel. */
export function attachPanel<C extends PanelContract>(
  panel: vscode.WebviewPanel,
  kind: PanelKind,
  target: PanelTarget,
  definition: PanelDefinition<C>,
  surroundings: PanelSurroundings,
): AttachedPanel {
  const { cluster, routes, log } = surroundings;
  const life = new DisposableStore();
  let listening = false;
  let gaps: readonly Gap[] = [];
  let shown = '';
  let headerTimer: NodeJS.Timeout | undefined;
  let interest: Disposable | undefined;

  const post = (message: HostMessage) => {
    void panel.webview
      .postMessage(message)
      .then(undefined, (error) => log(`A panel could not be told: ${String(error)}`));
  };
  const header = (): PanelHeader => panelHeader(cluster, target, kind, gaps);
  const tellHeader = () => {
    headerTimer ??= setTimeout(() => {
      headerTimer = undefined;
      const next = header();
      const text = JSON.stringify(next);
      if (!listening || text === shown) return;
      shown = text;
      post({ type: 'notice', name: 'header', params: next });
    }, headerEveryMs);
  };

  const controller = life.add(
    definition.create({
      cluster,
      routes,
      target,
      notify: (name, params) => {
        if (listening) post({ type: 'notice', name, params });
      },
      setGaps: (next) => {
        gaps = next;
        tellHeader();
      },
      openRaw: () => surroundings.openRaw(target),
      execute: async (command, ...args) => vscode.commands.executeCommand(command, ...args),
      log,
    }),
  );

  const common: Pick<Record<string, (params: never) => unknown>, 'ready' | 'runCommand' | 'retry'> = {
    ready: () => {
      listening = true;
      const now = header();
      shown = JSON.stringify(now);
      return now;
    },
    runCommand: ({ command }: { command: string }) => {
      // The command shows what goes wrong; the panel does not wait for it, since it may ask the user.
      void vscode.commands
        .executeCommand(command, { kind: target.kind, id: target.id, name: target.name }, { fromPanel: true })
        .then(undefined, (error) => log(`${command}: ${messageOf(error)}`));
      return null;
    },
    retry: () => {
      controller.retry();
      return null;
    },
  };
  const handlers = { ...(controller.handlers satisfies Handlers<C>), ...common };
  const desk = { validators: definition.validators, handlers, post, log };

  const look = () => {
    const visible = panel.visible;
    // A hidden view is gone; it says `ready` again when it comes back.
    if (!visible) listening = false;
    const all = kind === 'map' || kind === 'diagnosis' || (kind === 'events' && target.kind === 'engine');
    const tasks = all || /^(service|task|stack|node|swarm)$/.test(target.kind);
    if (visible && !interest) interest = cluster.watch({ tasks });
    if (!visible) {
      interest?.dispose();
      interest = undefined;
    }
    controller.setVisible(visible);
  };

  life.add(toDisposable(() => clearTimeout(headerTimer)));
  life.add(toDisposable(() => interest?.dispose()));
  life.add(panel.webview.onDidReceiveMessage((message: unknown) => void answer(desk, message)));
  life.add(panel.onDidChangeViewState(look));
  life.add(cluster.onDidChange(tellHeader));
  life.add(cluster.onDidChangeStatus(tellHeader));

  const { webview } = panel;
  const own = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(surroundings.extensionUri, 'dist', 'webview', name)).toString();
  const more = definition.others ? ` and ${definition.others} more` : '';
  panel.title = target.id === newService.id ? 'Create Service' : `${oneLine(target.name)}${more} · ${titles[kind]}`;
  webview.options = { enableScripts: true, localResourceRoots: webviewRoots(surroundings.extensionUri) };
  webview.html = panelDocument({
    title: titles[kind],
    element: `dockhound-${kind}`,
    script: own(`${kind}.js`),
    styles: [own('codicon.css'), own(`${kind}.css`)],
    source: webview.cspSource,
    nonce: randomBytes(18).toString('base64'),
  });
  look();
  return { show: (place) => controller.show?.(place), dispose: () => life.dispose() };
}

const titles: Readonly<Record<PanelKind, string>> = {
  service: 'Edit',
  logs: 'Logs',
  stats: 'Stats',
  top: 'Processes',
  changes: 'Changes',
  inspect: 'Inspect',
  events: 'Events',
  diagnosis: 'Diagnosis',
  map: 'Map',
};
