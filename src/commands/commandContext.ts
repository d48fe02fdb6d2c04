// What every command function is handed.

import type * as vscode from 'vscode';
import type { Cluster } from '../cluster/cluster';
import type { NodeRoutes } from '../cluster/nodeRoutes';
import type { ContainerTerminals } from '../views/terminals/containerTerminals';

export interface CommandContext {
  readonly cluster: Cluster;
  readonly routes: NodeRoutes;
  readonly log: vscode.LogOutputChannel;
  readonly terminals: ContainerTerminals;
}
