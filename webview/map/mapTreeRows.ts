// The same facts as the graph, as the rows of a tree: network → endpoint → task.

import { attachmentOn, type MapEndpoint, type NetworkMap, namesOf } from '../../src/model/networkMap';
import { networkKey } from './mapScope';
import { endpointFacts, joined, networkFacts, taskFacts } from './mapWords';

export interface MapTreeRow {
  /** Of the row: an endpoint has one below each of its networks. */
  readonly id: string;
  /** Of the box it stands for. */
  readonly key: string;
  readonly networkId: string;
  readonly level: 1 | 2 | 3;
  readonly icon: string;
  readonly name: string;
  readonly facts: string;
  /** Undefined where nothing is below it. */
  readonly open?: boolean;
  readonly parent?: string;
  readonly place: number;
  readonly siblings: number;
}

/** `toggled`: rows that are not as they are by themselves; networks are open, services closed. */
export function mapTreeRows(map: NetworkMap, toggled: ReadonlySet<string>): readonly MapTreeRow[] {
  return map.networks.flatMap((network, at): readonly MapTreeRow[] => {
    const id = networkKey(network.id);
    const members = map.endpoints.filter((endpoint) => attachmentOn(endpoint, network.id));
    const open = !toggled.has(id);
    const own: MapTreeRow = {
      ...{ id, key: id, networkId: network.id, level: 1, name: network.name },
      icon: network.scope === 'swarm' ? 'globe' : 'type-hierarchy',
      facts: joined(networkFacts(network), members.length === 0 ? 'nothing attached' : `${members.length} attached`),
      ...(members.length > 0 ? { open } : {}),
      ...{ place: at + 1, siblings: map.networks.length },
    };
    if (!open) return [own];
    const below = members.flatMap((endpoint, place) =>
      endpointRows(map, endpoint, { id, networkId: network.id, place: place + 1, siblings: members.length }, toggled),
    );
    return [own, ...below];
  });
}

function endpointRows(
  map: NetworkMap,
  endpoint: MapEndpoint,
  { id: parent, networkId, ...place }: { id: string; networkId: string; place: number; siblings: number },
  toggled: ReadonlySet<string>,
): readonly MapTreeRow[] {
  const id = `${parent}/${endpoint.key}`;
  const tasks = endpoint.tasks ?? [];
  const open = toggled.has(id);
  const names = namesOf(map, endpoint, networkId)
    .filter(({ kind }) => kind === 'alias')
    .map(({ name }) => name);
  const own: MapTreeRow = {
    ...{ id, key: endpoint.key, networkId, level: 2, name: endpoint.name, parent, ...place },
    icon: endpoint.kind === 'service' ? 'layers' : 'package',
    facts: joined(
      endpoint.kind,
      endpointFacts(endpoint, [networkId]),
      names.length > 0 && `also ${names.join(', ')}`,
      ...endpoint.ports,
    ),
    ...(tasks.length > 0 ? { open } : {}),
  };
  if (!open) return [own];
  const below = tasks.map((task, at): MapTreeRow => {
    const here = { ...task, attachments: task.attachments.filter((one) => one.networkId === networkId) };
    return {
      ...{
        id: `${id}/${task.id}`,
        key: `task:${task.id}`,
        networkId,
        level: 3,
        icon: 'server-process',
        name: task.name,
      },
      ...{ facts: taskFacts(here), parent: id, place: at + 1, siblings: tasks.length },
    };
  });
  return [own, ...below];
}
