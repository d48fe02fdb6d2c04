// Holds the objects of the picture and says what moved; identity of an object changes only when it says something new.

import type { EngineInfo } from '../model/engineInfo';
import type { Gap, Unreadable } from '../model/gap';
import { type EngineObject, type ObjectKind, type ObjectOf, objectKinds } from '../model/objects';
import type { Snapshot, Stack } from '../model/snapshot';
import type { ChangeSink } from './changeBatch';
import { samePlain } from './samePlain';
import { TasksByService } from './tasksByService';

export interface MergeRules<K extends ObjectKind> {
  /** Ids about which something newer than this list is known: the list neither changes nor removes them. */
  isNewer(id: string): boolean;
  /** The object to keep from now on: the known one, the listed one, or both joined. */
  join(known: ObjectOf[K], listed: ObjectOf[K]): ObjectOf[K];
}

export interface SomeRules<K extends ObjectKind> extends MergeRules<K> {
  /** Ids of the objects that are gone when the list does not hold them. */
  readonly covers: Iterable<string>;
}

export class PictureStore {
  private readonly parts = new Map<ObjectKind, Map<string, EngineObject>>();
  private readonly oddities = new Map<ObjectKind, Map<string, Unreadable>>();
  private readonly taskIndex = new TasksByService();
  private readonly gapsByKey = new Map<string, Gap>();
  private readonly arrays = new Map<ObjectKind, readonly EngineObject[]>();
  private gapList: readonly Gap[] | undefined;
  private stackList: readonly Stack[] | undefined;
  private engineInfo: EngineInfo | undefined;

  constructor(private readonly sink: ChangeSink) {}

  get info(): EngineInfo | undefined {
    return this.engineInfo;
  }

  get gaps(): readonly Gap[] {
    this.gapList ??= [...this.gapsByKey.values()];
    return this.gapList;
  }

  all<K extends ObjectKind>(kind: K): ReadonlyMap<string, ObjectOf[K]> | undefined {
    // Only `put` and `merge` write a part, and both take the kind's own objects.
    return this.parts.get(kind) as ReadonlyMap<string, ObjectOf[K]> | undefined;
  }

  get<K extends ObjectKind>(kind: K, id: string): ObjectOf[K] | undefined {
    return this.all(kind)?.get(id);
  }

  get tasksByService(): Pick<TasksByService, 'of' | 'all'> {
    return this.taskIndex;
  }

  unreadable(kind: ObjectKind): readonly Unreadable[] {
    const odd = this.oddities.get(kind);
    return odd ? [...odd.values()] : [];
  }

  /** Ignored while the part is unknown: one object would look like all of them. */
  put(object: EngineObject): void {
    const part = this.parts.get(object.kind);
    if (!part) return;
    const wasOdd = this.oddities.get(object.kind)?.delete(object.id) ?? false;
    const known = part.get(object.id);
    if (known && samePlain(known, object)) return;
    part.set(object.id, object);
    this.moved(object.kind, object.id, known || wasOdd ? 'changed' : 'added');
  }

  /** The engine has this object, but it could not be understood: a row that says so takes its place. */
  putUnreadable(odd: Unreadable): void {
    const part = this.parts.get(odd.kind);
    if (!part) return;
    const known = this.oddities.get(odd.kind)?.get(odd.id);
    const wasReadable = part.delete(odd.id);
    if (known && samePlain(known, odd) && !wasReadable) return;
    this.oddityMap(odd.kind).set(odd.id, odd);
    this.moved(odd.kind, odd.id, known || wasReadable ? 'changed' : 'added');
  }

  drop(kind: ObjectKind, id: string): void {
    const wasObject = this.parts.get(kind)?.delete(id) ?? false;
    const wasOdd = this.oddities.get(kind)?.delete(id) ?? false;
    if (wasObject || wasOdd) this.moved(kind, id, 'removed');
  }

  /** Takes a whole list over and tells only the differences; true when there was one. */
  merge<K extends ObjectKind>(
    kind: K,
    listed: readonly ObjectOf[K][],
    odd: readonly Unreadable[],
    rules: MergeRules<K>,
  ): boolean {
    const part = this.parts.get(kind);
    if (!part) {
      this.parts.set(kind, new Map(listed.map((object) => [object.id, object])));
      this.oddities.set(kind, new Map(odd.map((one) => [one.id, one])));
      this.forgetArrays(kind);
      if (kind === 'task')
        for (const { id, serviceId } of this.all('task')?.values() ?? []) this.taskIndex.put(id, serviceId);
      this.sink.reset(kind);
      return true;
    }
    const anyMoved = this.mergeItems(kind, part, listed, rules, part.keys()).length > 0;
    // Last, so that an object which stopped being readable is told as changed, not as gone.
    return this.mergeOddities(kind, odd, part) || anyMoved;
  }

  /** Takes over a list of some objects of a part that is known; returns those that moved, as they are or were. */
  mergeSome<K extends ObjectKind>(
    kind: K,
    listed: readonly ObjectOf[K][],
    odd: readonly Unreadable[],
    rules: SomeRules<K>,
  ): ObjectOf[K][] {
    const part = this.parts.get(kind);
    if (!part) return [];
    const odds = new Set(odd.map((one) => one.id));
    const covered = [...rules.covers].filter((id) => !odds.has(id));
    const moved = this.mergeItems(kind, part, listed, rules, covered);
    for (const one of odd) this.putUnreadable(one);
    return moved;
  }

