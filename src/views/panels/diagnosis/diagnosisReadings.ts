// Keeps a diagnosis current while somebody looks: reads again after changes of the picture, and says when the trouble is gone.

import { panelError } from '../../../feeds/panelError';
import type { Dossier } from '../../../model/dossier/dossier';
import type { Diagnosis } from '../../../model/finding';
import type { Resolved } from '../../../protocol/diagnosis';
import type { PanelError } from '../../../protocol/rpc';
import type { Disposable } from '../../../util/disposable';
import type { AskedDiagnosis } from '../../diagnosis/askedDiagnosis';

/** Milliseconds. */
export interface ReadingPace {
  /** Changes come in bursts: so long is waited for the rest of one. */
  readonly gather: number;
  /** From one reading that nobody asked for to the next, at least. */
  readonly apart: number;
  /** What looks better is looked at once more after this: between two crashes much looks sound. */
  readonly settle: number;
  /** After the last change: only time tells whether a program that was started again stays. */
  readonly followUps: readonly number[];
}

export const usualPace: ReadingPace = { gather: 700, apart: 2500, settle: 4000, followUps: [12_000, 65_000] };

export interface ReadingState {
  /** Counts up with each diagnosis that is shown. */
  readonly revision: number;
  readonly reading: { readonly asked: boolean } | undefined;
  readonly diagnosis: Diagnosis | undefined;
  readonly dossiers: readonly Dossier[];
  /** ISO 8601, of `diagnosis`. */
  readonly readAt: string;
  readonly resolved: Resolved | undefined;
  readonly settling: boolean;
  readonly cancelled: boolean;
  readonly failure: PanelError | undefined;
  readonly symptom: string;
}

export interface DiagnosisReadings extends Disposable {
  readonly state: ReadingState;
  /** A person asks; another symptom begins anew. */
  read(symptom: string): void;
  /** Shows what was asked for elsewhere. */
  adopt(asked: AskedDiagnosis): void;
  cancel(): void;
  /** The picture has changed in what this is about. */
  changed(): void;
  setSeen(seen: boolean): void;
}

export interface ReadingsOptions {
  ask(symptom: string): AskedDiagnosis;
  /** The state is another one. */
  tell(): void;
  readonly pace?: ReadingPace;
}

export function createDiagnosisReadings({ ask, tell, pace = usualPace }: ReadingsOptions): DiagnosisReadings {
  let state: ReadingState = {
    ...{ revision: 0, reading: undefined, diagnosis: undefined, dossiers: [], readAt: '', resolved: undefined },
    ...{ settling: false, cancelled: false, failure: undefined, symptom: '' },
  };
  let current: AskedDiagnosis | undefined;
  /** Of what began before another turn nobody wants to hear. */
  let turn = 0;
  let seen = false;
  let startedAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let followUps: NodeJS.Timeout[] = [];
  /** What was wrong last, since the question was asked. */
  let trouble: { readonly title: string; readonly seenAt: string } | undefined;

  function become(change: Partial<ReadingState>): void {
    state = { ...state, ...change };
    tell();
  }

  function drop(): void {
    turn++;
    current?.cancel();
    current = undefined;
  }

  function begin(asked: AskedDiagnosis, byPerson: boolean): void {
    drop();
    clearTimeout(timer);
    timer = undefined;
    current = asked;
    const own = turn;
    startedAt = performance.now();
    const afresh = asked.symptom !== state.symptom;
    if (afresh) trouble = undefined;
    become({
      ...{ reading: { asked: byPerson }, cancelled: false, failure: undefined, symptom: asked.symptom },
      // Another question: what was found for the one before is neither its answer nor resolved by it.
      ...(afresh ? { resolved: undefined, settling: false } : {}),
    });
    asked.diagnosis
      .then((diagnosis) => {
        if (turn !== own) return;
        current = undefined;
        take(diagnosis, asked);
      })
      .catch((error: unknown) => {
        if (turn !== own) return;
        current = undefined;
        become({ reading: undefined, ...(state.cancelled ? {} : { failure: panelError(error) }) });
      });
  }

  function take(diagnosis: Diagnosis, { dossiers }: AskedDiagnosis): void {
    const readAt = new Date().toISOString();
    const isBetter = trouble !== undefined && diagnosis.status === 'healthy';
    if (isBetter && !state.settling) {
      become({ reading: undefined, settling: true });
      readAfter(pace.settle);
      return;
    }
    const resolved = diagnosis.status !== 'healthy' ? undefined : trouble ? { ...trouble, at: readAt } : state.resolved;
    const [first] = diagnosis.findings;
    if (diagnosis.status === 'problem' && first) trouble = { title: first.title, seenAt: readAt };
    else if (diagnosis.status === 'healthy') trouble = undefined;
    const revision = state.revision + 1;
    become({ ...{ reading: undefined, settling: false, revision, diagnosis, dossiers, resolved, readAt } });
  }

  function readAfter(ms: number): void {
    if (!seen) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      // A reading under way has seen the change, or is too early: it is asked for again when it ends.
      if (current) readAfter(pace.gather);
      else if (seen) begin(ask(state.symptom), false);
    }, ms);
  }

  function forgetFollowUps(): void {
    for (const one of followUps) clearTimeout(one);
    followUps = [];
  }

  function stopTimers(): void {
    clearTimeout(timer);
    timer = undefined;
    forgetFollowUps();
  }

  return {
    get state() {
      return state;
    },
    read: (symptom) => begin(ask(symptom), true),
    adopt: (asked) => begin(asked, true),
    cancel() {
      if (!current) return;
      // Before it is told to end, so that its end is no failure.
      state = { ...state, cancelled: true };
      current.cancel();
    },
    changed() {
      if (!seen || state.cancelled) return;
      if (timer === undefined) readAfter(Math.max(pace.gather, startedAt + pace.apart - performance.now()));
      forgetFollowUps();
      followUps = pace.followUps.map((ms) =>
        setTimeout(() => {
          if (state.diagnosis?.status === 'problem' && timer === undefined && !current) readAfter(0);
        }, ms),
      );
    },
    setSeen(now) {
      if (seen === now) return;
      seen = now;
      if (!seen) {
        stopTimers();
        // What a person asked for goes on; what the picture asked for is asked for again on the next look.
        if (state.reading && !state.reading.asked) {
          drop();
          state = { ...state, reading: undefined };
        }
        return;
      }
      // Meanwhile anything may have happened.
      if (state.diagnosis && !current) readAfter(0);
    },
    dispose() {
      seen = false;
      stopTimers();
      drop();
    },
  };
}
