// Probes as buttons of a diagnosis: what is offered, what is under way, and what came of it.

import { panelError } from '../../../feeds/panelError';
import type { ContainerDossier, Dossier } from '../../../model/dossier/dossier';
import { type OfferedProbe, probeOffers } from '../../../probes/probeSet';
import type { ShownProbe, ShownProbeResult } from '../../../protocol/diagnosis';
import { plainLine } from '../../../util/plainLine';
import { isSpokenOf } from './involved';

export interface Probing {
  readonly under: string | undefined;
  /** Newest first. */
  readonly results: readonly ShownProbeResult[];
  /** The command asks the person before anything is done. */
  run(offer: OfferedProbe): void;
}

export interface ProbingOptions {
  execute(command: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Something else is under way, or there is a result. */
  tell(): void;
  /** Something was found out, which every diagnosis reads from now on. */
  found(): void;
}

/** A page, not a catalogue. */
const mostOffers = 40;
const mostResults = 10;

/** Of the tries of one slot, which share a name, the first that is offered: the newest. */
export function offersFor(dossiers: readonly Dossier[], concerned: ReadonlySet<string>): readonly OfferedProbe[] {
  const seen = new Set<string>();
  const isNew = (key: string) => !seen.has(key) && seen.add(key);
  return dossiers
    .flatMap((dossier) => probeOffers(withoutNeighbours(dossier, concerned)))
    .filter((offer) => isNew(keyOf(offer)))
    .slice(0, mostOffers);
}

function withoutNeighbours(dossier: Dossier, concerned: ReadonlySet<string>): Dossier {
  const own = (containers: readonly ContainerDossier[]) => containers.filter((one) => isSpokenOf(one, concerned));
  const services = dossier.services.map((service) => ({ ...service, containers: own(service.containers) }));
  return { ...dossier, containers: own(dossier.containers), services };
}

function keyOf({ title, target }: OfferedProbe): string {
  return `${title} ${target.kind} ${target.name ?? target.id}`;
}

/** Whom it is about is only said where there are several. */
export function shownProbes(offers: readonly OfferedProbe[]): readonly ShownProbe[] {
  const several = new Set(offers.map(({ target }) => target.name)).size > 1;
  return offers.map(({ title, target }) => ({
    title: plainLine(title, 120),
    ...(several && target.name !== undefined ? { of: { kind: target.kind, name: plainLine(target.name, 120) } } : {}),
  }));
}

export function createProbing({ execute, tell, found }: ProbingOptions): Probing {
  let under: string | undefined;
  let results: readonly ShownProbeResult[] = [];

  function note(title: string, lines: readonly string[], failed: boolean): void {
    const at = new Date().toISOString();
    const result = { title, at, lines: lines.map((line) => plainLine(line, 1000)), ...(failed ? { failed } : {}) };
    results = [result, ...results].slice(0, mostResults);
  }

  async function probe({ title, command, target, arguments: [, question] }: OfferedProbe): Promise<void> {
    // Not as a person's call: what goes wrong stands in the panel then, and the question is asked all the same.
    const { fromPanel: _, ...options } = question;
    const name = target.name === undefined ? title : `${title} (${target.name})`;
    try {
      const outcome = await execute(command, target, options);
      const words = wordsOf(outcome);
      if (words === undefined) return;
      note(name, words, false);
      found();
    } catch (error) {
      const { message, next } = panelError(error);
      note(name, [next === undefined ? message : `${message} ${next}`], true);
    }
  }

  return {
    get under() {
      return under;
    },
    get results() {
      return results;
    },
    run(offer) {
      if (under !== undefined) return;
      under = plainLine(offer.title, 120);
      tell();
      void probe(offer).finally(() => {
        under = undefined;
        tell();
      });
    },
  };
}

/** Undefined where the person said no. */
function wordsOf(outcome: unknown): readonly string[] | undefined {
  if (typeof outcome !== 'object' || outcome === null || !('words' in outcome)) return undefined;
  const { words } = outcome;
  return Array.isArray(words) ? words.filter((one) => typeof one === 'string') : undefined;
}
