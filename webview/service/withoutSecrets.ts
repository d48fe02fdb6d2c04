// What of a draft may be kept on the disk: everything but the secrets in it.

import { maskSecrets } from '../../src/model/maskSecrets';
import type { DraftPair, ServiceDraft } from '../../src/model/serviceDraft';

/** A text that masking changes is left out; one that is masked already stays, since dots tell nothing. */
export function withoutSecrets(draft: ServiceDraft): ServiceDraft {
  return {
    ...draft,
    command: harmless(draft.command),
    args: harmless(draft.args),
    health: { ...draft.health, command: harmless(draft.health.command) },
    env: draft.env.map(harmlessPair),
    labels: draft.labels.map(harmlessPair),
    containerLabels: draft.containerLabels.map(harmlessPair),
  };
}

function harmless(text: string): string {
  return maskSecrets(text).masked.length > 0 ? '' : text;
}

function harmlessPair(pair: DraftPair): DraftPair {
  return maskSecrets({ Env: [`${pair.name}=${pair.value}`] }).masked.length > 0 ? { ...pair, value: '' } : pair;
}