  private mergeItems<K extends ObjectKind>(
    kind: K,
    part: Map<string, EngineObject>,
    listed: readonly ObjectOf[K][],
    rules: MergeRules<K>,
    covered: Iterable<string>,
  ): ObjectOf[K][] {
    const moved: ObjectOf[K][] = [];
    const seen = new Set<string>();
    const wasOdd = this.oddities.get(kind);
    for (const object of listed) {
      seen.add(object.id);
      const known = part.get(object.id) as ObjectOf[K] | undefined;
      if (known && rules.isNewer(object.id)) continue;
      const joined = known ? rules.join(known, object) : object;
      if (known && (joined === known || samePlain(known, joined))) continue;
      part.set(object.id, joined);
      this.moved(kind, object.id, known || wasOdd?.has(object.id) ? 'changed' : 'added');
      moved.push(joined);
    }
    if (part.size === seen.size) return moved;
    for (const id of covered) {
      const object = part.get(id) as ObjectOf[K] | undefined;
      if (!object || seen.has(id) || rules.isNewer(id)) continue;
      part.delete(id);
      this.moved(kind, id, 'removed');
      moved.push(object);
    }
    return moved;
  }

  /** The part is not known any more, for example after the engine left its swarm. */
  forget(kind: ObjectKind): void {
    const had = this.parts.delete(kind);
    this.oddities.delete(kind);
    if (kind === 'task') this.taskIndex.clear();
    this.forgetArrays(kind);
    if (had) this.sink.reset(kind);
  }

  setInfo(info: EngineInfo): void {
    if (this.engineInfo && samePlain(this.engineInfo, info)) return;
    this.engineInfo = info;
    this.sink.info();
  }

  /** One gap per key; undefined closes it. */
  setGap(key: string, gap: Gap | undefined): void {
    const known = this.gapsByKey.get(key);
    if (samePlain(known, gap)) return;
    if (gap) this.gapsByKey.set(key, gap);
    else this.gapsByKey.delete(key);
    this.gapList = undefined;
    this.sink.gaps();
  }

  /** Closes the gaps whose key begins so. */
  clearGaps(prefix: string): void {
    if (this.gapsByKey.size === 0) return;
    for (const key of [...this.gapsByKey.keys()]) {
      if (key.startsWith(prefix)) this.setGap(key, undefined);
    }
  }

  clear(): void {
    this.parts.clear();
    this.taskIndex.clear();
    this.oddities.clear();
    this.gapsByKey.clear();
    this.arrays.clear();
    this.gapList = undefined;
    this.stackList = undefined;
    this.engineInfo = undefined;
    this.sink.reset();
  }

  /** Arrays are built when asked for and keep their identity until one of their objects moves. */
  snapshot(takenAt: string): Snapshot | undefined {
    if (!this.engineInfo) return undefined;
    return {
      takenAt,
      engine: this.engineInfo,
      gaps: this.gaps,
      unreadable: objectKinds.flatMap((kind) => this.unreadable(kind)),
      containers: this.array('container'),
      services: this.array('service'),
      tasks: this.array('task'),
      nodes: this.array('node'),
      stacks: this.stacks(),
      networks: this.array('network'),
      volumes: this.array('volume'),
      images: this.array('image'),
      secrets: this.array('secret'),
      configs: this.array('config'),
      plugins: this.array('plugin'),
    };
  }

  private mergeOddities(
    kind: ObjectKind,
    odd: readonly Unreadable[],
    part: ReadonlyMap<string, EngineObject>,
  ): boolean {
    const known = this.oddities.get(kind);
    if (odd.length === 0 && (known === undefined || known.size === 0)) return false;
    const now = new Map(odd.map((one) => [one.id, one]));
    if (known && known.size === now.size && [...now].every(([id, one]) => samePlain(known.get(id), one))) return false;
    this.oddities.set(kind, now);
    // Rare and few, so told one by one without looking for which of them moved.
    for (const id of known?.keys() ?? []) {
      if (!now.has(id)) this.moved(kind, id, part.has(id) ? 'changed' : 'removed');
    }
    for (const id of now.keys()) this.moved(kind, id, known?.has(id) ? 'changed' : 'added');
    return true;
  }

  private oddityMap(kind: ObjectKind): Map<string, Unreadable> {
    const known = this.oddities.get(kind);
    if (known) return known;
    const fresh = new Map<string, Unreadable>();
    this.oddities.set(kind, fresh);
    return fresh;
  }

  private moved(kind: ObjectKind, id: string, change: 'added' | 'changed' | 'removed'): void {
    if (kind === 'task') this.taskIndex.put(id, this.get('task', id)?.serviceId);
    this.forgetArrays(kind);
    this.sink.object(kind, id, change);
  }

  private forgetArrays(kind: ObjectKind): void {
    this.arrays.delete(kind);
    if (kind !== 'task' && kind !== 'container') this.stackList = undefined;
  }

  private array<K extends ObjectKind>(kind: K): readonly ObjectOf[K][] {
    const known = this.arrays.get(kind) as readonly ObjectOf[K][] | undefined;
    if (known) return known;
    const fresh = [...(this.all(kind)?.values() ?? [])];
    this.arrays.set(kind, fresh);
    return fresh;
  }

  /** A stack is what carries its label: services, and also a network, secret or config that is left of it. */
  private stacks(): readonly Stack[] {
    if (this.stackList) return this.stackList;
    const serviceIds = new Map<string, string[]>();
    for (const service of this.array('service')) {
      if (service.stack === undefined) continue;
      const ids = serviceIds.get(service.stack);
      if (ids) ids.push(service.id);
      else serviceIds.set(service.stack, [service.id]);
    }
    for (const other of [...this.array('network'), ...this.array('secret'), ...this.array('config')]) {
      if (other.stack !== undefined && !serviceIds.has(other.stack)) serviceIds.set(other.stack, []);
    }
    this.stackList = [...serviceIds]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, ids]) => ({ kind: 'stack', id: `stack:${name}`, name, serviceIds: ids }));
    return this.stackList;
  }
}
