// Tells `when` clauses where the cluster stands: they choose welcome texts and what the menus offer.

import * as vscode from 'vscode';
import type { Cluster } from '../cluster/cluster';
import type { Event } from '../util/emitter';

export function keepContextKeys(cluster: Cluster, onFailure: (error: unknown) => void): vscode.Disposable {
  const shown = new Map<string, unknown>();
  const set = (key: string, value: unknown) => {
    if (shown.get(key) === value) return;
    shown.set(key, value);
    vscode.commands.executeCommand('setContext', `dockhound.${key}`, value).then(undefined, onFailure);
  };
  const update = () => {
    const { status } = cluster;
    set('status', status.type);
    set('connectCause', status.type === 'away' ? (status.error.connect ?? 'other') : undefined);
    set('swarmRole', status.type === 'live' ? (cluster.info ?? status.info).swarm.role : undefined);
  };
  update();
  return listenToAll([cluster.onDidChangeStatus, cluster.onDidChange], update);
}

/** One listener on several events. */
export function listenToAll(events: readonly Event<never>[], listener: () => void): vscode.Disposable {
  return vscode.Disposable.from(...events.map((event) => event(listener)));
}
