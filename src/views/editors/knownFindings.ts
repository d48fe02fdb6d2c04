// What is known to be wrong: what the screen lists, and what diagnoses found, until it has ended.

import type { Cluster } from '../../cluster/cluster';
import type { Container } from '../../model/container';
import type { Diagnosis, Finding } from '../../model/finding';
import type { Service } from '../../model/service';
import type { TargetRef } from '../../model/target';
import { type Disposable, DisposableStore } from '../../util/disposable';
import { Emitter, type Event } from '../../util/emitter';
import type { Diagnoses } from '../diagnoses';
import type { Suppressions } from '../suppressions';
import type { Problems } from '../trees/problems';

export interface KnownFinding {
  readonly finding: Finding;
  /** The object it is about, as the picture has it now. */
  readonly object: Container | Service;
}

export interface KnownFindings extends Disposable {
  readonly onDidChange: Event<void>;
  /** Those on containers and services of the picture, without what is suppressed. */
  all(): readonly KnownFinding[];
}

interface Kept {
  readonly finding: Finding;
  /** Whether the screen has listed something on the same object since. */
  wasListed: boolean;
  /** Of a service: its spec when it was diagnosed. */
  readonly version: number | undefined;
}

/** Diagnoses of other objects than this one stand beside each other; the same one's older diagnosis is replaced. */
export function createKnownFindings(
  cluster: Pick<Cluster, 'get' | 'onDidChange'>,
  problems: Pick<Problems, 'findings' | 'suppressed' | 'onDidChange'>,
  diagnoses: Pick<Diagnoses, 'onDidDiagnose'>,
  suppressions: Pick<Suppressions, 'sift' | 'onDidChange'>,
  onError: (error: unknown) => void,
): KnownFindings {
  const life = new DisposableStore();
  const changed = life.add(new Emitter<void>(onError));
  const kept = new Map<string, Kept>();

  const objectOf = ({ kind, id }: TargetRef): Container | Service | undefined =>
    id !== undefined && (kind === 'container' || kind === 'service') ? cluster.get(kind, id) : undefined;
  const versionOf = (subject: TargetRef) => {
    const object = objectOf(subject);
    return object?.kind === 'service' ? object.version : undefined;
  };
  const listed = () =>
    new Set(
      [...problems.findings, ...problems.suppressed.map(({ finding }) => finding)].map(({ subject }) => keyOf(subject)),
    );

  const take = (diagnosis: Diagnosis) => {
    // Where not everything could be read, silence proves nothing.
    if (diagnosis.status !== 'unknown') {
      const asked = keyOf(diagnosis.target);
      for (const [key, { finding }] of kept) if (keyOf(finding.subject) === asked) kept.delete(key);
    }
    const ill = listed();
    const found = [...diagnosis.findings, ...(diagnosis.suppressed ?? []).map(({ finding }) => finding)];
    for (const finding of found) {
      const { subject, rule } = finding;
      if (objectOf(subject) === undefined) continue;
      kept.set(`${rule} ${keyOf(subject)}`, {
        finding,
        wasListed: ill.has(keyOf(subject)),
        version: versionOf(subject),
      });
    }
    changed.fire();
  };

  /** It ended when its object is gone, or made anew by another spec, or is listed no longer. */
  const prune = () => {
    const ill = listed();
    let moved = false;
    for (const [key, one] of kept) {
      const { subject } = one.finding;
      const isListed = ill.has(keyOf(subject));
      const ended = one.wasListed ? !isListed : versionOf(subject) !== one.version;
      if (objectOf(subject) === undefined || ended) moved = kept.delete(key);
      else one.wasListed = isListed;
    }
    return moved;
  };

  life.add(diagnoses.onDidDiagnose(take));
  life.add(suppressions.onDidChange(() => changed.fire()));
  life.add(
    problems.onDidChange(() => {
      prune();
      changed.fire();
    }),
  );
  life.add(
    cluster.onDidChange(() => {
      if (kept.size > 0 && prune()) changed.fire();
    }),
  );
  return {
    onDidChange: changed.event,
    all() {
      const diagnosed = [...kept.values()].map(({ finding }) => finding);
      const known = new Map(diagnosed.map((finding) => [`${finding.rule} ${keyOf(finding.subject)}`, finding]));
      const screened = problems.findings.filter(({ rule, subject }) => !known.has(`${rule} ${keyOf(subject)}`));
      const { listed: all } = suppressions.sift([...diagnosed, ...screened]);
      return all.flatMap((finding) => {
        const object = objectOf(finding.subject);
        return object === undefined ? [] : [{ finding, object }];
      });
    },
    dispose: () => life.dispose(),
  };
}

function keyOf({ kind, id, name }: TargetRef): string {
  return `${kind}/${id ?? name ?? ''}`;
}
