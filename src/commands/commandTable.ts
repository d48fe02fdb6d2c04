// All commands, typed: what each works on, what it needs, and what it does.

import type * as vscode from 'vscode';
import type { FileKind } from '../model/secret';
import { attachContainer } from './attach';
import {
  alive,
  anything,
  type Command,
  canBeEntered,
  containerIn,
  enterable,
  family,
  type OneTarget,
  onContainers,
  onFile,
  onNetworkSide,
  onNode,
  onService,
  plain,
  type TargetCommand,
  withFiles,
  withLogs,
} from './command';
import { connect, disconnect, refresh } from './connect';
import { copyId, copyName } from './copy';
import { execShell } from './exec';
import { inspectObject } from './inspect';

const diagnosing = family(() => import('./diagnose'));
const events = family(() => import('./events'));
const comparing = family(() => import('./compare'));
const files = family(() => import('./containerFiles'));
const healthcheck = family(() => import('./healthcheckAdd'));
const healthTrying = family(() => import('./health/healthcheckTry'));
const killing = family(() => import('./lifecycle/kill'));
const pausing = family(() => import('./lifecycle/pause'));
const pruning = family(() => import('./lifecycle/prune'));
const removing = family(() => import('./lifecycle/remove'));
const renaming = family(() => import('./lifecycle/rename'));
const starting = family(() => import('./lifecycle/start'));
const stopping = family(() => import('./lifecycle/stopOrRestart'));
const logging = family(() => import('./logs'));
const networkCreation = family(() => import('./networks/createNetwork'));
const networkMembers = family(() => import('./networks/networkMembers'));
const networkRemoval = family(() => import('./networks/removeNetwork'));
const networkMap = family(() => import('./networks/showNetworkMap'));
const stackDeployment = family(() => import('./stacks/deploy'));
const stackDrift = family(() => import('./stacks/drift'));
const stackRemoval = family(() => import('./stacks/remove'));
const stats = family(() => import('./stats'));
const swarmInitialisation = family(() => import('./swarm/init'));
const swarmJoining = family(() => import('./swarm/join'));
const swarmLeaving = family(() => import('./swarm/leave'));
const nodeConnections = family(() => import('./swarm/nodeConnect'));
const nodes = family(() => import('./swarm/nodes'));
const mending = family(() => import('./mend'));
const suppressing = family(() => import('./suppress'));
const swarmRecovery = family(() => import('./swarm/recover'));
const secrets = family(() => import('./swarm/secrets'));
const serviceCreation = family(() => import('./swarm/serviceCreate'));
const serviceDiff = family(() => import('./swarm/serviceDiff'));
const serviceJson = family(() => import('./swarm/serviceJson'));
const serviceEditing = family(() => import('./swarm/serviceUpdate'));
const serviceChanges = family(() => import('./swarm/services'));
const tokens = family(() => import('./swarm/tokens'));
const unlocking = family(() => import('./swarm/unlock'));
const probing = family(() => import('./probe'));
const processes = family(() => import('./top'));

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
    [`${kind}.create`]: plain((services, _first, options) => secrets('createFile')(kind, services, options)),
    [`${kind}.rotate`]: on('Rotate', secrets('rotateFile')),
    [`${kind}.revoke`]: on('Revoke', secrets('revokeFile')),
    [`${kind}.inject`]: on('Inject into Service', secrets('injectFile')),
    [`${kind}.remove`]: on('Remove', secrets('removeFile')),
  };
}

