// Icons and words of a diagnosis: a shape and a word go with each severity, the colour only helps.

import type { Evidence, Severity } from '../../src/model/finding';
import type { TargetKind } from '../../src/model/target';
import type { JumpKind, ShownFinding } from '../../src/protocol/diagnosis';

export const severityIcons: Readonly<Record<Severity, string>> = {
  critical: 'flame',
  error: 'error',
  warning: 'warning',
  info: 'info',
};

export const severityTones: Readonly<Record<Severity, 'bad' | 'warning' | 'idle'>> = {
  critical: 'bad',
  error: 'bad',
  warning: 'warning',
  info: 'idle',
};

export const kindIcons: Readonly<Record<TargetKind, string>> = {
  engine: 'vm',
  swarm: 'organization',
  node: 'server',
  stack: 'symbol-namespace',
  project: 'folder',
  service: 'layers',
  task: 'tasklist',
  container: 'package',
  network: 'type-hierarchy',
  volume: 'database',
  image: 'file-binary',
  secret: 'key',
  config: 'settings-gear',
  plugin: 'extensions',
};

export const sourceWords: Readonly<Record<Evidence['source'], string>> = {
  inspect: 'inspect',
  log: 'log',
  event: 'event',
  health: 'health check',
  task: 'task',
  node: 'node',
  network: 'network',
  image: 'image',
  probe: 'probe',
  document: 'file',
};

export const jumpWords: Readonly<Record<JumpKind, string>> = {
  log: 'Open the log at this line',
  inspect: 'Show where it stands in Inspect',
  timeline: 'Show it on the timeline',
  document: 'Open the file at this line',
};

/** On the link itself, as its evidence calls the place. */
export const jumpNames: Readonly<Record<JumpKind, string>> = {
  log: 'log',
  inspect: 'inspect',
  timeline: 'timeline',
  document: 'file',
};

export const jumpIcons: Readonly<Record<JumpKind, string>> = {
  log: 'output',
  inspect: 'search',
  timeline: 'history',
  document: 'go-to-file',
};

/** How sure a finding is, in words: the figure alone says more than it knows. */
export function sureWords(percent: number): string {
  if (percent >= 90) return 'as good as certain';
  if (percent >= 70) return 'very likely';
  return percent >= 50 ? 'likely' : 'possible';
}

/** Names a finding as long as it is the same one. */
export function findingKey({ rule, subject }: ShownFinding): string {
  return `${rule} ${subject.kind}/${subject.name}`;
}

/** The findings of one object belong together; in the order in which they come, the worst first. */
export function bySubject(
  findings: readonly ShownFinding[],
): readonly { readonly key: string; readonly findings: readonly { finding: ShownFinding; at: number }[] }[] {
  const groups = new Map<string, { finding: ShownFinding; at: number }[]>();
  findings.forEach((finding, at) => {
    const key = `${finding.subject.kind}/${finding.subject.name}`;
    groups.set(key, [...(groups.get(key) ?? []), { finding, at }]);
  });
  return [...groups].map(([key, all]) => ({ key, findings: all }));
}
