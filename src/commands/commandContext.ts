// What every command function is handed.

import type * as vscode from 'vscode';
import type { Cluster } from '../cluster/cluster';
import type { NodeRoutes } from '../cluster/nodeRoutes';
import type { DockerCli } from '../operations/stacks/dockerCli';
import type { Diagnoses } from '../views/diagnoses';
import type { Dismissals } from '../views/dismissals';
import type { DriftDocuments } from '../views/editors/driftDocuments';
import type { Suppressions } from '../views/suppressions';
import type { ContainerTerminals } from '../views/terminals/containerTerminals';
import type { Problems } from '../views/trees/problems';
import type { StackFiles } from './stacks/stackFiles';

export interface CommandContext {
  /** Where the extension is installed. */
  readonly extensionUri: vscode.Uri;
  readonly cluster: Cluster;
  readonly routes: NodeRoutes;
  readonly log: vscode.LogOutputChannel;
  readonly terminals: ContainerTerminals;
  readonly dockerCli: DockerCli;
  readonly stackFiles: StackFiles;
  readonly driftDocuments: DriftDocuments;
  readonly suppressions: Suppressions;
  readonly dismissals: Dismissals;
  readonly diagnoses: Diagnoses;
  readonly problems: Problems;
}
