// What was read of objects, kept while the window lives, so that one can be laid beside its earlier self.

import { createHmac, randomBytes } from 'node:crypto';
import { type Comparable, comparable, isAlike } from '../../model/comparable';
import type { PlainJson } from '../../model/plainJson';
import type { PanelTarget } from '../../protocol/panel';

export interface Reading extends Comparable {
  readonly target: PanelTarget;
  /** ISO 8601. */
  readonly at: string;
}

/** No secret is in it, only what tells one from another within this window. */
export interface Readings {
  /** Kept where something but noise differs from the one before. */
  keep(target: PanelTarget, raw: PlainJson): Reading;
  /** Oldest first. */
  of(target: Pick<PanelTarget, 'kind' | 'id'>): readonly Reading[];
  /** The last reading of each other object that had this one's kind and name, newest first. */
  ofNamesakes(target: PanelTarget): readonly Reading[];
}

const perObject = 8;
/** All together, in characters of JSON. */
const maxCharacters = 24_000_000;

export function createReadings(now: () => Date = () => new Date(), limit = maxCharacters): Readings {
  const key = randomBytes(32);
  const markOf = (text: string) => createHmac('sha256', key).update(text).digest('base64url').slice(0, 16);
  // The object that was kept last is at the end.
  const kept = new Map<string, { readonly reading: Reading; readonly size: number }[]>();
  let characters = 0;

  function makeRoom(): void {
    for (const [name, list] of kept) {
      if (characters <= limit) return;
      const oldest = list.shift();
      characters -= oldest?.size ?? 0;
      if (list.length === 0) kept.delete(name);
    }
    // One reading of each object is gone, and it is still too much: the next round takes more.
    if (characters > limit && kept.size > 0) makeRoom();
  }

  return {
    keep(target, raw) {
      const reading: Reading = { ...comparable(raw, markOf), target, at: now().toISOString() };
      const name = nameOf(target);
      const list = kept.get(name) ?? [];
      const last = list.at(-1)?.reading;
      if (last && isAlike(last, reading, target.kind)) return reading;
      const size = JSON.stringify(reading.json).length;
      list.push({ reading, size });
      characters += size;
      if (list.length > perObject) characters -= list.shift()?.size ?? 0;
      kept.delete(name);
      kept.set(name, list);
      makeRoom();
      return reading;
    },
    of: (target) => (kept.get(nameOf(target)) ?? []).map(({ reading }) => reading),
    ofNamesakes: ({ kind, id, name }) =>
      [...kept.values()]
        .flatMap((list) => list.at(-1)?.reading ?? [])
        .filter(({ target }) => target.kind === kind && target.name === name && target.id !== id)
        .sort((a, b) => (a.at < b.at ? 1 : -1)),
  };
}

function nameOf({ kind, id }: Pick<PanelTarget, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}
