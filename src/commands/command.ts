// What a command is: what it works on, what it needs, and when its code is loaded.

import type { EngineObject, ObjectKind } from '../model/objects';
import type { Service } from '../model/service';
import type { SwarmNode } from '../model/swarmNode';
import type { TargetRef } from '../model/target';
import type { Services } from '../services';

/** What a caller may answer in advance; each command knows its own keys and ignores others. */
export type CommandOptions = Readonly<Record<string, unknown>>;

/** Needs no object of an engine. `first` is what it was called with, as it came. */
export interface PlainCommand {
  readonly type: 'plain';
  /** Stands in menus of files and editors, so that a call with a file is a person's, whose errors are shown. */
  readonly inFileMenus?: true;
  run(services: Services, first: unknown, options: CommandOptions): Promise<unknown>;
}

/** Works on objects. Connects when there is no engine yet; asks when there is no target. */
export interface TargetCommand {
  readonly type: 'target';
  readonly kinds: readonly ObjectKind[];
  /** Title of the picker. */
  readonly title: string;
  /** Which objects the picker offers; a given target is never filtered, the engine decides. */
  suits(object: EngineObject): boolean;
  run(
    services: Services,
    targets: readonly [TargetRef, ...TargetRef[]],
    options: CommandOptions,
    call: CommandCall,
  ): Promise<unknown>;
}

export interface CommandCall {
  /** From the palette or a tree; a program's call, a panel's included, is none. */
  readonly byPerson: boolean;
}

export type Command = PlainCommand | TargetCommand;

/**
 * Commands whose code is loaded when one of them is first run, so that it costs the activation nothing. Given the name of
 * a function that the file exports, answers with a function that does the same.
 */
export function family<M>(load: () => Promise<M>) {
  return <K extends keyof M>(name: K): M[K] => {
    const run = async (...given: unknown[]) => ((await load())[name] as (...given: unknown[]) => unknown)(...given);
    // Every command's function answers with a promise, so a later start of it is no other type.
    return run as M[K];
  };
}

export const anything = () => true;
export const containerIn =
  (...states: readonly string[]) =>
  (object: EngineObject) =>
    object.kind === 'container' ? states.includes(object.state) : object.kind === 'task' && object.state === 'running';
export const alive = containerIn('running', 'paused', 'restarting');
/** A container keeps its files when it has ended. */
export const withFiles = (object: EngineObject) => object.kind === 'container' || 'containerId' in object;
export const withLogs = ['container', 'service', 'task'] as const;
/** Of a service, one of its tasks. */
export const enterable = ['container', 'task', 'service'] as const;
export const canBeEntered = (object: EngineObject) => object.kind === 'service' || containerIn('running')(object);

export function onContainers(
  title: string,
  suits: (object: EngineObject) => boolean,
  run: TargetCommand['run'],
): TargetCommand {
  return { type: 'target', kinds: ['container'], title, suits, run };
}

export type OneTarget = (services: Services, target: TargetRef, options: CommandOptions) => Promise<unknown>;

export function onNode(title: string, suits: (node: SwarmNode) => boolean, run: OneTarget): TargetCommand {
  const fits = (object: EngineObject) => object.kind === 'node' && suits(object);
  return {
    type: 'target',
    kinds: ['node'],
    title,
    suits: fits,
    run: (services, [target], options) => run(services, target, options),
  };
}

export function onService(title: string, suits: (service: Service) => boolean, run: OneTarget): TargetCommand {
  const fits = (object: EngineObject) => object.kind === 'service' && suits(object);
  return {
    type: 'target',
    kinds: ['service'],
    title,
    suits: fits,
    run: (services, [target], options) => run(services, target, options),
  };
}

/** Either side of an attachment; a task stands for its service. */
export function onNetworkSide(title: string, run: OneTarget): TargetCommand {
  return {
    type: 'target',
    kinds: ['network', 'container', 'service', 'task'],
    title,
    suits: (object) => object.kind !== 'task',
    run: (services, [target], options) => run(services, target, options),
  };
}

export function plain(run: PlainCommand['run']): PlainCommand {
  return { type: 'plain', run };
}

export function onFile(run: PlainCommand['run']): PlainCommand {
  return { type: 'plain', inFileMenus: true, run };
}
