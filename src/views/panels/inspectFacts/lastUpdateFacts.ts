// What the last update of a service changed, as a section of facts.

import { atPointer } from '../../../model/maskSecrets';
import type { PlainJson } from '../../../model/plainJson';
import { specChanges } from '../../../model/specDiff';
import type { FactSection } from '../../../protocol/inspect';
import { code } from './factReader';

/** `json` is a service as the engine tells it, secrets unmasked: only so can be told that one changed. None is in the result. */
export function lastUpdateFacts(json: PlainJson): FactSection | undefined {
  const [before, now] = [atPointer(json, '/PreviousSpec'), atPointer(json, '/Spec')];
  if (before === undefined || before === null || now === undefined) return undefined;
  const changes = specChanges(before, now);
  return {
    title: 'Changed by the last update',
    ...(changes.length === 0
      ? { empty: 'Nothing differs between the spec and the one before.' }
      : {
          table: {
            columns: ['Field', 'Before', 'Now'],
            rows: changes.map(({ path, before: was, after }) => [
              { text: path },
              was === undefined ? { text: 'none' } : code(was),
              after === undefined ? { text: 'none' } : code(after),
            ]),
          },
        }),
  };
}
