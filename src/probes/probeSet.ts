// All probes, what each object may be asked, and running one of them with its deadline.

import { EngineError } from '../engine/engineError';
import type { Dossier } from '../model/dossier/dossier';
import type { ProbeFact } from '../model/dossier/probeFacts';
import { HumanError } from '../model/humanError';
import type { TargetRef } from '../model/target';
import { connectProbe } from './connect';
import { healthcheckProbe } from './healthcheckRun';
import { listeningProbe } from './listening';
import { ownershipProbe } from './mountOwner';
import type { Probe, ProbeId, ProbeOffer, ProbeQuestion, ProbeSurroundings, ProbeTarget } from './probe';
import { pullOffers, pullProbe } from './pullCheck';
import { resolveProbe } from './resolve';

export const probes: readonly Probe[] = [
  listeningProbe,
  connectProbe,
  resolveProbe,
  healthcheckProbe,
  ownershipProbe,
  pullProbe,
];

/** An offer with how to take it: `executeCommand(command, ...arguments)` asks the person first, and says what it will do. */
export interface OfferedProbe extends ProbeOffer {
  readonly target: TargetRef;
  readonly command: 'dockhound.probe';
  readonly arguments: readonly [TargetRef, { readonly probe: ProbeId; readonly fromPanel: true } & ProbeQuestion];
}

/** A panel shows some buttons, not forty: of one container's mounts and addresses the first ones. */
const mostOfOneProbe = 4;
const mostContainers = 6;

/**
 * What could be probed about the containers of a dossier, nearest to the target first; reads and runs nothing. For buttons of
 * a diagnosis: `executeCommand(offer.command, ...offer.arguments)`. The command resolves with `ProbeOutcome`, or with undefined
 * when the person said no; what it found is in every diagnosis of that container from then on (`cluster.probes`), so diagnose
 * again afterwards.
 */
export function probeOffers(dossier: Dossier): readonly OfferedProbe[] {
  const all = [...dossier.containers, ...dossier.services.flatMap(({ containers }) => containers)];
  const known = all
    .flatMap((container) => (container.facts.known ? [{ container, facts: container.facts.value }] : []))
    .sort((a, b) => a.container.depth - b.container.depth)
    .slice(0, mostContainers);
  const offered = known.flatMap(({ container, facts }) => {
    const { task } = container;
    const target: TargetRef =
      task === undefined
        ? { kind: 'container', id: facts.id, name: facts.name }
        : { kind: 'task', id: task.id, name: task.name };
    // A task that has no container, or none within reach, still has an image.
    if (container.from === 'spec') return pullOffers(facts.image).map((offer) => offeredTo(target, offer));
    const offers = offersOf({
      id: facts.id,
      name: container.name,
      engine: container.node ?? '',
      facts,
      ...(container.image.known ? { image: container.image.value } : {}),
    });
    return offers.map((offer) => offeredTo(target, offer));
  });
  // The tasks of a service have one image.
  return offered.filter(
    (one, at) => one.probe !== 'pull' || offered.findIndex(({ title }) => title === one.title) === at,
  );
}

function offeredTo(target: TargetRef, offer: ProbeOffer): OfferedProbe {
  return {
    ...offer,
    target,
    command: 'dockhound.probe',
    arguments: [target, { probe: offer.probe, ...offer.question, fromPanel: true }],
  };
}

export function offersOf(target: ProbeTarget): readonly ProbeOffer[] {
  return probes.flatMap((probe) => probe.offers(target).slice(0, mostOfOneProbe));
}

/** Throws a `HumanError` for what is none. */
export function probeById(id: unknown): Probe {
  const found = probes.find((probe) => probe.id === id);
  if (found !== undefined) return found;
  const ids = probes.map((probe) => probe.id).join(', ');
  throw new HumanError(`There is no probe ${String(id)}.`, `These there are: ${ids}.`);
}

/** Ends within the probe's deadline, and rejects then with `timeout`; what it began is taken back in every case. */
export async function runProbe(
  probe: Probe,
  target: ProbeTarget,
  question: ProbeQuestion,
  around: ProbeSurroundings,
): Promise<readonly ProbeFact[]> {
  const over = AbortSignal.timeout(probe.deadlineMs);
  try {
    return await probe.run(target, question, { ...around, signal: AbortSignal.any([around.signal, over]) });
  } catch (error) {
    around.signal.throwIfAborted();
    if (!over.aborted) throw error;
    throw new EngineError({
      reason: 'timeout',
      engine: target.engine,
      message: `${probe.title}: no answer within ${probe.deadlineMs / 1000} s.`,
      next: 'Try again.',
      cause: error,
    });
  }
}
