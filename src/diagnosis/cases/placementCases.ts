// What causes about placing tasks share: which node meets which constraint, and which takes no tasks.

import type { Dossier } from '../../model/dossier/dossier';
import { valueIn } from '../../model/dossier/known';
import type { Evidence } from '../../model/finding';
import { meetsConstraint } from '../../model/placement';
import type { SwarmNode } from '../../model/swarmNode';
import type { ServiceCase } from './cases';

export function networkLabel(id: string, dossier: Dossier): string {
  return valueIn(dossier.picture.networks)?.find((network) => network.id === id)?.name ?? id.slice(0, 12);
}

export function nobodyMeets(constraint: string, dossier: Dossier): boolean {
  return nodesIn(dossier).every((node) => meetsConstraint(node, constraint) === false);
}

/** Whether a node meets them all and only takes no tasks. */
export function drainedMatch(constraints: readonly string[], dossier: Dossier): boolean {
  return nodesIn(dossier).some((node) => !takesTasks(node) && meetsAll(node, constraints));
}

export interface AwayNode {
  readonly node: SwarmNode;
  /** `drained`, `paused` or `down`. */
  readonly why: string;
  /** Whether it would be right for the service. */
  readonly fits: boolean;
}

/** Those that would fit first; with none of these all that are away. */
export function unavailableNodes(subject: ServiceCase, dossier: Dossier): readonly AwayNode[] {
  const constraints = subject.facts?.constraints ?? subject.service.constraints;
  const away = nodesIn(dossier)
    .filter((node) => !takesTasks(node))
    .map((node) => ({
      node,
      why: node.state !== 'ready' ? node.state : node.availability === 'drain' ? 'drained' : 'paused',
      fits: meetsAll(node, constraints),
    }));
  const fitting = away.filter(({ fits }) => fits);
  return fitting.length > 0 ? fitting : away;
}

/** ` The nodes have: worker-1 (disk=ssd).`, or nothing where they have no labels. */
export function labelWords(dossier: Dossier): string {
  const named = nodesIn(dossier)
    .slice(0, 6)
    .map((node) => {
      const labels = Object.entries(node.labels).map(([key, value]) => `${key}=${value}`);
      return `${node.name} (${labels.length === 0 ? 'no labels' : labels.slice(0, 5).join(', ')})`;
    });
  return named.length === 0 ? '' : ` The nodes have: ${named.join('; ')}.`;
}

export function nodeProofs(dossier: Dossier): readonly Evidence[] {
  return nodesIn(dossier)
    .slice(0, 4)
    .map((node) => ({
      source: 'node',
      path: node.name,
      excerpt: `state ${node.state}, availability ${node.availability}, role ${node.role}, labels ${JSON.stringify(node.labels)}`,
    }));
}

export function constraintFix(constraint: string | undefined, dossier: Dossier): string {
  const [, key, value] = /^\s*node\.labels\.(\S+?)\s*==\s*(\S+)\s*$/.exec(constraint ?? '') ?? [];
  const node = nodesIn(dossier)[0]?.name ?? '<node>';
  return key === undefined || value === undefined
    ? `docker service update --constraint-rm '${constraint ?? ''}' …`
    : `docker node update --label-add ${key}=${value} ${node}`;
}

function nodesIn(dossier: Dossier): readonly SwarmNode[] {
  return valueIn(dossier.picture.nodes) ?? [];
}

function takesTasks(node: SwarmNode): boolean {
  return node.state === 'ready' && node.availability === 'active';
}

/** What the picture cannot tell counts as met: a guess must not hide a node. */
function meetsAll(node: SwarmNode, constraints: readonly string[]): boolean {
  return constraints.every((constraint) => meetsConstraint(node, constraint) !== false);
}
