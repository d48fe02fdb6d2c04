// Registers the nine views and keeps them, and what they share, in step with the picture.

import * as vscode from 'vscode';
import type { Cluster } from '../../cluster/cluster';
import type { NodeRoutes } from '../../cluster/nodeRoutes';
import { counted } from '../../util/counted';
import { engineWords } from '../engineWords';
import { plainMessage } from '../plainMessage';
import { containersTree } from './definitions/containersTree';
import { networksTree } from './definitions/networksTree';
import { nodesTree } from './definitions/nodesTree';
import { pluginsTree } from './definitions/pluginsTree';
import { problemsTree } from './definitions/problemsTree';
import { secretsTree } from './definitions/secretsTree';
import { servicesTree } from './definitions/servicesTree';
import { storageTree } from './definitions/storageTree';
import { tasksTree } from './definitions/tasksTree';
import { LiveTree } from './liveTree';
import type { Problems } from './problems';
import { Relations } from './relations';
import type { Row } from './row';
import { WorstFindings } from './worstFindings';

/** Two clicks within this time are a double-click. */
const doubleClickMs = 500;

export function createTrees(cluster: Cluster, problems: Problems, routes: NodeRoutes): vscode.Disposable {
  const relations = new Relations(cluster);
  const worst = new WorstFindings(cluster, problems);
  worst.update();
  const problemsView = new LiveTree(problemsTree(problems), cluster);
  const trees = [
    problemsView,
    ...[
      servicesTree(cluster, relations),
      nodesTree(cluster, relations, routes),
      tasksTree(cluster, relations),
      containersTree(cluster, relations),
      networksTree(cluster, relations),
      secretsTree(cluster, relations),
      storageTree(cluster, relations),
      pluginsTree(cluster),
    ].map((definition) => new LiveTree(definition, cluster, (target) => worst.of(target))),
  ];

  const describe = () => {
    const { info } = cluster;
    problemsView.view.description = info ? plainMessage(engineWords(info)) : '';
  };
  const showBadge = () => {
    const { count } = problems;
    problemsView.view.badge = count === 0 ? undefined : { value: count, tooltip: counted(count, 'problem') };
  };

  return vscode.Disposable.from(
    ...trees,
    cluster.onDidChange((change) => {
      relations.update(change);
      for (const tree of trees) if (tree !== problemsView) tree.apply(change);
      if (change.type !== 'patch') {
        problemsView.apply(change);
        describe();
      }
    }),
    cluster.onDidChangeStatus(describe),
    routes.onDidChange((id) => {
      const change = { type: 'patch' as const, objects: [{ kind: 'node' as const, id, change: 'changed' as const }] };
      for (const tree of trees) if (tree.id === 'dockhound.nodes') tree.apply(change);
    }),
    // Which nodes have a way to their engine is a matter of settings too.
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('dockhound.nodes') && !event.affectsConfiguration('dockhound.nodeTemplate'))
        return;
      for (const tree of trees) if (tree.id === 'dockhound.nodes') tree.refresh();
    }),
    problems.onDidChange(() => {
      problemsView.refresh();
      showBadge();
      const concerns = worst.update();
      for (const tree of trees) if (tree !== problemsView) tree.retell(concerns);
    }),
    ...openingCommands(trees, problems),
  );
}

/** Double-click or Enter opens what a person most likely wants of a row; one click only selects. */
function openingCommands(trees: readonly LiveTree[], problems: Problems): vscode.Disposable[] {
  let selected: Row | undefined;
  let last: { row: Row; at: number } | undefined;
  const open = (row: Row) => {
    const command = row.subject.type === 'manager' ? 'connect' : primaryCommand(row, problems);
    return command ? vscode.commands.executeCommand(`dockhound.${command}`, row) : undefined;
  };
  return [
    // VS Code tells a new selection before it runs the clicked row's command.
    ...trees.map(({ view }) =>
      view.onDidChangeSelection(({ selection }) => {
        if (selection[0]) selected = selection[0];
      }),
    ),
    vscode.commands.registerCommand('dockhound.rowClicked', () => {
      const now = Date.now();
      const twice = selected !== undefined && last?.row === selected && now - last.at < doubleClickMs;
      last = twice || !selected ? undefined : { row: selected, at: now };
      return twice && selected ? open(selected) : undefined;
    }),
    vscode.commands.registerCommand('dockhound.open', async (view: string) => {
      // Arrow keys move the focus, which only the list knows, and leave the selection behind: it has to catch up first.
      await vscode.commands.executeCommand('list.select');
      const row = trees.find((tree) => tree.id === view)?.view.selection[0];
      return row ? open(row) : undefined;
    }),
  ];
}

function primaryCommand(row: Row, problems: Problems): 'diagnose' | 'diagnoseAll' | 'logs' | 'inspect' | undefined {
  const { target, subject } = row;
  if (subject.type === 'finding') {
    return target?.kind === 'engine' || target?.kind === 'swarm' ? 'diagnoseAll' : 'diagnose';
  }
  switch (target?.kind) {
    case undefined:
    case 'engine':
    case 'stack':
    case 'project':
      return undefined;
    case 'service':
      return problems.findings.some(({ subject: ill }) => ill.id === target.id) ? 'diagnose' : 'logs';
    case 'container':
    case 'task':
      return 'logs';
    case 'swarm':
    case 'node':
    case 'network':
    case 'volume':
    case 'image':
    case 'secret':
    case 'config':
    case 'plugin':
      return 'inspect';
  }
}
