// One status bar item: which engine this window looks at, and whether it answers. Hidden until somebody looked.

import * as vscode from 'vscode';
import type { Cluster, ClusterStatus } from '../cluster/cluster';
import { engineWords } from './engineWords';
import { plainMessage } from './plainMessage';

export function createStatusBar(cluster: Cluster): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('dockhound.engine', vscode.StatusBarAlignment.Left, 0);
  item.name = 'Dockhound Engine';
  item.command = 'dockhound.connect';
  const show = (status: ClusterStatus) => {
    const look = lookOf(status);
    if (!look) {
      item.hide();
      return;
    }
    item.text = `$(${look.icon}) ${plainMessage(look.text)}`;
    item.tooltip = plainMessage(look.tooltip);
    item.accessibilityInformation = { label: `Docker engine: ${look.text}`, role: 'button' };
    item.backgroundColor = look.warn ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  };
  show(cluster.status);
  return vscode.Disposable.from(
    item,
    cluster.onDidChangeStatus(show),
    cluster.onDidChange((change) => change.type === 'info' && show(cluster.status)),
  );
}

function lookOf(status: ClusterStatus): { icon: string; text: string; tooltip: string; warn: boolean } | undefined {
  switch (status.type) {
    case 'idle':
      return undefined;
    case 'connecting': {
      const text = status.endpoint?.label ?? 'Docker';
      return { icon: 'sync~spin', text, tooltip: `Connecting to ${status.endpoint?.url ?? 'the engine'}`, warn: false };
    }
    case 'live':
      return {
        icon: 'server',
        text: status.info.label,
        tooltip: `${engineWords(status.info)} at ${status.endpoint.url}. Choose another engine.`,
        warn: false,
      };
    case 'away':
      return {
        icon: 'debug-disconnect',
        text: status.endpoint?.label ?? 'No engine',
        tooltip: status.error.message,
        warn: true,
      };
  }
}
