// Probe: whether the registry has the image of a container and gives it to this person, without pulling it.

import { EngineError } from '../engine/engineError';
import type { PullFact, PullOutcome } from '../model/dossier/probeFacts';
import { maskedWords } from './maskedWords';
import type { Probe } from './probe';

const deadlineMs = 30_000;

export const pullProbe: Probe = {
  id: 'pull',
  title: 'Ask the Registry for the Image',
  deadlineMs: deadlineMs + 5_000,
  offers: ({ facts }) =>
    isPullable(facts.image) ? [{ probe: 'pull', title: `Ask the registry for ${facts.image}`, question: {} }] : [],
  says: ({ engine, facts }) =>
    `${engine} asks the registry for ${facts.image}, with your login where docker has one. Nothing is pulled, and nothing runs.`,
  async run({ facts: { image } }, _question, { engine, signal, now }) {
    const base = { kind: 'pull' as const, at: now(), image };
    try {
      const { digest, platforms, loginTrouble = '' } = await engine.probing.distribution(image, { signal, deadlineMs });
      const more = digest === undefined ? {} : { digest };
      const found: PullFact = { ...base, outcome: 'found', platforms, words: maskedWords(loginTrouble), ...more };
      return [found];
    } catch (error) {
      signal.throwIfAborted();
      const outcome = error instanceof EngineError ? pullOutcome(error) : undefined;
      if (outcome === undefined || !(error instanceof EngineError)) throw error;
      return [{ ...base, outcome, platforms: [], words: maskedWords(error.message) }];
    }
  },
};

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

/** An image known by its id only has no registry. */
function isPullable(image: string): boolean {
  return image !== '' && !/^(sha256:)?[\da-f]{12,64}$/.test(image);
}
