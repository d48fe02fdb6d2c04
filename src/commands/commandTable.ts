// All commands, typed: what each works on, what it needs, and what it does.

import type * as vscode from 'vscode';
import type { EngineObject, ObjectKind } from '../model/objects';
import type { FileKind } from '../model/secret';
import type { Service } from '../model/service';
import type { SwarmNode } from '../model/swarmNode';
import type { TargetRef } from '../model/target';
import type { Services } from '../services';
import { attachContainer } from './attach';
import { connect, disconnect, refresh } from './connect';
import { openFile, saveFile, showChanges } from './containerFiles';
import { copyId, copyName } from './copy';
import { execShell } from './exec';
import { healthcheckAdd } from './healthcheckAdd';
import { inspectObject } from './inspect';
import { killContainers } from './lifecycle/kill';
import { pauseContainers, unpauseContainers } from './lifecycle/pause';
import { prune } from './lifecycle/prune';
import { removeObjects } from './lifecycle/remove';
import { renameContainer } from './lifecycle/rename';
import { restartContainers } from './lifecycle/restart';
import { startContainers } from './lifecycle/start';
import { stopContainers } from './lifecycle/stop';
import { showLogs } from './logs';
import { createNetwork } from './networks/createNetwork';
import { connectNetwork, disconnectNetwork } from './networks/networkMembers';
import { removeNetwork } from './networks/removeNetwork';
import { showNetworkMap } from './networks/showNetworkMap';
import { removeStack } from './stacks/remove';
import { showStats } from './stats';
import { swarmInit } from './swarm/init';
import { swarmJoin } from './swarm/join';
import { swarmLeave } from './swarm/leave';
import { connectNode } from './swarm/nodeConnect';
import { activateNode, demoteNode, drainNode, labelNode, pauseNode, promoteNode, removeNode } from './swarm/nodes';
import { swarmRecover } from './swarm/recover';
import { createFile, injectFile, removeFile, revokeFile, rotateFile } from './swarm/secrets';
import { createService } from './swarm/serviceCreate';
import { diffService } from './swarm/serviceDiff';
import { createServiceFromJson, editServiceAsJson } from './swarm/serviceJson';
import { forceUpdateService, removeService, rollBackService, scaleService } from './swarm/services';
import { updateService, updateServiceImage } from './swarm/serviceUpdate';
import { rotateToken, showToken } from './swarm/tokens';
import { swarmUnlock } from './swarm/unlock';
import { showTop } from './top';

/** What a caller may answer in advance; each command knows its own keys and ignores others. */
export type CommandOptions = Readonly<Record<string, unknown>>;

/** Needs no object of an engine. `first` is what it was called with, as it came. */
export interface PlainCommand {
  readonly type: 'plain';
  /** Stands in menus of files and editors, so that a call with a file is a person's, whose errors are shown. */
  readonly inFileMenus?: true;
  run(services: Services, first: unknown, options: CommandOptions): Promise<unknown>;
}

/** Works on objects. Connects when there is no engine yet; asks when there is no target. */
export interface TargetCommand {
  readonly type: 'target';
  readonly kinds: readonly ObjectKind[];
  /** Title of the picker. */
  readonly title: string;
  /** Which objects the picker offers; a given target is never filtered, the engine decides. */
  suits(object: EngineObject): boolean;
  run(
    services: Services,
    targets: readonly [TargetRef, ...TargetRef[]],
    options: CommandOptions,
    call: CommandCall,
  ): Promise<unknown>;
}

export interface CommandCall {
  /** From the palette or a tree; a program's call, a panel's included, is none. */
  readonly byPerson: boolean;
}

export type Command = PlainCommand | TargetCommand;

const anything = () => true;
const containerIn =
  (...states: readonly string[]) =>
  (object: EngineObject) =>
    object.kind === 'container' ? states.includes(object.state) : object.kind === 'task' && object.state === 'running';
const alive = containerIn('running', 'paused', 'restarting');
/** A container keeps its files when it has ended. */
const withFiles = (object: EngineObject) => object.kind === 'container' || 'containerId' in object;
const withLogs = ['container', 'service', 'task'] as const;
/** Of a service, one of its tasks. */
const enterable = ['container', 'task', 'service'] as const;
const canBeEntered = (object: EngineObject) => object.kind === 'service' || containerIn('running')(object);

