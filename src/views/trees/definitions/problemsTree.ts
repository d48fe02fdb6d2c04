// Everything that is wrong, worst first, one row per root.

import type { Finding } from '../../../model/finding';
import { findingLook } from '../looks/findingLook';
import type { Problems } from '../problems';
import { type RowSeed, type TreeDefinition, untouched } from '../treeDefinition';

export function problemsTree(problems: Problems): TreeDefinition {
  return {
    view: 'problems',
    kinds: ['container', 'service', 'node'],
    needsTasks: true,
    note() {
      const { unseen, onWorker, dismissed } = problems;
      const notChecked = onWorker
        ? 'A worker knows only its own containers: what its swarm suffers from, a manager knows.'
        : `Not everything could be checked: nothing is known of ${unseen.map((part) => (part === 'info' ? 'the engine' : `${part}s`)).join(', ')}.`;
      const aside = `${dismissed === 1 ? 'One problem is' : `${dismissed} problems are`} dismissed until ${dismissed === 1 ? 'it changes' : 'they change'}.`;
      const told = [...(unseen.length > 0 ? [notChecked] : []), ...(dismissed > 0 ? [aside] : [])];
      return told.length > 0 ? told.join(' ') : undefined;
    },
    roots: () => problems.findings.map(seedOf),
    children: () => [],
    look: ({ subject }, now) => (subject.type === 'finding' ? findingLook(subject.finding, now) : undefined),
    folding: () => 'leaf',
    // The findings tell their own changes; see `Problems.onDidChange`.
    touched: () => untouched,
  };
}

function seedOf(finding: Finding): RowSeed {
  const { subject, rule } = finding;
  return {
    id: `${rule}:${subject.kind}:${subject.id ?? subject.name ?? ''}`,
    subject: { type: 'finding', finding },
    target: subject,
  };
}
