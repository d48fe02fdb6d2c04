// Fills in the variables of a whole tree; places stay those of the text.

import type { ComposeProblem, ComposeVariable } from './composeFacts';
import type { ComposeEntry, ComposeMap, ComposeNode } from './composeTree';
import { interpolate } from './interpolate';

export interface InterpolatedTree {
  readonly root: ComposeMap;
  readonly variables: readonly ComposeVariable[];
  readonly problems: readonly ComposeProblem[];
}

/** docker fills in variables only below these keys, and only in values (docker/cli, cli/compose/loader/interpolate.go). */
const sections = new Set(['services', 'volumes', 'networks', 'secrets', 'configs']);

export function interpolatedTree(root: ComposeMap, variable: (name: string) => string | undefined): InterpolatedTree {
  const variables: ComposeVariable[] = [];
  const problems: ComposeProblem[] = [];
  // Aliased parts hang in many places, and are worked on and told of once.
  const done = new Map<ComposeNode, ComposeNode>();

  const fill = (node: ComposeNode): ComposeNode => {
    const known = done.get(node);
    if (known) return known;
    const result = fillAnew(node);
    done.set(node, result);
    return result;
  };

  const fillAnew = (node: ComposeNode): ComposeNode => {
    switch (node.type) {
      case 'map':
        return { ...node, entries: mapped(node.entries, (entry) => ({ ...entry, value: fill(entry.value) })) };
      case 'list':
        return { ...node, items: node.items.map(fill) };
      case 'scalar': {
        if (typeof node.value !== 'string') return node;
        const filled = interpolate(node.value, variable);
        for (const one of filled.variables) variables.push({ ...one, range: node.range });
        if (filled.problem) {
          problems.push({ code: 'variable', severity: 'error', message: filled.problem, range: node.range });
        }
        return { ...node, value: filled.text };
      }
    }
  };

  const entries = mapped(root.entries, (entry) =>
    sections.has(entry.key) ? { ...entry, value: fill(entry.value) } : entry,
  );
  return { root: { ...root, entries }, variables, problems };
}

function mapped(
  entries: ReadonlyMap<string, ComposeEntry>,
  change: (entry: ComposeEntry) => ComposeEntry,
): ReadonlyMap<string, ComposeEntry> {
  return new Map([...entries].map(([key, entry]) => [key, change(entry)]));
}
