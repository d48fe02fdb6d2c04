// Why a node's engine is not reached, in sentences that name the node and the way out.

import type { EngineInfo } from '../model/engineInfo';
import { type ErrorAction, HumanError } from '../model/humanError';
import type { SwarmNode } from '../model/swarmNode';
import { messageOf } from '../util/messageOf';
import type { Route, RouteVia } from './routeChoice';

export function connectAction({ id, name }: SwarmNode): ErrorAction {
  return { title: 'Connect…', command: 'dockhound.node.connect', arguments: [{ kind: 'node', id, name }] };
}

export function noRoute(node: SwarmNode, why: string): HumanError {
  return new HumanError(
    why,
    `Connect to the engine of ${node.name}, or name it in the setting dockhound.nodes: only that engine can reach its containers.`,
    [connectAction(node)],
  );
}

/** `cause` is kept, for programs that want the `EngineError` itself. */
export function notReached(node: SwarmNode, route: Route, cause: unknown): HumanError {
  const why = messageOf(cause);
  const next = cause instanceof HumanError ? cause.next : undefined;
  const message = `The engine of node ${node.name} was not reached by ${described(route)}: ${why}`;
  return Object.assign(new HumanError(message, next, [connectAction(node)]), { cause });
}

/** Another engine answers at the node's address. `other`: the node of this swarm that it is. */
export function wrongNode(node: SwarmNode, route: Route, info: EngineInfo, other: SwarmNode | undefined): HumanError {
  const { nodeId } = info.swarm;
  const who = other
    ? `node ${other.name}`
    : nodeId === undefined
      ? 'in no swarm'
      : `node ${nodeId}, which is not of this swarm`;
  return new HumanError(
    `${shownAddress(route)} leads to the engine ${info.name}, which is ${who}, and not to node ${node.name} (${node.id}).`,
    `Give the address of ${node.name}.`,
    [connectAction(node)],
  );
}

const sources: Readonly<Record<RouteVia, string>> = {
  remembered: 'as it was connected to before',
  'dockhound.nodes': 'from the setting dockhound.nodes',
  'dockhound.nodeTemplate': 'from the setting dockhound.nodeTemplate',
};

/** An address may be written with a password, which nobody must read in a message or a log. */
export function shownAddress({ address }: Route): string {
  return address.replace(/:[^:@/]*@/g, ':…@');
}

function described(route: Route): string {
  return `${shownAddress(route)} (${sources[route.via]})`;
}
