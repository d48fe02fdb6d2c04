// A diagnosis under way: what it was asked with, what it will answer, what it read, and how to stop it.

import type { Dossier } from '../../model/dossier/dossier';
import type { Diagnosis } from '../../model/finding';
import type { TargetRef } from '../../model/target';
import type { DiagnoseTargetOptions } from './diagnoseTarget';

export interface AskedDiagnosis {
  /** As it was said, or empty. */
  readonly symptom: string;
  /** Rejects only when it was cancelled. */
  readonly diagnosis: Promise<Diagnosis>;
  /** What was read: complete once the diagnosis is there. */
  readonly dossiers: readonly Dossier[];
  cancel(): void;
}

/** What answers: the one door through which all diagnoses go. */
export interface Diagnoser {
  diagnose(target: TargetRef | undefined, options: DiagnoseTargetOptions): Promise<Diagnosis>;
}

/** Without a target, or with the engine as target: everything. */
export function askDiagnosis(
  diagnoses: Diagnoser,
  target: TargetRef | undefined,
  { symptom = '', deadlineMs }: { readonly symptom?: string; readonly deadlineMs?: number } = {},
): AskedDiagnosis {
  const cancelling = new AbortController();
  const dossiers: Dossier[] = [];
  const diagnosis = diagnoses.diagnose(target, {
    ...(symptom === '' ? {} : { symptom }),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    signal: cancelling.signal,
    onDossier: (dossier) => dossiers.push(dossier),
  });
  // Whoever asked listens as well; a diagnosis that nobody waits for any more is no error.
  diagnosis.catch(() => undefined);
  return { symptom, diagnosis, dossiers, cancel: () => cancelling.abort() };
}