export const commandTable: Readonly<Record<string, Command>> = {
  connect: plain(connect),
  disconnect: plain(disconnect),
  refresh: plain(refresh),
  showLog: plain(async ({ log }) => log.show(true)),

  diagnose: {
    type: 'target',
    kinds: ['container', 'service', 'task', 'node', 'network', 'volume'],
    title: 'Diagnose',
    suits: anything,
    run: (services, [target], options) => diagnosing('diagnoseObject')(services, target, options),
  },
  probe: {
    type: 'target',
    kinds: ['container', 'service', 'task'],
    title: 'Probe',
    suits: anything,
    run: probing('probeContainer'),
  },
  diagnoseAll: plain(diagnosing('diagnoseEverything')),
  'problem.dismiss': plain(suppressing('dismissProblem')),
  'problem.suppress': plain(suppressing('suppressProblem')),
  'problem.suppressions': plain(suppressing('showSuppressed')),
  'problem.mend': plain(mending('mendProblem')),
  'rule.open': plain(suppressing('openRule')),
  logs: {
    type: 'target',
    kinds: withLogs,
    title: 'Show Logs',
    suits: anything,
    run: logging('showLogs'),
  },
  stats: {
    type: 'target',
    kinds: ['container', 'service', 'task', 'node'],
    title: 'Show Stats',
    suits: anything,
    run: stats('showStats'),
  },
  statsAll: plain((services, _first, options) => stats('showAllStats')(services, options)),
  top: {
    type: 'target',
    kinds: ['container', 'service', 'task'],
    title: 'Show Processes',
    suits: (object) => object.kind === 'service' || containerIn('running', 'paused')(object),
    run: processes('showTop'),
  },
  changes: {
    type: 'target',
    kinds: ['container', 'task'],
    title: 'Show Changes',
    suits: withFiles,
    run: (services, [target], options) => files('showChanges')(services, target, options),
  },
  'file.open': {
    type: 'target',
    kinds: ['container', 'task'],
    title: 'Open File',
    suits: withFiles,
    run: (services, [target], options) => files('openFile')(services, target, options),
  },
  'file.save': {
    type: 'target',
    kinds: ['container', 'task'],
    title: 'Save File or Folder',
    suits: withFiles,
    run: (services, [target], options) => files('saveFile')(services, target, options),
  },
  events: {
    type: 'target',
    kinds: ['container', 'service', 'task', 'node', 'network', 'volume', 'image', 'secret', 'config', 'plugin'],
    title: 'Show Events',
    suits: anything,
    run: events('showEvents'),
  },
  eventsAll: plain((services, _first, options) => events('showAllEvents')(services, options)),
  inspect: {
    type: 'target',
    kinds: ['container', 'service', 'task', 'node', 'network', 'volume', 'image', 'secret', 'config', 'plugin'],
    title: 'Inspect',
    suits: anything,
    run: (services, [target], options) => inspectObject(services, target, options),
  },
  compare: {
    type: 'target',
    kinds: ['container', 'service', 'task', 'node', 'network', 'volume', 'image', 'secret', 'config', 'plugin'],
    title: 'Compare',
    suits: anything,
    run: comparing('compareObjects'),
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

  start: onContainers('Start', containerIn('created', 'exited', 'dead', 'unknown'), starting('startContainers')),
  stop: onContainers('Stop', alive, stopping('stopContainers')),
  restart: onContainers('Restart', anything, stopping('restartContainers')),
  pause: onContainers('Pause', containerIn('running'), pausing('pauseContainers')),
  unpause: onContainers('Unpause', containerIn('paused'), pausing('unpauseContainers')),
  kill: onContainers('Kill', alive, killing('killContainers')),
  rename: onContainers('Rename', anything, (services, [target], options) =>
    renaming('renameContainer')(services, target, options),
  ),
  remove: {
    type: 'target',
    kinds: ['container', 'image', 'volume', 'network'],
    title: 'Remove',
    suits: anything,
    run: removing('removeObjects'),
  },
  prune: plain((services, _first, options) => pruning('prune')(services, options)),

  'healthcheck.add': plain(({ cluster }, first, options) =>
    healthcheck('healthcheckAdd')(first as vscode.Uri | undefined, options, cluster.probes.proofs),
  ),
  'healthcheck.try': {
    type: 'target',
    kinds: ['container', 'service', 'task', 'image'],
    title: 'Try Health Checks',
    suits: anything,
    run: healthTrying('healthcheckTry'),
  },
  'swarm.init': plain(swarmInitialisation('swarmInit')),
  'swarm.join': plain(swarmJoining('swarmJoin')),
  'swarm.leave': plain(swarmLeaving('swarmLeave')),
  'swarm.unlock': plain(unlocking('swarmUnlock')),
  'swarm.showToken': plain(tokens('showToken')),
  'swarm.rotateToken': plain(tokens('rotateToken')),
  'swarm.recover': plain(swarmRecovery('swarmRecover')),

  'node.promote': onNode('Promote', (node) => node.role === 'worker', nodes('promoteNode')),
  'node.demote': onNode('Demote', (node) => node.role === 'manager', nodes('demoteNode')),
  'node.drain': onNode('Drain', (node) => node.availability !== 'drain', nodes('drainNode')),
  'node.activate': onNode('Activate', (node) => node.availability !== 'active', nodes('activateNode')),
  'node.pause': onNode('Pause', (node) => node.availability === 'active', nodes('pauseNode')),
  'node.label': onNode('Label', anything, nodes('labelNode')),
  'node.connect': onNode('Connect to Its Engine', anything, nodeConnections('connectNode')),
  'node.forget': onNode('Forget Connection to Its Engine', anything, nodeConnections('forgetNode')),
  'node.remove': onNode('Remove from Swarm', anything, nodes('removeNode')),

  'service.create': plain((services, _first, options) => serviceCreation('createService')(services, options)),
  'service.editAsJson': plain((_services, _first, options) => serviceJson('editServiceAsJson')(options)),
  'service.createFromJson': plain(serviceJson('createServiceFromJson')),
  'service.diff': onService(
    'Show What the Last Update Changed',
    (service) => service.hasPreviousSpec,
    serviceDiff('diffService'),
  ),
  'service.scale': onService('Scale', (service) => service.mode === 'replicated', serviceChanges('scaleService')),
  'service.update': onService('Edit', anything, serviceEditing('updateService')),
  'service.updateImage': onService('Update Image', anything, serviceEditing('updateServiceImage')),
  'service.rollback': onService('Roll Back', (service) => service.hasPreviousSpec, serviceChanges('rollBackService')),
  'service.forceUpdate': onService('Update Without a Change', anything, serviceChanges('forceUpdateService')),
  'service.remove': onService('Remove', anything, serviceChanges('removeService')),

  'network.create': plain((services, _first, options) => networkCreation('createNetwork')(services, options)),
  'network.connect': onNetworkSide('Connect to Network', networkMembers('connectNetwork')),
  'network.disconnect': onNetworkSide('Disconnect from Network', networkMembers('disconnectNetwork')),
  // Plain, since without a target it shows everything.
  'network.map': plain(networkMap('showNetworkMap')),
  'network.remove': {
    type: 'target',
    kinds: ['network'],
    title: 'Remove Network',
    suits: anything,
    run: (services, [target], options) => networkRemoval('removeNetwork')(services, target, options),
  },

  'stack.deploy': onFile(stackDeployment('deployStack')),
  'stack.drift': onFile(stackDrift('showStackDrift')),
  'stack.remove': plain(stackRemoval('removeStack')),

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
