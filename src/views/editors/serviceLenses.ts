// Above each service of a compose file, and the last FROM of its Dockerfile: how it fares, as far as that is known, and Diagnose.

import path from 'node:path';
import * as vscode from 'vscode';
import type { Cluster } from '../../cluster/cluster';
import { finalStage } from '../../documents/dockerfile/dockerfileFacts';
import { parseDockerfile } from '../../documents/dockerfile/parseDockerfile';
import { buildOf } from '../../documents/findings/buildOf';
import type { StackFile } from '../../documents/findings/origin';
import type { TextRange } from '../../documents/textLines';
import type { TargetRef } from '../../model/target';
import { type Disposable, DisposableStore } from '../../util/disposable';
import { plainMessage } from '../plainMessage';
import type { Problems } from '../trees/problems';
import { toRange } from './dockerfileDocuments';
import { dockerfileSelector, isComposeFile, isDockerfile, yamlSelector } from './documentKinds';
import { type Made, madeFromFiles, type ServiceState, serviceState } from './serviceState';
import { composeFactsOf, textOfFile, workspaceFile } from './workspaceFiles';

const settingName = 'dockhound.editor.codeLens';
/** Lenses move the lines below them when they come and go, so they follow the picture calmly. */
const calmDelayMs = 700;

export interface ServiceLensesOptions {
  readonly cluster: Cluster;
  readonly problems: Pick<Problems, 'findings' | 'onDidChange'>;
  readonly stackFile: StackFile;
}

/** Never connects by itself; while a picture is live and a lens tells of it, the picture is kept live. */
export function serviceLenses({ cluster, problems, stackFile }: ServiceLensesOptions): Disposable {
  const life = new DisposableStore();
  const changed = new vscode.EventEmitter<void>();
  life.add(changed);
  let timer: NodeJS.Timeout | undefined;
  let interest: Disposable | undefined;
  const told = new Set<string>();

  const refreshSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      changed.fire();
    }, calmDelayMs);
  };
  const refreshIfSeen = () => {
    if (vscode.window.visibleTextEditors.some(({ document }) => hasLenses(document))) refreshSoon();
  };
  const letGo = () => {
    const isSeen = vscode.window.visibleTextEditors.some(({ document }) => told.has(document.uri.toString()));
    if (isSeen && cluster.status.type === 'live') return;
    interest?.dispose();
    interest = undefined;
  };

  const made = () => (cluster.status.type === 'live' ? madeFromFiles(cluster, stackFile) : undefined);
  const isIll = (target: TargetRef) => problems.findings.some(({ subject }) => subject.id === target.id);
  const stateOf = (parts: readonly Made[]) => serviceState(parts, cluster, isIll);
  const lensesAt = (document: vscode.TextDocument, range: TextRange, state: ServiceState): vscode.CodeLens[] => {
    told.add(document.uri.toString());
    interest ??= cluster.watch({ tasks: true });
    const diagnose = {
      command: 'dockhound.diagnose',
      title: 'Diagnose',
      arguments: [state.target, { fromPanel: true }],
    };
    const words = state.words === undefined ? [] : [{ command: '', title: plainMessage(state.words) }];
    return [...words, diagnose].map((command) => new vscode.CodeLens(toRange(range), command));
  };

  const ofCompose = async (document: vscode.TextDocument): Promise<vscode.CodeLens[]> => {
    const known = made();
    // Without a picture nobody knows what runs; a file that is called otherwise may be anything.
    if (known === undefined && !isComposeFile(document)) return [];
    const facts = await composeFactsOf(document.uri, document.getText());
    const here = known && (await madeFrom(known, document.uri));
    return facts.services.flatMap(({ name }) => {
      if (here === undefined) return [later(document, name.range, name.value)];
      const state = stateOf(here.filter(({ origin }) => origin.service === name.value));
      return state === undefined ? [] : lensesAt(document, name.range, state);
    });
  };
  const ofDockerfile = async (document: vscode.TextDocument): Promise<vscode.CodeLens[]> => {
    const stage = finalStage(parseDockerfile(document.getText()));
    const known = made();
    if (stage === undefined || known === undefined) return [];
    const state = stateOf(await builtFrom(known, document.uri));
    return state === undefined ? [] : lensesAt(document, stage.fromRange, state);
  };
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses(document) {
      told.delete(document.uri.toString());
      if (!isWanted(document)) return [];
      return isDockerfile(document) ? ofDockerfile(document) : ofCompose(document);
    },
  };

  life.add(vscode.languages.registerCodeLensProvider([...yamlSelector, ...dockerfileSelector], provider));
  life.add(
    vscode.commands.registerCommand('dockhound.diagnoseServiceOf', async (uri: vscode.Uri, service: string) => {
      await cluster.ready();
      const all = await madeFrom(madeFromFiles(cluster, stackFile), uri);
      const state = stateOf(all.filter(({ origin }) => origin.service === service));
      if (state) return vscode.commands.executeCommand('dockhound.diagnose', state.target, { fromPanel: true });
      const engine = cluster.info?.label ?? 'the engine';
      return vscode.window.showInformationMessage(
        plainMessage(`Nothing was made of ${service} on ${engine}: neither Compose nor a stack of this window did.`),
      );
    }),
  );
  life.add(cluster.onDidChange(refreshIfSeen));
  life.add(
    cluster.onDidChangeStatus(() => {
      letGo();
      refreshIfSeen();
    }),
  );
  life.add(problems.onDidChange(refreshIfSeen));
  life.add(vscode.window.onDidChangeVisibleTextEditors(letGo));
  life.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingName)) changed.fire();
    }),
  );
  life.add({
    dispose: () => {
      clearTimeout(timer);
      interest?.dispose();
    },
  });
  return life;
}

