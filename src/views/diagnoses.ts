// The one door to a diagnosis, for the command, the panel and the API: so they agree, and what was found is known to all.

import type { Cluster } from '../cluster/cluster';
import type { NodeRoutes } from '../cluster/nodeRoutes';
import { isAtLeast } from '../diagnosis/ranking';
import type { Diagnosis, Finding } from '../model/finding';
import type { TargetRef } from '../model/target';
import type { Disposable } from '../util/disposable';
import { Emitter, type Event } from '../util/emitter';
import { type DiagnoseTargetOptions, diagnoseTarget } from './diagnosis/diagnoseTarget';
import type { Suppressions } from './suppressions';

export interface Diagnoses extends Disposable {
  /** As `diagnoseTarget`, without what is suppressed. */
  diagnose(target: TargetRef | undefined, options?: DiagnoseTargetOptions): Promise<Diagnosis>;
  /** Each diagnosis that was made, whoever asked for it. */
  readonly onDidDiagnose: Event<Diagnosis>;
}

/** `inFiles` adds what stands in files of the workspace; without it a diagnosis is as good, but leads to no line. */
export function createDiagnoses(
  cluster: Cluster,
  routes: NodeRoutes,
  suppressions: Pick<Suppressions, 'sift'>,
  inFiles: (findings: readonly Finding[]) => Promise<readonly Finding[]>,
  onError: (error: unknown) => void,
): Diagnoses {
  const made = new Emitter<Diagnosis>(onError);
  return {
    onDidDiagnose: made.event,
    async diagnose(target, options) {
      const found = withoutSuppressed(await diagnoseTarget(cluster, routes, target, options), suppressions);
      const findings = await inFiles(found.findings).catch((error) => {
        onError(error);
        return found.findings;
      });
      const diagnosis = { ...found, findings };
      made.fire(diagnosis);
      return diagnosis;
    },
    dispose: () => made.dispose(),
  };
}

/** What is left counts: something suppressed is neither a problem nor a reason to say that nothing is known. */
function withoutSuppressed(diagnosis: Diagnosis, { sift }: Pick<Suppressions, 'sift'>): Diagnosis {
  const { listed, suppressed } = sift(diagnosis.findings);
  if (suppressed.length === 0) return diagnosis;
  const status =
    diagnosis.status === 'problem' && !listed.some((finding) => isAtLeast(finding, 'warning'))
      ? diagnosis.gaps.length > 0
        ? 'unknown'
        : 'healthy'
      : diagnosis.status;
  return { ...diagnosis, findings: listed, status, suppressed };
}