function onContainers(
  title: string,
  suits: (object: EngineObject) => boolean,
  run: TargetCommand['run'],
): TargetCommand {
  return { type: 'target', kinds: ['container'], title, suits, run };
}

type OneTarget = (services: Services, target: TargetRef, options: CommandOptions) => Promise<unknown>;

function onNode(title: string, suits: (node: SwarmNode) => boolean, run: OneTarget): TargetCommand {
  const fits = (object: EngineObject) => object.kind === 'node' && suits(object);
  return {
    type: 'target',
    kinds: ['node'],
    title,
    suits: fits,
    run: (services, [target], options) => run(services, target, options),
  };
}

function onService(title: string, suits: (service: Service) => boolean, run: OneTarget): TargetCommand {
  const fits = (object: EngineObject) => object.kind === 'service' && suits(object);
  return {
    type: 'target',
    kinds: ['service'],
    title,
    suits: fits,
    run: (services, [target], options) => run(services, target, options),
  };
}

/** Either side of an attachment; a task stands for its service. */
function onNetworkSide(title: string, run: OneTarget): TargetCommand {
  return {
    type: 'target',
    kinds: ['network', 'container', 'service', 'task'],
    title,
    suits: (object) => object.kind !== 'task',
    run: (services, [target], options) => run(services, target, options),
  };
}

/** Secrets and configs are handled alike. */
function fileCommands(kind: FileKind): Readonly<Record<string, Command>> {
  const on = (title: string, run: OneTarget): TargetCommand => ({
    type: 'target',
    kinds: [kind],
    title,
    suits: anything,
    run: (services, [target], options) => run(services, target, options),
  });
  return {
    [`${kind}.create`]: plain((services, _first, options) => createFile(kind, services, options)),
    [`${kind}.rotate`]: on('Rotate', rotateFile),
    [`${kind}.revoke`]: on('Revoke', revokeFile),
    [`${kind}.inject`]: on('Inject into Service', injectFile),
    [`${kind}.remove`]: on('Remove', removeFile),
  };
}

function plain(run: PlainCommand['run']): PlainCommand {
  return { type: 'plain', run };
}

function onFile(run: PlainCommand['run']): PlainCommand {
  return { type: 'plain', inFileMenus: true, run };
}

