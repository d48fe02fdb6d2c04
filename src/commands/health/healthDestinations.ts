// Where a health check that passed can be written: the Dockerfile, the compose file or the service that it belongs to.

import path from 'node:path';
import * as vscode from 'vscode';
import { finalStage } from '../../documents/dockerfile/dockerfileFacts';
import { buildOf } from '../../documents/findings/buildOf';
import { originOf } from '../../documents/findings/origin';
import { composeHealthcheckEdit } from '../../documents/healthcheck/composeHealthcheckEdit';
import { addHealthcheckEdit, replaceHealthcheckEdit } from '../../documents/healthcheck/healthcheckEdit';
import type { TextEdit } from '../../documents/textLines';
import { HumanError } from '../../model/humanError';
import { quoteWords } from '../../model/splitWords';
import type { TargetRef } from '../../model/target';
import type { HealthTry } from '../../probes/health/healthCandidates';
import type { Services } from '../../services';
import { readDockerfile, toTextEdit } from '../../views/editors/dockerfileDocuments';
import { composeFactsOf, textOfFile, workspaceFile } from '../../views/editors/workspaceFiles';
import { plainMessage } from '../../views/plainMessage';
import type { GivenOptions } from '../givenOptions';
import { textOption } from '../givenOptions';
import { chooseDockerfile } from '../healthcheckAdd';
import { updateService } from '../swarm/serviceUpdate';
import { proofWords } from './proofWords';

export type Destination =
  /** Absent `uri`: one is chosen. */
  | { readonly to: 'dockerfile'; readonly uri?: vscode.Uri }
  | { readonly to: 'compose'; readonly uri: vscode.Uri; readonly service: string }
  | { readonly to: 'service'; readonly service: TargetRef };

export interface Written {
  readonly to: Destination['to'];
  /** Of a file, which is changed in its editor and not saved. */
  readonly uri?: string;
  /** Zero-based line where the check begins. */
  readonly line?: number;
}

/** Those that are known to belong to the target, and any Dockerfile of the window. */
export async function destinationsOf(services: Services, target: TargetRef): Promise<readonly Destination[]> {
  const service = serviceOf(services, target);
  const found: Destination[] = service === undefined ? [] : [{ to: 'service', service }];
  const object =
    service === undefined
      ? services.cluster.get('container', target.id ?? '')
      : services.cluster.get('service', service.id ?? '');
  const { info } = services.cluster;
  const origin =
    object && originOf(object, (stack) => info && services.stackFiles.get(info.swarm.clusterId ?? info.label, stack));
  const built: vscode.Uri[] = [];
  for (const file of origin?.files ?? []) {
    const uri = await workspaceFile(file);
    const text = uri && (await textOfFile(uri));
    if (uri === undefined || text === undefined || origin === undefined) continue;
    const own = (await composeFactsOf(uri, text)).services.find(({ name }) => name.value === origin.service);
    if (own === undefined) continue;
    found.push({ to: 'compose', uri, service: origin.service });
    const build = buildOf(own);
    const dockerfile =
      build && (await workspaceFile(path.resolve(path.dirname(file), build.context, build.dockerfile)));
    if (dockerfile !== undefined && (await textOfFile(dockerfile)) !== undefined) built.push(dockerfile);
  }
  return [...built.map((uri): Destination => ({ to: 'dockerfile', uri })), ...found, { to: 'dockerfile' }];
}

/** As the options say; undefined where nothing is to be written. Throws a `HumanError` for what does not fit. */
export async function givenDestination(
  services: Services,
  target: TargetRef,
  options: GivenOptions,
): Promise<Destination | undefined> {
  const to = textOption(options, 'write');
  if (to === undefined) return undefined;
  const file = options.file instanceof vscode.Uri ? options.file : undefined;
  const all = await destinationsOf(services, target);
  switch (to) {
    case 'dockerfile':
      return file ? { to, uri: file } : all.find((one) => one.to === to);
    case 'compose': {
      const service = textOption(options, 'service');
      if (file && service) return { to, uri: file, service };
      const known = all.find((one) => one.to === to);
      if (known) return known;
      throw new HumanError('The compose file of it is not known.', 'Give the options file and service.');
    }
    case 'service': {
      const known = all.find((one) => one.to === to);
      if (known) return known;
      throw new HumanError(`${target.name ?? target.id} belongs to no swarm service.`, 'Write it to a file.');
    }
    default:
      throw new HumanError(`The option write is ${to}.`, 'Give dockerfile, compose or service.');
  }
}

