// Tells `when` clauses where the cluster stands: they choose welcome texts and what the menus offer.

import * as vscode from 'vscode';
import type { Cluster } from '../cluster/cluster';
import { swarmPart } from '../cluster/swarmState';

export function keepContextKeys(cluster: Cluster, onFailure: (error: unknown) => void): vscode.Disposable {
  const shown = new Map<string, unknown>();
  const set = (key: string, value: unknown) => {
    if (shown.get(key) === value) return;
    shown.set(key, value);
    vscode.commands.executeCommand('setContext', `dockhound.${key}`, value).then(undefined, onFailure);
  };
  let looked = false;
  const update = () => {
    const { status } = cluster;
    // Before anybody has looked there is nothing to say: a view that shows connects at once, and "not connected" would flash.
    looked ||= status.type !== 'idle';
    if (!looked) return;
    set('status', status.type);
    set('connectCause', status.type === 'away' ? (status.error.connect ?? 'other') : undefined);
    set('swarmRole', status.type === 'live' ? (cluster.info ?? status.info).swarm.role : undefined);
    const trouble = cluster.gaps.find((gap) => gap.part === swarmPart);
    set('swarmTrouble', status.type === 'live' ? trouble?.reason : undefined);
  };
  update();
  return vscode.Disposable.from(cluster.onDidChangeStatus(update), cluster.onDidChange(update));
}
