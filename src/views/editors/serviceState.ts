// What runs of a service of a compose file, in words, and whom to diagnose: pure, from the live picture.

import { type Origin, originOf, type StackFile } from '../../documents/findings/origin';
import type { Container } from '../../model/container';
import type { ObjectKind, ObjectOf } from '../../model/objects';
import type { Service } from '../../model/service';
import { serviceProgress } from '../../model/serviceProgress';
import type { TargetRef } from '../../model/target';

export interface Picture {
  all<K extends ObjectKind>(kind: K): ReadonlyMap<string, ObjectOf[K]> | undefined;
}

export interface ServiceState {
  /** `2 of 3 running`; absent where that is not known. */
  readonly words?: string;
  readonly target: TargetRef;
}

/** Objects of the picture that were made from files, by the key of their service. */
export interface Made {
  readonly origin: Origin;
  readonly object: Container | Service;
}

/** What Compose or a deployment made, of the whole picture; a task's container is told by its service. */
export function madeFromFiles(picture: Picture, stackFile: StackFile): readonly Made[] {
  const objects = [...(picture.all('container')?.values() ?? []), ...(picture.all('service')?.values() ?? [])];
  return objects.flatMap((object) => {
    const origin = originOf(object, stackFile);
    return origin === undefined ? [] : [{ origin, object }];
  });
}

/**
 * `made`: what was made of one service of a file. `isIll`: whether something is known to be wrong with it, which makes it the
 * one to diagnose. Undefined where nothing was made of it.
 */
export function serviceState(
  made: readonly Made[],
  picture: Picture,
  isIll: (target: TargetRef) => boolean,
): ServiceState | undefined {
  const services = made.flatMap(({ object }) => (object.kind === 'service' ? [object] : []));
  const containers = made.flatMap(({ object }) => (object.kind === 'container' ? [object] : []));
  const [service] = services;
  if (service !== undefined) {
    const words = progressWords(service, picture);
    return { target: refOf(service), ...(words === undefined ? {} : { words }) };
  }
  const [worst] = containers.toSorted((a, b) => rank(a, isIll) - rank(b, isIll) || (a.name < b.name ? -1 : 1));
  return worst && { target: refOf(worst), words: containerWords(containers) };
}

function progressWords(service: Service, picture: Picture): string | undefined {
  const tasks = picture.all('task');
  if (tasks === undefined) return undefined;
  const { running, desired, completed } = serviceProgress(service, tasks.values(), picture.all('node'));
  if (completed !== undefined) return `${completed} of ${desired ?? '?'} completed`;
  return desired === undefined ? `${running} running` : `${running} of ${desired} running`;
}

function containerWords(containers: readonly Container[]): string {
  const [only, ...others] = containers;
  if (only !== undefined && others.length === 0) return stateWords(only);
  const running = containers.filter(({ state }) => state === 'running').length;
  const unhealthy = containers.filter(isUnhealthy).length;
  return `${running} of ${containers.length} running${unhealthy === 0 ? '' : `, ${unhealthy} unhealthy`}`;
}

function stateWords(container: Container): string {
  const { state, health, exitCode } = container;
  if (state === 'running') return health === 'unhealthy' || health === 'starting' ? `running, ${health}` : 'running';
  return state === 'exited' && exitCode !== undefined ? `exited (${exitCode})` : state;
}

function rank(container: Container, isIll: (target: TargetRef) => boolean): number {
  if (isIll(refOf(container))) return 0;
  if (isUnhealthy(container)) return 1;
  return container.state === 'running' ? 3 : 2;
}

function isUnhealthy({ state, health }: Container): boolean {
  return state === 'running' && health === 'unhealthy';
}

function refOf({ kind, id, name }: Container | Service): TargetRef {
  return { kind, id, name };
}
