// A finding and a compose file → where in the file its cause stands, and how to mend it there.

import type { Finding } from '../../model/finding';
import type { ComposeFacts } from '../compose/composeFacts';
import { textLines } from '../textLines';
import { checkPort, checkStartPeriod, checkTest, checkTimeout, checkTool } from './composeHealth';
import {
  bindSource,
  cpuLimit,
  memoryForStart,
  memoryLimit,
  mountTarget,
  openFilesLimit,
  pidsLimit,
  replicasZero,
  signals,
} from './composeLimits';
import { constraints, missingNetwork, missingSecret, missingVariable, otherNetwork } from './composeMembers';
import { dependencyName, dependencyPort, hostPort, publishedPort, unpublished } from './composePorts';
import { type ComposePlacer, type ComposeSpot, markKey } from './composeSpot';
import type { Place } from './place';

export interface ComposeDocument {
  readonly text: string;
  readonly facts: ComposeFacts;
  /** Key of the service in the file. */
  readonly service: string;
  readonly project?: string;
  readonly isStack: boolean;
  /** Absolute folder of the file. */
  readonly folder: string;
}

/** Whether findings of this rule may have a place at all: no file need be read for the others. */
export function composeKnows(rule: string): boolean {
  return Object.hasOwn(placers, rule);
}

/** Undefined where the cause does not stand in this file, or the file cannot be understood. */
export function composePlace(document: ComposeDocument, finding: Finding): Place | undefined {
  const placer = composeKnows(finding.rule) ? placers[finding.rule] : undefined;
  const { text, facts } = document;
  const service = facts.services.find(({ name }) => name.value === document.service);
  // After an error the rest of the file may have been read otherwise than it is meant.
  if (placer === undefined || service === undefined || facts.problems.some(({ code }) => code === 'yaml'))
    return undefined;
  const own = { start: service.name.range.start, end: service.range.end };
  return placer({
    ...{ yaml: { text, lines: textLines(text), own }, facts, service, data: finding.data ?? {} },
    ...{ project: document.project, isStack: document.isStack, folder: document.folder.replaceAll('\\', '/') },
  });
}

/** Rules by what of a service they are about. A rule that is not here has no place in a compose file. */
const placers: Readonly<Record<string, ComposePlacer>> = {
  'published-port-mismatch': publishedPort,
  'port-already-allocated': hostPort,
  'host-port-in-use-by-process': hostPort,
  'host-mode-port-conflict': hostPort,
  'port-not-published': unpublished,
  'wrong-dependency-port': dependencyPort,
  'wrong-dependency-name': dependencyName,
  'localhost-instead-of-service-name': dependencyName,
  'secret-not-mounted': missingSecret,
  'different-networks': otherNetwork,
  'network-not-found': missingNetwork,
  'missing-env-var': missingVariable,
  'constraint-no-match': constraints,
  'max-replicas-per-node': markKey(['deploy', 'placement', 'max_replicas_per_node']),
  'insufficient-resources': markKey(['deploy', 'resources', 'reservations']),
  'scaled-to-zero': replicasZero,
  'bind-source-missing': bindSource,
  'mount-directory-onto-file': mountTarget,
  'bind-mount-hides-app': mountTarget,
  'volume-mounted-read-only': readOnly,
  'oom-killed': memoryLimit,
  'child-oom-killed': memoryLimit,
  'memory-limit-too-small': memoryForStart,
  'pids-limit-reached': pidsLimit,
  'cpu-throttled': cpuLimit,
  'nofile-limit': openFilesLimit,
  'sigterm-ignored': signals,
  'healthcheck-wrong-port': checkPort,
  'healthcheck-tool-missing': checkTool,
  'healthcheck-timeout-too-short': checkTimeout,
  'start-period-too-short': checkStartPeriod,
  'healthcheck-failing': checkTest,
  'image-not-found': markKey(['image']),
  'user-not-found': markKey(['user']),
  'log-driver-not-found': markKey(['logging', 'driver']),
  'log-driver-none': markKey(['logging', 'driver']),
  'command-not-found': markKey(['command'], ['entrypoint']),
  'command-path-missing': markKey(['command'], ['entrypoint']),
  'crlf-line-endings': mountedScript,
  'invalid-sysctl': markKey(['sysctls']),
  'device-missing': markKey(['devices']),
};

/** Only what the file itself asks for: a file system may also be read-only on the host. */
function readOnly(spot: ComposeSpot): Place | undefined {
  return spot.data.asked === true ? mountTarget(spot) : undefined;
}

/** A script that the file mounts into the container; one of the image stands in its Dockerfile. */
function mountedScript(spot: ComposeSpot): Place | undefined {
  const { path, script } = spot.data;
  const mount = spot.service.mounts.find(({ type, target }) => type === 'bind' && target === path);
  if (mount?.source === undefined || script !== true) return undefined;
  return {
    range: mount.range,
    fixes: [{ type: 'lineEnds', title: `Give ${mount.source} Unix line ends (LF)`, path: mount.source }],
  };
}