export const commandTable: Readonly<Record<string, Command>> = {
  connect: plain(connect),
  disconnect: plain(disconnect),
  refresh: plain(refresh),
  showLog: plain(async ({ log }) => log.show(true)),

  logs: {
    type: 'target',
    kinds: withLogs,
    title: 'Show Logs',
    suits: anything,
    run: (services, [target], options) => showLogs(services, target, options),
  },
  stats: {
    type: 'target',
    kinds: withLogs,
    title: 'Show Stats',
    suits: anything,
    run: (services, [target], options, call) => showStats(services, target, options, call),
  },
  top: {
    type: 'target',
    kinds: ['container', 'service', 'task'],
    title: 'Show Processes',
    suits: (object) => object.kind === 'service' || containerIn('running', 'paused')(object),
    run: showTop,
  },
  changes: {
    type: 'target',
    kinds: ['container', 'task'],
    title: 'Show Changes',
    suits: withFiles,
    run: (services, [target], options) => showChanges(services, target, options),
  },
  'file.open': {
    type: 'target',
    kinds: ['container', 'task'],
    title: 'Open File',
    suits: withFiles,
    run: (services, [target], options) => openFile(services, target, options),
  },
  'file.save': {
    type: 'target',
    kinds: ['container', 'task'],
    title: 'Save File or Folder',
    suits: withFiles,
    run: (services, [target], options) => saveFile(services, target, options),
  },
  inspect: {
    type: 'target',
    kinds: ['container', 'service', 'task', 'node', 'network', 'volume', 'image', 'secret', 'config', 'plugin'],
    title: 'Inspect',
    suits: anything,
    run: (services, [target], options) => inspectObject(services, target, options),
  },
  inspectRaw: {
    type: 'target',
    kinds: ['container', 'service', 'task', 'node', 'network', 'volume', 'image', 'secret', 'config', 'plugin'],
    title: 'Inspect as JSON',
    suits: anything,
    run: (services, [target], options) => inspectObject(services, target, { ...options, raw: true }),
  },
  exec: {
    type: 'target',
    kinds: enterable,
    title: 'Open Shell',
    suits: canBeEntered,
    run: (services, [target], options) => execShell(services, target, options),
  },
  execAs: {
    type: 'target',
    kinds: enterable,
    title: 'Open Shell As…',
    suits: canBeEntered,
    run: (services, [target], options) => execShell(services, target, { ...options, ask: true }),
  },
  attach: {
    type: 'target',
    kinds: enterable,
    title: 'Attach',
    suits: canBeEntered,
    run: (services, [target], options) => attachContainer(services, target, options),
  },

  start: onContainers('Start', containerIn('created', 'exited', 'dead', 'unknown'), startContainers),
  stop: onContainers('Stop', alive, stopContainers),
  restart: onContainers('Restart', anything, restartContainers),
  pause: onContainers('Pause', containerIn('running'), pauseContainers),
  unpause: onContainers('Unpause', containerIn('paused'), unpauseContainers),
  kill: onContainers('Kill', alive, killContainers),
  rename: onContainers('Rename', anything, (services, [target], options) => renameContainer(services, target, options)),
  remove: {
    type: 'target',
    kinds: ['container', 'image', 'volume', 'network'],
    title: 'Remove',
    suits: anything,
    run: removeObjects,
  },
  prune: plain((services, _first, options) => prune(services, options)),

  'healthcheck.add': plain((_services, first, options) => healthcheckAdd(first as vscode.Uri | undefined, options)),
  'swarm.init': plain(swarmInit),
  'swarm.join': plain(swarmJoin),
  'swarm.leave': plain(swarmLeave),
  'swarm.unlock': plain(swarmUnlock),
  'swarm.showToken': plain(showToken),
  'swarm.rotateToken': plain(rotateToken),
  'swarm.recover': plain(swarmRecover),

  'node.promote': onNode('Promote', (node) => node.role === 'worker', promoteNode),
  'node.demote': onNode('Demote', (node) => node.role === 'manager', demoteNode),
  'node.drain': onNode('Drain', (node) => node.availability !== 'drain', drainNode),
  'node.activate': onNode('Activate', (node) => node.availability !== 'active', activateNode),
  'node.pause': onNode('Pause', (node) => node.availability === 'active', pauseNode),
  'node.label': onNode('Label', anything, labelNode),
  'node.connect': onNode('Connect to Its Engine', anything, connectNode),
  'node.remove': onNode('Remove from Swarm', anything, removeNode),

  'service.create': plain((services, _first, options) => createService(services, options)),
  'service.editAsJson': plain((_services, _first, options) => editServiceAsJson(options)),
  'service.createFromJson': plain(createServiceFromJson),
  'service.diff': onService('Show What the Last Update Changed', (service) => service.hasPreviousSpec, diffService),
  'service.scale': onService('Scale', (service) => service.mode === 'replicated', scaleService),
  'service.update': onService('Edit', anything, updateService),
  'service.updateImage': onService('Update Image', anything, updateServiceImage),
  'service.rollback': onService('Roll Back', (service) => service.hasPreviousSpec, rollBackService),
  'service.forceUpdate': onService('Update Without a Change', anything, forceUpdateService),
  'service.remove': onService('Remove', anything, removeService),

  'network.create': plain((services, _first, options) => createNetwork(services, options)),
  'network.connect': onNetworkSide('Connect to Network', connectNetwork),
  'network.disconnect': onNetworkSide('Disconnect from Network', disconnectNetwork),
  // Plain, since without a target it shows everything.
  'network.map': plain(showNetworkMap),
  'network.remove': {
    type: 'target',
    kinds: ['network'],
    title: 'Remove Network',
    suits: anything,
    run: (services, [target], options) => removeNetwork(services, target, options),
  },

  // These read YAML, for which nothing else needs a library: it is loaded with the first use.
  'stack.deploy': onFile(async (...call) => (await import('./stacks/deploy')).deployStack(...call)),
  'stack.drift': onFile(async (...call) => (await import('./stacks/drift')).showStackDrift(...call)),
  'stack.remove': plain(removeStack),

  ...fileCommands('secret'),
  ...fileCommands('config'),

  copyName: {
    type: 'target',
    kinds: withLogs,
    title: 'Copy Name',
    suits: anything,
    run: (_services, targets) => copyName(targets),
  },
  copyId: {
    type: 'target',
    kinds: withLogs,
    title: 'Copy ID',
    suits: anything,
    run: (_services, targets) => copyId(targets),
  },
};
