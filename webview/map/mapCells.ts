// Puts endpoints with the same networks together: into their network's frame, or into a cell between the networks they share.

import type { MapEndpoint, MapNetwork, MapTask, NetworkMap } from '../../src/model/networkMap';
import { networkKey } from './mapScope';

/** One box. */
export type MapItem =
  | { readonly type: 'endpoint'; readonly key: string; readonly endpoint: MapEndpoint; readonly open: boolean }
  | { readonly type: 'task'; readonly key: string; readonly endpoint: MapEndpoint; readonly task: MapTask }
  /** Endpoints folded into one, or the handle by which they are folded again. */
  | {
      readonly type: 'group';
      readonly key: string;
      readonly title: string;
      readonly endpoints: readonly MapEndpoint[];
      readonly open: boolean;
    };

/** Endpoints that are on the same networks. Inside a frame: on that network only. */
export interface MapCell {
  readonly key: string;
  readonly networkIds: readonly string[];
  readonly items: readonly MapItem[];
}

export interface MapFrame {
  readonly key: string;
  readonly network: MapNetwork;
  readonly items: readonly MapItem[];
}

export interface MapStructure {
  readonly frames: readonly MapFrame[];
  /** Each with an edge to every one of its networks. */
  readonly shared: readonly MapCell[];
}

/** Fewer than this many endpoints with the same networks are shown one by one. */
const foldFrom = 4;
/** A small map is shown whole. */
const wholeUpTo = 16;

/** `opened`: keys of groups whose members are shown, and of services whose tasks are. */
export function mapStructure(map: NetworkMap, opened: ReadonlySet<string>): MapStructure {
  const known = new Set(map.networks.map(({ id }) => id));
  const cells = new Map<string, { networkIds: readonly string[]; endpoints: MapEndpoint[] }>();
  for (const endpoint of map.endpoints) {
    const networkIds = endpoint.attachments.map(({ networkId }) => networkId).filter((id) => known.has(id));
    if (networkIds.length === 0) continue;
    const key = networkIds.join('+');
    const cell = cells.get(key) ?? { networkIds, endpoints: [] };
    cells.set(key, cell);
    cell.endpoints.push(endpoint);
  }
  const fold = map.endpoints.length > wholeUpTo;
  const items = (key: string) => itemsOf(key, cells.get(key)?.endpoints ?? [], fold, opened);
  return {
    frames: map.networks.map((network) => ({ key: networkKey(network.id), network, items: items(network.id) })),
    shared: [...cells]
      .filter(([, { networkIds }]) => networkIds.length > 1)
      .map(([key, { networkIds }]) => ({ key: `shared:${key}`, networkIds, items: items(key) })),
  };
}

/** Those of one stack or project stay together: they are what one looks for. */
function itemsOf(
  cellKey: string,
  endpoints: readonly MapEndpoint[],
  fold: boolean,
  opened: ReadonlySet<string>,
): readonly MapItem[] {
  const groups = new Map<string, MapEndpoint[]>();
  for (const endpoint of endpoints) {
    const name = endpoint.group ?? '';
    groups.set(name, [...(groups.get(name) ?? []), endpoint]);
  }
  return [...groups].flatMap(([name, members]): readonly MapItem[] => {
    if (!fold || members.length < foldFrom) return members.flatMap((one) => boxesOf(one, opened));
    const key = `group:${cellKey}:${name}`;
    const open = opened.has(key);
    const handle: MapItem = { type: 'group', key, title: titleOf(name, members), endpoints: members, open };
    return open ? [handle, ...members.flatMap((one) => boxesOf(one, opened))] : [handle];
  });
}

function boxesOf(endpoint: MapEndpoint, opened: ReadonlySet<string>): readonly MapItem[] {
  const { key, tasks } = endpoint;
  const open = opened.has(key) && tasks !== undefined;
  const box: MapItem = { type: 'endpoint', key, endpoint, open };
  if (!open) return [box];
  return [box, ...(tasks ?? []).map((task): MapItem => ({ type: 'task', key: `task:${task.id}`, endpoint, task }))];
}

function titleOf(group: string, members: readonly MapEndpoint[]): string {
  const services = members.filter(({ kind }) => kind === 'service').length;
  const containers = members.length - services;
  const counts = [
    ...(services > 0 ? [`${services} ${services === 1 ? 'service' : 'services'}`] : []),
    ...(containers > 0 ? [`${containers} ${containers === 1 ? 'container' : 'containers'}`] : []),
  ].join(', ');
  return group === '' ? counts : `${group}: ${counts}`;
}
