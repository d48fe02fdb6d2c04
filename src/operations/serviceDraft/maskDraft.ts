// Takes secrets out of a draft before it is shown, and puts them back into what comes from there.

import { isSecretName, maskSecrets, maskText } from '../../model/maskSecrets';
import type { DraftPair, ServiceDraft } from '../../model/serviceDraft';

const pairLists = ['env', 'labels', 'containerLabels'] as const;
const texts = ['command', 'args'] as const;

/** Values under names that sound like a secret, and secrets in commands, become dots. */
export function maskDraft(draft: ServiceDraft): ServiceDraft {
  const pairs = Object.fromEntries(pairLists.map((list) => [list, draft[list].map(maskPair)]));
  const masked = Object.fromEntries(texts.map((field) => [field, maskOf(draft[field])]));
  return { ...draft, ...pairs, ...masked, health: { ...draft.health, command: maskOf(draft.health.command) } };
}

/** What was left masked is what it was in `original`; anything else was written anew. */
export function unmaskDraft(draft: ServiceDraft, original: ServiceDraft): ServiceDraft {
  const back = (now: string, was: string) => (now !== was && now === maskOf(was) ? was : now);
  const pairs = Object.fromEntries(
    pairLists.map((list) => [
      list,
      draft[list].map((pair) => {
        const was = original[list].find(({ name }) => name === pair.name);
        return was && pair.value === maskPair(was).value ? was : pair;
      }),
    ]),
  );
  const known = Object.fromEntries(texts.map((field) => [field, back(draft[field], original[field])]));
  const command = back(draft.health.command, original.health.command);
  return { ...draft, ...pairs, ...known, health: { ...draft.health, command } };
}

/** Dots that nobody stands for: they would become the value. */
export function leftMasked(draft: ServiceDraft): string | undefined {
  for (const list of pairLists) {
    const at = draft[list].findIndex(({ value }) => value.includes(maskText));
    if (at >= 0) return `${list}.${at}.value`;
  }
  return texts.find((field) => draft[field].includes(maskText));
}

function maskPair(pair: DraftPair): DraftPair {
  if (pair.value === '') return pair;
  return { ...pair, value: isSecretName(pair.name) ? maskText : maskOf(pair.value) };
}

function maskOf(text: string): string {
  return String(maskSecrets(text).json);
}
