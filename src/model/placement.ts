// Judges a placement constraint of a service against one node.

import type { SwarmNode } from './swarmNode';

/**
 * True or false where the node tells, undefined where this picture does not hold what the constraint asks for (engine
 * labels, node address ranges) or it cannot be read. Syntax: `key==value` or `key!=value`, compared without case, keys as in
 * swarmkit `manager/constraint`.
 */
export function meetsConstraint(node: SwarmNode, constraint: string): boolean | undefined {
  const match = /^\s*([^=!\s]+)\s*(==|!=)\s*(.*?)\s*$/.exec(constraint);
  const [, key, operator, wanted] = match ?? [];
  if (key === undefined || wanted === undefined) return undefined;
  const lookUp = nodeValue(node, key);
  if (!lookUp.known) return undefined;
  const equal = lookUp.value.toLowerCase() === wanted.toLowerCase();
  return operator === '==' ? equal : !equal;
}

type NodeValue = { readonly known: true; readonly value: string } | { readonly known: false };

function nodeValue(node: SwarmNode, key: string): NodeValue {
  const labelPrefix = 'node.labels.';
  // The prefix is compared without case, the label's own name with it.
  if (key.toLowerCase().startsWith(labelPrefix)) {
    return { known: true, value: node.labels[key.slice(labelPrefix.length)] ?? '' };
  }
  switch (key.toLowerCase()) {
    case 'node.id':
      return { known: true, value: node.id };
    case 'node.hostname':
      return { known: true, value: node.name };
    case 'node.role':
      return node.role === 'unknown' ? { known: false } : { known: true, value: node.role };
    case 'node.platform.os':
      return node.os === undefined ? { known: false } : { known: true, value: node.os };
    case 'node.platform.arch':
      return node.architecture === undefined ? { known: false } : { known: true, value: node.architecture };
    default:
      return { known: false };
  }
}
