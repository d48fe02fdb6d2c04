// What probes found, kept per container as long as the window lives: a renewed diagnosis reads it beside its own evidence.

import { factKey, type ProbeFact } from '../model/dossier/probeFacts';

/** A health check that passed when it was tried by hand. */
export interface HealthProof {
  /** As in a health check of the engine: `['CMD', …]` or `['CMD-SHELL', script]`. */
  readonly test: readonly string[];
  /** Name of the container, or of the image of a throw-away one. */
  readonly where: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface ProbeBook {
  /** The newest fact about the same thing stays. `startedAt`: the run of the container that it was found in. */
  note(containerId: string, startedAt: string | undefined, facts: readonly ProbeFact[]): void;
  /** Only of this run: after a restart, what listened before means nothing. */
  of(containerId: string, startedAt: string | undefined): readonly ProbeFact[];
  prove(proof: HealthProof): void;
  /** Newest first. */
  readonly proofs: readonly HealthProof[];
}

/** Where facts about an image stand, in place of a container's id: they hold whatever runs of it. */
export function imagePage(image: string): string {
  return `image ${image.replace(/@sha256:[\da-f]+$/, '')}`;
}

const mostContainers = 100;
const mostProofs = 50;

export function createProbeBook(): ProbeBook {
  const pages = new Map<string, { readonly startedAt: string | undefined; readonly facts: Map<string, ProbeFact> }>();
  let proofs: readonly HealthProof[] = [];
  return {
    note(containerId, startedAt, facts) {
      const before = pages.get(containerId);
      const isSameRun = before !== undefined && before.startedAt === startedAt;
      const kept = isSameRun ? before.facts : new Map<string, ProbeFact>();
      for (const fact of facts) {
        // Put at the end, so that the order is that of the finding.
        kept.delete(factKey(fact));
        kept.set(factKey(fact), fact);
      }
      pages.delete(containerId);
      pages.set(containerId, { startedAt, facts: kept });
      for (const oldest of pages.keys()) {
        if (pages.size <= mostContainers) break;
        pages.delete(oldest);
      }
    },
    of(containerId, startedAt) {
      const page = pages.get(containerId);
      return page === undefined || page.startedAt !== startedAt ? [] : [...page.facts.values()];
    },
    prove(proof) {
      const key = JSON.stringify(proof.test);
      proofs = [proof, ...proofs.filter(({ test }) => JSON.stringify(test) !== key)].slice(0, mostProofs);
    },
    get proofs() {
      return proofs;
    },
  };
}
