// Builds pictures for the rules: sound objects to which a test adds the one thing that is wrong.

import { surroundingsOf } from '../../src/diagnosis/judge';
import type { Caught, RuleDefinition, RuleScope, RuleSubjects } from '../../src/diagnosis/rule';
import { indexPicture } from '../../src/diagnosis/screen/pictureIndex';
import type { ScreenPicture } from '../../src/diagnosis/screen/screenPicture';
import type { Container } from '../../src/model/container';
import type { EngineInfo, SwarmInfo } from '../../src/model/engineInfo';
import type { Gap } from '../../src/model/gap';
import type { Network } from '../../src/model/network';
import type { EngineObject, ObjectKind, ObjectOf } from '../../src/model/objects';
import type { Service } from '../../src/model/service';
import type { Volume } from '../../src/model/storage';
import type { SwarmNode } from '../../src/model/swarmNode';
import type { Task } from '../../src/model/task';
import * as objects from '../cluster/objects';

export const now = Date.parse('2026-03-01T12:00:00Z');

/** ISO time so many seconds before `now`. */
export function ago(seconds: number): string {
  return new Date(now - seconds * 1000).toISOString();
}

export const hour = 3600;
export const day = 24 * hour;

export function info(swarm: Partial<SwarmInfo> = {}): EngineInfo {
  return objects.engineInfo({ name: 'host-1', swarm: { role: 'manager', remoteManagers: [], ...swarm } });
}

export function container(more: Partial<Container> = {}): Container {
  const times = { createdAt: ago(hour), since: ago(hour) };
  return objects.container('c1'.padEnd(64, '0'), { name: 'web', image: 'web:1', ...times, ...more });
}

export function network(more: Partial<Network> = {}): Network {
  return {
    kind: 'network',
    id: 'n-shop',
    name: 'shop',
    driver: 'bridge',
    scope: 'local',
    subnets: [{ subnet: '172.20.0.0/16', gateway: '172.20.0.1' }],
    internal: false,
    attachable: false,
    ingress: false,
    encrypted: false,
    labels: {},
    options: {},
    ...more,
  };
}

export function volume(name: string, more: Partial<Volume> = {}): Volume {
  return {
    kind: 'volume',
    id: name,
    name,
    driver: 'local',
    scope: 'local',
    createdAt: ago(hour),
    anonymous: false,
    labels: {},
    ...more,
  };
}

export function service(more: Partial<Service> = {}): Service {
  const times = { createdAt: ago(hour), updatedAt: ago(hour) };
  return objects.service('s1', { name: 'api', image: 'api:1', ...times, ...more });
}

export function task(more: Partial<Task> = {}): Task {
  const times = { since: ago(hour), createdAt: more.since ?? ago(hour) };
  return objects.task('t1', { name: 'api.1', serviceId: 's1', image: 'api:1', ...times, ...more });
}

/** A task that ended with a non-zero exit so many seconds ago. */
export function failed(id: string, secondsAgo: number, more: Partial<Task> = {}): Task {
  return task({
    id,
    state: 'failed',
    desiredState: 'shutdown',
    since: ago(secondsAgo),
    createdAt: ago(secondsAgo + 2),
    error: 'task: non-zero exit (1)',
    exitCode: 1,
    ...more,
  });
}

export function node(more: Partial<SwarmNode> = {}): SwarmNode {
  return objects.node('n1', { name: 'worker-1', ...more });
}

/** A picture that can be changed: `put` and `remove` as the cluster would, `hide` for a part that is not known. */
export class TestPicture implements ScreenPicture {
  info: EngineInfo | undefined = info();
  gaps: Gap[] = [];
  private readonly maps = new Map<ObjectKind, Map<string, EngineObject>>();
  private readonly hidden = new Set<ObjectKind>();

  constructor(...objects: EngineObject[]) {
    this.put(...objects);
  }

  all<K extends ObjectKind>(kind: K): ReadonlyMap<string, ObjectOf[K]> | undefined {
    if (this.hidden.has(kind)) return undefined;
    // The map of a kind holds that kind only: `put` sees to it.
    return (this.maps.get(kind) ?? new Map()) as ReadonlyMap<string, ObjectOf[K]>;
  }

  put(...objects: EngineObject[]): void {
    for (const object of objects) {
      const map = this.maps.get(object.kind) ?? new Map<string, EngineObject>();
      this.maps.set(object.kind, map.set(object.id, object));
    }
  }

  remove(kind: ObjectKind, id: string): void {
    this.maps.get(kind)?.delete(id);
  }

  hide(...kinds: ObjectKind[]): this {
    for (const kind of kinds) this.hidden.add(kind);
    return this;
  }
}

/** What the rule catches on this object in this picture, as data. */
export function caughtBy<S extends RuleScope, D>(
  rule: RuleDefinition<S, D>,
  subject: RuleSubjects[S],
  picture: ScreenPicture,
  at = now,
): readonly Caught<D>[] {
  return rule.check(subject, surroundingsOf(picture, indexPicture(picture), at)).caught;
}

/** The same for a service among its tasks, on one sound node unless nodes are given. */
export function caughtOnService<D>(
  rule: RuleDefinition<'service', D>,
  subject: Service,
  others: readonly EngineObject[],
  at = now,
): readonly Caught<D>[] {
  const nodes = others.some((other) => other.kind === 'node') ? [] : [node()];
  return caughtBy(rule, subject, new TestPicture(subject, ...nodes, ...others), at);
}