/** Undefined when the person turned away. Rejects with a `HumanError` where a file cannot be changed soundly. */
export async function writeHealthcheck(
  services: Services,
  one: HealthTry,
  where: string,
  how:
    | { readonly destination: Destination; readonly options: GivenOptions }
    | { destinations(): Promise<readonly Destination[]> },
): Promise<Written | undefined> {
  const destination = 'destination' in how ? how.destination : await chooseDestination(one, await how.destinations());
  if (destination === undefined) return undefined;
  switch (destination.to) {
    case 'dockerfile':
      return intoDockerfile(one, proofWords(where), destination.uri);
    case 'compose':
      return intoCompose(one, proofWords(where), destination);
    case 'service':
      return intoService(services, one, destination.service, 'options' in how ? how.options : {});
  }
}

async function chooseDestination(one: HealthTry, all: readonly Destination[]): Promise<Destination | undefined> {
  const items = all.map((destination) => ({ ...destinationWords(destination), destination }));
  const picked = await vscode.window.showQuickPick(items, {
    title: plainMessage(`Write: ${one.title}`),
    placeHolder: 'Where does the health check go?',
    ignoreFocusOut: true,
  });
  return picked?.destination;
}

function destinationWords(destination: Destination): vscode.QuickPickItem {
  switch (destination.to) {
    case 'dockerfile':
      return destination.uri === undefined
        ? { label: '$(file) A Dockerfile…', description: 'of this window' }
        : { label: '$(file) Its Dockerfile', description: shown(destination.uri) };
    case 'compose':
      return {
        label: `$(file-code) Its compose file, service ${plainMessage(destination.service)}`,
        description: shown(destination.uri),
      };
    case 'service':
      return {
        label: `$(layers) The service ${plainMessage(destination.service.name ?? '')}`,
        description: 'updates it: its tasks are replaced one after the other',
      };
  }
}

async function intoDockerfile(
  { written }: HealthTry,
  proof: string,
  uri: vscode.Uri | undefined,
): Promise<Written | undefined> {
  const document = uri ? await vscode.workspace.openTextDocument(uri) : await chooseDockerfile(undefined);
  if (document === undefined || written === undefined) return undefined;
  const { text, facts } = readDockerfile(document.getText());
  const stage = finalStage(facts);
  if (!stage) throw new HumanError(`${shown(document.uri)} has no FROM.`, 'Write a FROM line first.');
  const existing = stage.healthchecks.at(-1);
  const change = existing
    ? replaceHealthcheckEdit(text, facts, existing, written, proof)
    : addHealthcheckEdit(text, facts, stage, written, proof);
  return applied('dockerfile', document, change);
}

async function intoCompose(
  { written }: HealthTry,
  proof: string,
  { uri, service }: Extract<Destination, { to: 'compose' }>,
): Promise<Written | undefined> {
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  const facts = await composeFactsOf(uri, text);
  const change = written && composeHealthcheckEdit(text, facts, service, written, proof);
  if (change === undefined) {
    throw new HumanError(
      `The service ${service} in ${shown(uri)} cannot be changed without touching others.`,
      'Its check comes from an anchor, or it is written in one line: write it by hand.',
    );
  }
  return applied('compose', document, change);
}

async function intoService(
  services: Services,
  { written }: HealthTry,
  service: TargetRef,
  { confirmed }: GivenOptions,
): Promise<Written | undefined> {
  if (written === undefined) return undefined;
  const { command, interval, timeout, startPeriod, retries } = written;
  const isShell = typeof command === 'string';
  const health = {
    kind: isShell ? 'shell' : 'exec',
    command: isShell ? command : quoteWords(command),
    ...{ interval, timeout, startPeriod, retries: String(retries) },
  };
  const result = await updateService(services, service, { health, ...(confirmed === true ? { confirmed } : {}) });
  return result?.done ? { to: 'service' } : undefined;
}

async function applied(
  to: 'dockerfile' | 'compose',
  document: vscode.TextDocument,
  { edit, line }: { readonly edit: TextEdit; readonly line: number },
): Promise<Written> {
  const change = new vscode.WorkspaceEdit();
  change.set(document.uri, [toTextEdit(edit)]);
  if (!(await vscode.workspace.applyEdit(change))) {
    throw new HumanError(`${shown(document.uri)} could not be changed.`, 'It may be read-only: try again.');
  }
  const selection = new vscode.Range(line, 0, line, 0);
  await vscode.window.showTextDocument(document, { selection });
  return { to, uri: document.uri.toString(), line };
}

/** The swarm service that a task or a container belongs to. */
function serviceOf({ cluster }: Services, { kind, id = '', name }: TargetRef): TargetRef | undefined {
  const serviceId =
    kind === 'service'
      ? id
      : kind === 'task'
        ? cluster.get('task', id)?.serviceId
        : cluster.get('container', id)?.serviceId;
  if (serviceId === undefined) return undefined;
  const known = cluster.get('service', serviceId)?.name ?? (kind === 'service' ? name : undefined);
  return { kind: 'service', id: serviceId, ...(known === undefined ? {} : { name: known }) };
}

function shown(uri: vscode.Uri): string {
  return plainMessage(vscode.workspace.asRelativePath(uri));
}
