// What the rules over nodes share: naming the node, and counting the managers that make the majority.

import type { SwarmNode } from '../../model/swarmNode';
import type { TargetRef } from '../../model/target';

export function nodeRef(node: SwarmNode): TargetRef {
  return { kind: 'node', id: node.id, name: node.name };
}

/** How many managers answer, and how many more may go before the swarm loses its majority. */
export function managersWords(nodes: ReadonlyMap<string, SwarmNode>): string {
  const managers = [...nodes.values()].filter((node) => node.role === 'manager');
  const answering = managers.filter((node) => node.state !== 'down' && node.reachability !== 'unreachable').length;
  const spare = answering - (Math.floor(managers.length / 2) + 1);
  return `${answering} of ${managers.length} managers answer, ${spare > 0 ? `${spare} more may go` : 'none more may go'}`;
}
