// Screens the whole live picture for what it alone proves, and keeps the findings current change by change.

import type { Finding } from '../../model/finding';
import type { SnapshotChange } from '../../model/snapshot';
import type { TargetKind } from '../../model/target';
import { chooseRules, judge, type NotChecked, type RulesByScope, surroundingsOf } from '../judge';
import { compareFindings, isAtLeast } from '../ranking';
import type { Judgement, Surroundings } from '../rule';
import { ruleSet } from '../ruleSet';
import { dirtyObjects, engineKey, type SubjectKey, subjectKey } from './dirtyObjects';
import { replaceFindings } from './findingList';
import { indexPicture, type PictureIndex } from './pictureIndex';
import { type PartStates, partStates, type ScreenPicture } from './screenPicture';

export interface ScreenResult {
  /** Worst first, one per root: what only follows from another finding is left out. */
  readonly findings: readonly Finding[];
  /** Rules that had to stay silent, and the part they miss. */
  readonly notChecked: readonly NotChecked[];
}

export interface Screen {
  /**
   * The findings after this change; the very same array if nothing moved, and the very same finding where it still
   * holds. Work is in proportion to the change. Call with `undefined` when only time has passed (see `nextAt`).
   */
  update(change: SnapshotChange | undefined, picture: ScreenPicture, now: number): readonly Finding[];
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  /** Epoch milliseconds at which time alone may change the findings; undefined: never. */
  readonly nextAt: number | undefined;
  /** The listed findings on one object, worst first. */
  findingsOn(kind: TargetKind, id: string): readonly Finding[];
}

/** Judges everything once. `now` in epoch milliseconds. */
export function screen(picture: ScreenPicture, now: number): ScreenResult {
  const whole = createScreen();
  whole.update({ type: 'reset' }, picture, now);
  return { findings: whole.findings, notChecked: whole.notChecked };
}

interface Kept extends Judgement {
  /** The swarm service whose own findings speak for this object. */
  readonly spokenForBy: SubjectKey | undefined;
}

export function createScreen(): Screen {
  const kept = new Map<SubjectKey, Kept>();
  /** Objects with findings, by the service that may speak for them. */
  const spokenFor = new Map<SubjectKey, Set<SubjectKey>>();
  const waiting = new Map<SubjectKey, number>();
  let listed: readonly Finding[] = [];
  let notChecked: readonly NotChecked[] = [];
  let nextAt: number | undefined;
  let known: { index: PictureIndex; rules: RulesByScope; states: PartStates } | undefined;

  function update(change: SnapshotChange | undefined, picture: ScreenPicture, now: number): readonly Finding[] {
    const states = partStates(picture);
    const whole = known === undefined || change?.type === 'reset' || !sameStates(known.states, states);
    if (known === undefined || whole) {
      const chosen = chooseRules(ruleSet, states);
      notChecked = chosen.notChecked;
      known = { index: indexPicture(picture), rules: chosen.run, states };
    }
    const dirty = whole ? everything(picture) : dirtyAfter(change, picture, known.index);
    if (!whole && nextAt !== undefined && now >= nextAt) {
      for (const [key, at] of waiting) if (now >= at) dirty.add(key);
    }
    if (dirty.size > 0) judgeAgain(dirty, picture, surroundingsOf(picture, known.index, now), known.rules, whole);
    return listed;
  }

  function everything(picture: ScreenPicture): Set<SubjectKey> {
    const keys = new Set<SubjectKey>(kept.keys());
    keys.add(engineKey);
    for (const kind of ['node', 'service', 'container'] as const) {
      for (const id of picture.all(kind)?.keys() ?? []) keys.add(subjectKey(kind, id));
    }
    return keys;
  }

  function judgeAgain(
    dirty: ReadonlySet<SubjectKey>,
    picture: ScreenPicture,
    around: Surroundings,
    rules: RulesByScope,
    whole: boolean,
  ): void {
    // A service that begins or ceases to speak for its containers touches which of theirs are listed.
    const touched = new Set<SubjectKey>(dirty);
    for (const key of dirty) for (const other of spokenFor.get(key) ?? []) touched.add(other);
    const before = whole ? [] : [...touched].flatMap(listedOn);
    for (const key of dirty) keep(key, judgeSubject(key, picture, around, rules));
    const after = [...touched].flatMap(listedOn);
    listed = whole ? sortedOrSame(listed, after) : replaceFindings(listed, before, after);
    nextAt = earliest(waiting.values());
  }

  function keep(key: SubjectKey, verdict: Kept | undefined): void {
    const old = kept.get(key);
    if (old?.spokenForBy !== undefined) {
      const group = spokenFor.get(old.spokenForBy);
      group?.delete(key);
      if (group?.size === 0) spokenFor.delete(old.spokenForBy);
    }
    kept.delete(key);
    waiting.delete(key);
    if (verdict === undefined) return;
    if (verdict.again !== undefined) waiting.set(key, verdict.again);
    if (verdict.findings.length === 0) return;
    kept.set(key, { ...verdict, findings: reuse(old?.findings ?? [], verdict.findings) });
    if (verdict.spokenForBy !== undefined) {
      const group = spokenFor.get(verdict.spokenForBy) ?? new Set();
      spokenFor.set(verdict.spokenForBy, group.add(key));
    }
  }

  function listedOn(key: SubjectKey): readonly Finding[] {
    const own = kept.get(key);
    if (own === undefined) return [];
    const speaker = own.spokenForBy === undefined ? undefined : kept.get(own.spokenForBy);
    return speaker?.findings.some((finding) => isAtLeast(finding, 'warning')) ? [] : own.findings;
  }

  return {
    update,
    get findings() {
      return listed;
    },
    get notChecked() {
      return notChecked;
    },
    get nextAt() {
      return nextAt;
    },
    findingsOn(kind, id) {
      if (kind === 'engine' || kind === 'swarm') return listedOn(engineKey);
      return kind === 'node' || kind === 'service' || kind === 'container' ? listedOn(subjectKey(kind, id)) : [];
    },
  };
}

