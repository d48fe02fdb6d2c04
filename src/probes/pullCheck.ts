// Probe: whether the registry has the image of a container and gives it to this person, without pulling it.

import { EngineError } from '../engine/engineError';
import type { PullFact, PullOutcome } from '../model/dossier/probeFacts';
import { maskedWords } from './maskedWords';
import type { Probe, ProbeOffer, ProbeSurroundings } from './probe';

const deadlineMs = 30_000;

export const pullProbe: Probe = {
  id: 'pull',
  title: 'Ask the Registry for the Image',
  deadlineMs: deadlineMs + 5_000,
  offers: ({ facts }) => pullOffers(facts.image),
  says: ({ engine, facts }) => pullSays(engine, facts.image),
  run: async ({ facts }, _question, around) => [await askRegistry(facts.image, around)],
};

/** Also of a service whose tasks never became containers. An image known by its id only has no registry. */
export function pullOffers(image: string): readonly ProbeOffer[] {
  const name = plainImage(image);
  return name === '' || /^(sha256:)?[\da-f]{12,64}$/.test(name)
    ? []
    : [{ probe: 'pull', title: `Ask the registry for ${name}`, question: {} }];
}

export function pullSays(engine: string, image: string): string {
  return `${engine} asks the registry for ${plainImage(image)}, with your login where docker has one. Nothing is pulled, and nothing runs.`;
}

/** Rejects where it is the engine that failed, not the registry. */
export async function askRegistry(given: string, { engine, signal, now }: ProbeSurroundings): Promise<PullFact> {
  const image = plainImage(given);
  const base = { kind: 'pull' as const, at: now(), image };
  try {
    const { digest, platforms, loginTrouble = '' } = await engine.probing.distribution(image, { signal, deadlineMs });
    const more = digest === undefined ? {} : { digest };
    return { ...base, outcome: 'found', platforms, words: maskedWords(loginTrouble), ...more };
  } catch (error) {
    signal.throwIfAborted();
    const outcome = error instanceof EngineError ? pullOutcome(error) : undefined;
    if (outcome === undefined || !(error instanceof EngineError)) throw error;
    return { ...base, outcome, platforms: [], words: maskedWords(error.message) };
  }
}

/** Undefined: it is the engine that failed, not the registry. Wordings of moby, containerd and Docker Hub. */
export function pullOutcome({
  status,
  reason,
  message,
}: Pick<EngineError, 'status' | 'reason' | 'message'>): PullOutcome | undefined {
  if (reason === 'timeout') return 'unreachable';
  if (status === undefined) return undefined;
  if (
    /no such host|dial tcp|connection refused|i\/o timeout|no route to host|TLS handshake|x509|server gave HTTP response|Client\.Timeout|EOF$/i.test(
      message,
    )
  )
    return 'unreachable';
  if (/manifest unknown|not found|name unknown|repository does not exist/i.test(message)) return 'missing';
  if (status === 401 || status === 403 || /unauthorized|denied|authentication required|forbidden/i.test(message))
    return 'denied';
  return status === 404 ? 'missing' : 'failed';
}

/** Services pin a tag to what it meant when they were made; a person means the tag. */
function plainImage(image: string): string {
  const tagged = image.replace(/@sha256:[\da-f]+$/, '');
  return /:[^/]+$/.test(tagged) || tagged === '' ? tagged : image;
}
