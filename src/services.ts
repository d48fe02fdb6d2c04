// Builds the parts and hands them around: the one place that knows them all.

import { userInfo } from 'node:os';
import * as vscode from 'vscode';
import { systemClock } from './cluster/clock';
import type { Cluster } from './cluster/cluster';
import { createCluster } from './cluster/createCluster';
import { createNodeRoutes } from './cluster/nodeRoutes';
import type { NodeRouteSettings } from './cluster/routeChoice';
import { routeMemory } from './cluster/routeMemory';
import type { CommandContext } from './commands/commandContext';
import { findContainer } from './commands/containerTarget';
import { stackFiles, swarmKey } from './commands/stacks/stackFiles';
import type { StackFile } from './documents/findings/origin';
import { connectEngine } from './engine/connectEngine';
import { runDockerCli } from './engine/dockerCli';
import { choiceOf, endpointOfChoice, resolveEndpoint } from './engine/resolveEndpoint';
import { realSurroundings, type Surroundings } from './engine/surroundings';
import type { EventHistory } from './feeds/events/eventHistory';
import type { Finding } from './model/finding';
import type { Disposable } from './util/disposable';
import { DisposableStore } from './util/disposable';
import { type ContainerFiles, createContainerFiles } from './views/containerFiles/containerFiles';
import { createDiagnoses } from './views/diagnoses';
import { createDismissals } from './views/dismissals';
import { createDriftDocuments } from './views/editors/driftDocuments';
import { createKnownFindings, type KnownFindings } from './views/editors/knownFindings';
import { EngineChoices } from './views/engineChoices';
import { createPanels, type Panels } from './views/panels/panels';
import { createSuppressions } from './views/suppressions';
import { ContainerTerminals } from './views/terminals/containerTerminals';
import { Problems } from './views/trees/problems';

export interface Services extends CommandContext, Disposable {
  readonly cluster: Cluster;
  readonly panels: Panels;
  readonly files: ContainerFiles;
  readonly choices: EngineChoices;
  readonly knownFindings: KnownFindings;
  /** The file that a stack was deployed from, as far as that is known. */
  readonly stackFile: StackFile;
  /** What happened, and results of health checks; loaded with its first use. */
  events(): Promise<EventHistory>;
  /** Read anew for each use: variables and contexts change while VS Code runs. */
  surroundings(): Surroundings;
}

export function createServices(context: vscode.ExtensionContext): Services {
  const store = new DisposableStore();
  const log = store.add(vscode.window.createOutputChannel('Dockhound', { log: true }));
  const choices = new EngineChoices(context.workspaceState, context.globalState);
  const surroundings = () => realSurroundings();
  const cluster = store.add(
    createCluster({
      resolve: (chosen) =>
        chosen
          ? Promise.resolve(chosen)
          : resolveEndpoint({
              ...optional('chosen', choices.current()),
              ...optional('setting', engineSetting()),
              surroundings: surroundings(),
            }),
      connect: connectEngine,
      log: (line) => log.info(line),
    }),
  );
  const routes = store.add(
    createNodeRoutes({
      cluster,
      connect: connectEngine,
      resolve: (address) => endpointOfChoice(choiceOf(address), 'chosen', surroundings()),
      settings: nodeRouteSettings,
      memory: routeMemory(context.workspaceState),
      clock: systemClock,
      log: (line) => log.info(line),
    }),
  );
  const files = store.add(
    createContainerFiles(
      (target, signal) => findContainer(cluster, target, { routes, signal }),
      (line) => log.info(line),
    ),
  );
  let history: Promise<EventHistory> | undefined;
  const events = () => {
    history ??= import('./feeds/events/eventHistory').then(({ createEventHistory }) =>
      store.add(createEventHistory({ cluster, routes, log: (line) => log.info(line) })),
    );
    return history;
  };
  // Its code is loaded with the first connection: until then there is nothing to keep.
  store.add(
    cluster.onDidChangeStatus(({ type }) => {
      if (type === 'live') events().catch((error) => log.error('The history of events could not be loaded.', error));
    }),
  );
  const terminals = store.add(new ContainerTerminals());
  const listenerFailed = (error: unknown) => log.error('A listener failed.', error);
  const suppressions = store.add(createSuppressions(cluster, listenerFailed));
  const knownStackFiles = stackFiles(context.workspaceState);
  const stackFile: StackFile = (stack) => {
    const { info } = cluster;
    return info && knownStackFiles.get(swarmKey(cluster, info), stack);
  };
  const inFiles = async (findings: readonly Finding[]) =>
    (await import('./views/editors/fileEvidence')).withFileEvidence(findings, cluster, stackFile);
  const diagnoses = store.add(createDiagnoses(cluster, routes, suppressions, inFiles, listenerFailed));
  const dismissals = store.add(createDismissals(context.workspaceState, listenerFailed));
  const problems = store.add(new Problems(cluster, suppressions, dismissals, listenerFailed));
  const knownFindings = store.add(createKnownFindings(cluster, problems, diagnoses, suppressions, listenerFailed));
  const { extensionUri } = context;
  const panels = store.add(createPanels({ extensionUri, cluster, routes, files, events, diagnoses, log }));
  const stacks = {
    dockerCli: runDockerCli,
    stackFiles: knownStackFiles,
    stackFile,
    driftDocuments: store.add(createDriftDocuments()),
  };
  return {
    ...stacks,
    extensionUri: context.extensionUri,
    cluster,
    routes,
    log,
    panels,
    files,
    terminals,
    suppressions,
    dismissals,
    diagnoses,
    problems,
    knownFindings,
    choices,
    events,
    surroundings,
    dispose: () => store.dispose(),
  };
}

/** In an untrusted workspace VS Code leaves out what the workspace itself says (see `restrictedConfigurations`). */
function engineSetting(): string | undefined {
  return vscode.workspace.getConfiguration('dockhound').get<string>('engine')?.trim() || undefined;
}

function nodeRouteSettings(): NodeRouteSettings {
  const configuration = vscode.workspace.getConfiguration('dockhound');
  return {
    nodes: configuration.get<Record<string, unknown>>('nodes') ?? {},
    template: configuration.get<string>('nodeTemplate') ?? '',
    user: userInfo().username,
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: V });
}