function dirtyAfter(change: SnapshotChange | undefined, picture: ScreenPicture, index: PictureIndex): Set<SubjectKey> {
  if (change?.type === 'patch') return dirtyObjects(change, picture, index);
  return change?.type === 'info' ? new Set([engineKey]) : new Set();
}

/** Undefined where the object is gone. */
function judgeSubject(
  key: SubjectKey,
  picture: ScreenPicture,
  around: Surroundings,
  rules: RulesByScope,
): Kept | undefined {
  const cut = key.indexOf('/');
  const scope = key.slice(0, cut);
  const id = key.slice(cut + 1);
  if (scope === 'engine') {
    return picture.info && { ...judge(rules.engine, picture.info, around), spokenForBy: undefined };
  }
  if (scope === 'node') {
    const node = picture.all('node')?.get(id);
    return node && { ...judge(rules.node, node, around), spokenForBy: undefined };
  }
  if (scope === 'service') {
    const service = picture.all('service')?.get(id);
    return service && { ...judge(rules.service, service, around), spokenForBy: undefined };
  }
  const container = picture.all('container')?.get(id);
  if (container === undefined) return undefined;
  const { serviceId } = container;
  const spokenForBy = serviceId === undefined ? undefined : subjectKey('service', serviceId);
  return { ...judge(rules.container, container, around), spokenForBy };
}

/** A finding that says the same as before stays the same object, so that nothing that shows it need change. */
function reuse(old: readonly Finding[], fresh: readonly Finding[]): Finding[] {
  return fresh.map((finding) => {
    const text = JSON.stringify(finding);
    return old.find((candidate) => candidate.rule === finding.rule && JSON.stringify(candidate) === text) ?? finding;
  });
}

function sortedOrSame(old: readonly Finding[], findings: Finding[]): readonly Finding[] {
  const sorted = findings.sort(compareFindings);
  return sorted.length === old.length && sorted.every((finding, at) => finding === old[at]) ? old : sorted;
}

function earliest(times: Iterable<number>): number | undefined {
  let first: number | undefined;
  for (const time of times) if (first === undefined || time < first) first = time;
  return first;
}

function sameStates(a: PartStates, b: PartStates): boolean {
  for (const [part, state] of b) if (a.get(part) !== state) return false;
  return true;
}
