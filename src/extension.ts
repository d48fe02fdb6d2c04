// Where VS Code enters: builds the services, registers what it shows, returns the public API. Does no I/O.

import * as vscode from 'vscode';
import { createApi, type DockhoundApi } from './api';
import { registerCommands } from './commands/registerCommands';
import { createServices } from './services';
import { keepContextKeys } from './views/contextKeys';
import { registerEditors } from './views/editors/registerEditors';
import { createStatusBar } from './views/statusBar';
import { createTrees } from './views/trees/trees';

// VS Code calls `deactivate` without any context, so this is the one thing kept between the two.
let leave: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): DockhoundApi {
  const services = createServices(context);
  const { cluster, routes, log, terminals, problems, diagnoses } = services;
  leave = () => terminals.leaveAll();
  context.subscriptions.push(
    services,
    keepContextKeys(cluster, (error) => log.error('A context key could not be set.', error)),
    createTrees(cluster, problems, routes),
    createStatusBar(cluster),
    registerCommands(services),
    registerEditors(services, (error) => log.error('Part of the editors could not be loaded.', error)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      // Only somebody who looks has to be served by the new engine.
      if (event.affectsConfiguration('dockhound.engine') && cluster.status.type !== 'idle') {
        cluster.use(undefined).catch((error) => log.warn(`The engine setting changed: ${error}`));
      }
    }),
  );
  return createApi(cluster, diagnoses);
}

/** Shells in containers outlive their terminals unless they are told to end, and that needs the engine once more. */
export async function deactivate(): Promise<void> {
  await leave?.();
}
