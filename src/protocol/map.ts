// The contract of the network map: the host tells who is on which network, the view draws it and asks for one endpoint's details.

import * as z from 'zod/mini';
import type { MapEndpoint, NetworkMap } from '../model/networkMap';
import { type CommonNotices, type CommonRequests, commonValidators, type PanelTarget, type Validators } from './panel';
import type { PanelError } from './rpc';

/** The map of everything; an id that no network has. */
export const allNetworks: PanelTarget = { kind: 'network', id: '*', name: 'All networks' };

/** What can be done with a box of the map. */
export const mapActions = ['inspect', 'logs', 'stats', 'exec', 'connect', 'disconnect'] as const;
export type MapAction = (typeof mapActions)[number];

export type MapState =
  | { readonly type: 'loading'; readonly awaiting: string }
  /** `focus`: the key of what the panel was opened for, where it was opened for one thing. */
  | { readonly type: 'shown'; readonly map: NetworkMap; readonly focus?: string }
  | { readonly type: 'failed'; readonly message: string; readonly next?: string };

export type MapContract = {
  requests: CommonRequests & {
    start: { params: null; result: MapState };
    /** The endpoint as its engine tells it now, with aliases and hardware addresses, which lists leave out. */
    details: { params: { key: string }; result: MapEndpoint };
    /** `key`: of an endpoint, a task (`task:<id>`) or a network (`network:<id>`). Settles once it has begun. */
    act: { params: { key: string; action: MapAction; networkId?: string }; result: null };
  };
  notices: CommonNotices & { state: MapState; trouble: PanelError };
};

const key = z.string().check(z.minLength(1), z.maxLength(600));

export const mapValidators: Validators<MapContract['requests']> = {
  ...commonValidators,
  start: z.null(),
  details: z.object({ key }),
  act: z.object({ key, action: z.enum(mapActions), networkId: z.exactOptional(key) }),
};
