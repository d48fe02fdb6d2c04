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
}

export interface Diagnosis {
  readonly target: TargetRef;
  /** `healthy`: nothing at warning or worse, and no gap that could hide one. */
  readonly status: 'healthy' | 'problem' | 'unknown';
  /** Best explanation first. */
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly tookMs: number;
}

export interface AuditReport {
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly checked: number;
  readonly passed: number;
}
