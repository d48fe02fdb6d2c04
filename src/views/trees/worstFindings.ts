// The worst that is known of each object, and of each stack and project through its members: for the tooltips of their rows.

import type { Cluster } from '../../cluster/cluster';
import type { Finding } from '../../model/finding';
import type { TargetRef } from '../../model/target';
import type { Problems } from './problems';

export class WorstFindings {
  private worst = new Map<string, Finding>();

  constructor(
    private readonly cluster: Pick<Cluster, 'get'>,
    private readonly problems: Pick<Problems, 'findings'>,
  ) {}

  of(target: TargetRef | undefined): Finding | undefined {
    return target && this.worst.get(keyOf(target));
  }

  /** To be called when the problems have changed. Answers of which targets there is something else to tell now. */
  update(): (target: TargetRef | undefined) => boolean {
    const before = this.worst;
    const now = new Map<string, Finding>();
    // Worst first.
    for (const finding of this.problems.findings) {
      for (const key of this.concerned(finding.subject)) if (!now.has(key)) now.set(key, finding);
    }
    this.worst = now;
    return (target) => {
      const key = target && keyOf(target);
      return key !== undefined && before.get(key)?.title !== now.get(key)?.title;
    };
  }

  private concerned(subject: TargetRef): readonly string[] {
    const keys = [keyOf(subject)];
    const { kind, id } = subject;
    const object =
      id !== undefined && (kind === 'container' || kind === 'service') ? this.cluster.get(kind, id) : undefined;
    if (object?.stack !== undefined) keys.push(`stack/${object.stack}`);
    if (object?.kind === 'container' && object.composeProject !== undefined) {
      keys.push(`project/${object.composeProject}`);
    }
    return keys;
  }
}

function keyOf({ kind, id, name }: TargetRef): string {
  return `${kind}/${id ?? name ?? ''}`;
}