/** Connects first: what is there to diagnose is known only then. */
function later({ uri }: vscode.TextDocument, range: TextRange, service: string): vscode.CodeLens {
  return new vscode.CodeLens(toRange(range), {
    ...{ command: 'dockhound.diagnoseServiceOf', title: 'Diagnose', arguments: [uri, service] },
  });
}

function isWanted({ uri }: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration('', uri).get<boolean>(settingName, true);
}

function hasLenses(document: vscode.TextDocument): boolean {
  return vscode.languages.match([...yamlSelector, ...dockerfileSelector], document) > 0;
}

async function madeFrom(made: readonly Made[], uri: vscode.Uri): Promise<readonly Made[]> {
  const files = new Map<string, boolean>();
  const isHere = async (file: string) => {
    const known = files.get(file) ?? (await workspaceFile(file))?.toString() === uri.toString();
    files.set(file, known);
    return known;
  };
  const here: Made[] = [];
  for (const one of made) {
    for (const file of one.origin.files) {
      if (!(await isHere(file))) continue;
      here.push(one);
      break;
    }
  }
  return here;
}

/** Whose compose file says that its image is built with this Dockerfile. */
async function builtFrom(made: readonly Made[], uri: vscode.Uri): Promise<readonly Made[]> {
  const answers = new Map<string, boolean>();
  const here: Made[] = [];
  for (const one of made) {
    const { files, service } = one.origin;
    const key = JSON.stringify([files, service]);
    const isHere = answers.get(key) ?? (await anyBuilds(files, service, uri));
    answers.set(key, isHere);
    if (isHere) here.push(one);
  }
  return here;
}

async function anyBuilds(files: readonly string[], service: string, uri: vscode.Uri): Promise<boolean> {
  for (const file of files) {
    const found = await workspaceFile(file);
    const text = found && (await textOfFile(found));
    if (found === undefined || text === undefined) continue;
    const own = (await composeFactsOf(found, text)).services.find(({ name }) => name.value === service);
    const build = own && buildOf(own);
    const folder = path.dirname(files[0] ?? file);
    const dockerfile = build && (await workspaceFile(path.resolve(folder, build.context, build.dockerfile)));
    if (dockerfile?.toString() === uri.toString()) return true;
  }
  return false;
}
