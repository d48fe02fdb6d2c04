// What `activate` returns: the same functions that the commands use, for other extensions, AI tools and tests.

import type * as vscode from 'vscode';
import type { Cluster } from './cluster/cluster';
import { unknownAudit } from './diagnosis/unavailable';
import type { AuditReport, Diagnosis } from './model/finding';
import type { Snapshot, SnapshotChange } from './model/snapshot';
import type { TargetRef } from './model/target';
import type { Diagnoses } from './views/diagnoses';

export interface DockhoundApi {
  readonly apiVersion: 1;
  /** Settles when the first picture is complete, or rejects with why the engine cannot be reached. */
  ready(): Promise<void>;
  snapshot(): Promise<Snapshot>;
  readonly onDidChangeSnapshot: vscode.Event<SnapshotChange>;
  /**
   * Without a target: everything that is wrong, worst first. `symptom` is what the person sees, in their words: it aims the
   * evidence, and is never needed and never believed against it.
   */
  diagnose(target?: TargetRef, options?: { deadlineMs?: number; symptom?: string }): Promise<Diagnosis>;
  audit(target?: TargetRef): Promise<AuditReport>;
}

export function createApi(cluster: Cluster, diagnoses: Diagnoses): DockhoundApi {
  return {
    apiVersion: 1,
    ready: () => cluster.ready(),
    async snapshot() {
      const interest = cluster.watch({ tasks: true });
      try {
        await cluster.ready();
        const snapshot = cluster.snapshot();
        if (!snapshot) throw new Error('The picture was lost while it was being read.');
        return snapshot;
      } finally {
        interest.dispose();
      }
    },
    onDidChangeSnapshot: (listener, thisArg, disposables) => {
      const subscription = cluster.onDidChange((change) => listener.call(thisArg, change));
      disposables?.push(subscription);
      return subscription;
    },
    diagnose: (target, options = {}) => diagnoses.diagnose(target, options),
    async audit() {
      return unknownAudit();
    },
  };
}
