// What a person has put aside of the problems that are listed, kept for this workspace.

import { type Dismissal, dismissalOf, isSameProblem, isSameTrouble, readDismissals } from '../diagnosis/dismissal';
import type { Finding } from '../model/finding';
import { type Disposable, DisposableStore } from '../util/disposable';
import { Emitter, type Event } from '../util/emitter';
import type { KeyValueStore } from '../util/keyValueStore';

export interface Dismissals extends Disposable {
  readonly onDidChange: Event<void>;
  readonly all: readonly Dismissal[];
  add(findings: readonly Finding[], where: string): void;
  takeBack(dismissal: Dismissal): void;
  /**
   * Without those that are put aside; the very same array where there are none. `whole`: everything of `where` could be
   * looked at, so that what is not among them has ended.
   */
  without(findings: readonly Finding[], where: string, whole: boolean): readonly Finding[];
}

const storeKey = 'dockhound.dismissals';
/** What was put aside longest ago is told again. */
const limit = 500;

export function createDismissals(store: KeyValueStore, onError: (error: unknown) => void): Dismissals {
  const life = new DisposableStore();
  const changed = life.add(new Emitter<void>(onError));
  let all = readDismissals(store.get(storeKey));
  const keep = (next: readonly Dismissal[]) => {
    all = next.slice(-limit);
    store.update(storeKey, all).then(undefined, onError);
  };
  return {
    onDidChange: changed.event,
    get all() {
      return all;
    },
    add(findings, where) {
      const added = findings.map((finding) => dismissalOf(finding, where));
      keep([...all.filter((one) => !added.some((other) => isSameTrouble(one, other))), ...added]);
      changed.fire();
    },
    takeBack(dismissal) {
      keep(all.filter((one) => one !== dismissal));
      changed.fire();
    },
    without(findings, where, whole) {
      if (!all.some((one) => one.where === where)) return findings;
      const now = findings.map((finding) => ({ finding, is: dismissalOf(finding, where) }));
      const ended = all.filter((one) => {
        const still = one.where === where ? now.find(({ is }) => isSameTrouble(is, one)) : undefined;
        return still ? !isSameProblem(still.is, one) : whole && one.where === where;
      });
      if (ended.length > 0) keep(all.filter((one) => !ended.includes(one)));
      return now.filter(({ is }) => !all.some((one) => isSameProblem(is, one))).map(({ finding }) => finding);
    },
    dispose: () => life.dispose(),
  };
}
