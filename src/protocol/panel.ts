// What all panels share: the object they show, the header over it, and the requests every view may make.

import * as z from 'zod/mini';
import type { Gap } from '../model/gap';
import type { ObjectKind } from '../model/objects';
import { targetKinds } from '../model/target';
import type { Contract } from './rpc';

export type PanelKind = 'logs' | 'stats' | 'top' | 'changes' | 'inspect' | 'events' | 'diagnosis' | 'map' | 'service';

/** The objects of a cluster, the swarm or the engine that holds them, and the stacks and Compose projects of their labels. */
export type PanelObjectKind = ObjectKind | 'swarm' | 'engine' | 'stack' | 'project';

/** The object a panel shows; saved with the view, so that the panel comes back after a reload. */
export interface PanelTarget {
  readonly kind: PanelObjectKind;
  readonly id: string;
  readonly name: string;
}

/** Commands a view may run on its object. Anything else a view asks for is refused. */
export const panelCommands = [
  'dockhound.logs',
  'dockhound.stats',
  'dockhound.top',
  'dockhound.changes',
  'dockhound.inspect',
  'dockhound.events',
  'dockhound.diagnose',
  'dockhound.diagnoseAll',
  'dockhound.exec',
  'dockhound.node.connect',
  'dockhound.service.diff',
] as const;
export type PanelCommand = (typeof panelCommands)[number];

export interface PanelAction {
  readonly command: PanelCommand;
  readonly label: string;
  /** Codicon name without `codicon-`. */
  readonly icon: string;
  /** This panel itself: shown as pressed. */
  readonly current: boolean;
}

/** How the state is to be read: a shape and a word go with each, never the colour alone. */
export type Tone = 'good' | 'warning' | 'bad' | 'idle' | 'unknown';

export interface PanelHeader {
  readonly target: PanelTarget;
  /** It stands for many objects, so that their kind says nothing. */
  readonly overview?: true;
  readonly engine?: string;
  readonly node?: string;
  readonly state: string;
  readonly tone: Tone;
  /** ISO 8601; since when it is in `state`. */
  readonly since?: string;
  readonly actions: readonly PanelAction[];
  /** What could not be read about this object: shown as a bar. */
  readonly gaps: readonly Gap[];
}

/** Requests every panel answers. */
export type CommonRequests = {
  /** The view is there and listens; the host sends everything anew. */
  ready: { params: null; result: PanelHeader };
  runCommand: { params: { command: PanelCommand }; result: null };
  /** Tries again what has failed. */
  retry: { params: null; result: null };
};

export type CommonNotices = { header: PanelHeader };

export interface PanelContract extends Contract {
  readonly requests: CommonRequests & Contract['requests'];
  readonly notices: CommonNotices & Contract['notices'];
}

/** The validators for what a view sends, one per request. */
export type Validators<R extends Readonly<Record<string, { readonly params: unknown }>>> = {
  readonly [M in keyof R]: z.ZodMiniType<R[M]['params']>;
};

export const commonValidators: Validators<CommonRequests> = {
  ready: z.null(),
  runCommand: z.object({ command: z.enum(panelCommands) }),
  retry: z.null(),
};

const panelTarget = z.object({
  kind: z.enum(targetKinds),
  id: z.string().check(z.minLength(1), z.maxLength(512)),
  name: z.string().check(z.maxLength(512)),
});

/** What a view saved with VS Code; comes back after a reload and is no more to be trusted than any other message. */
export const savedPanel = z.object({
  target: panelTarget,
  /** The other objects of a multiple selection. */
  look: z.catch(
    z.object({
      also: z._default(z.array(panelTarget).check(z.maxLength(200)), []),
      /** What a logs panel read; checked there. */
      reading: z.optional(z.unknown()),
    }),
    { also: [] },
  ),
});
