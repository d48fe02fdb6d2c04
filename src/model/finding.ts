// What judgement yields: findings with their evidence, and the reports that carry them.

import type { Gap } from './gap';
import type { TargetRef } from './target';

export type Severity = 'critical' | 'error' | 'warning' | 'info';

export interface Evidence {
  readonly source:
    | 'inspect'
    | 'log'
    | 'event'
    | 'health'
    | 'task'
    | 'node'
    | 'network'
    | 'image'
    | 'probe'
    | 'document';
  /** Where in the source, for example `State.ExitCode`. */
  readonly path?: string;
  readonly excerpt: string;
  /** ISO 8601. */
  readonly at?: string;
  /** Whom it is told of, where that is not the finding's `subject`: the log of `api` in a finding about `db`. */
  readonly of?: TargetRef;
}

/** One step of the way from the object that suffers to the one to blame. */
export interface ChainLink {
  readonly of: TargetRef;
  /** What is wrong there: one line. */
  readonly title: string;
}

export interface Remedy {
  readonly title: string;
  readonly command?: string;
  readonly arguments?: readonly unknown[];
  readonly snippet?: string;
}

export interface Finding {
  /** Kebab-case. */
  readonly rule: string;
  /** Catalogue code, for example `A06` or `S02`. */
  readonly code?: string;
  readonly severity: Severity;
  /** 0 to 1. */
  readonly confidence: number;
  /** The object to blame, which may not be the target. */
  readonly subject: TargetRef;
  /** Since when the trouble lasts, ISO 8601; absent where the picture does not tell. */
  readonly since?: string;
  /** One line: the cause and the thing to fix. */
  readonly title: string;
  readonly explanation: string;
  readonly evidence: readonly Evidence[];
  readonly remedies: readonly Remedy[];
  /** First the object that suffers, last the one to blame; absent where nothing lies between. */
  readonly chain?: readonly ChainLink[];
  /** What its texts are made of, where that is plain: programs read it here, and an editor finds its place in a file by it. */
  readonly data?: FindingData;
}

export type FindingData = Readonly<Record<string, string | number | boolean>>;

/** A finding that was left out because somebody said so. */
export interface SuppressedFinding {
  readonly finding: Finding;
  /** `label`: the object's own `dockhound.ignore`; `setting`: `dockhound.diagnosis.ignore`. */
  readonly by: 'label' | 'setting';
}

export interface Diagnosis {
  readonly target: TargetRef;
  /** `healthy`: nothing at warning or worse, and no gap that could hide one. */
  readonly status: 'healthy' | 'problem' | 'unknown';
  /** Best explanation first. */
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  /** Left out of `findings` and of `status`; absent where there is none. */
  readonly suppressed?: readonly SuppressedFinding[];
  readonly tookMs: number;
}

export interface AuditReport {
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly checked: number;
  readonly passed: number;
}
