// The host side of the network map: facts from the live picture, told when they change; nothing while nobody looks.

import type { Cluster } from '../../cluster/cluster';
import { EngineError } from '../../engine/engineError';
import { panelError } from '../../feeds/panelError';
import { HumanError } from '../../model/humanError';
import { type MapEndpoint, type NetworkMap, networkMap } from '../../model/networkMap';
import type { SnapshotChange } from '../../model/snapshot';
import type { TargetRef } from '../../model/target';
import { allNetworks, type MapAction, type MapContract, type MapState, mapValidators } from '../../protocol/map';
import type { PanelController, PanelDefinition, PanelLink } from './panelController';

/** Changes come in bursts, and a large picture takes a while to look through: told no faster than this, and than ten times that while. */
const tellAfterMs = 200;

export const mapPanel: PanelDefinition<MapContract> = {
  validators: mapValidators,
  create: (link) => createMapController(link),
};

function createMapController(link: PanelLink<MapContract>): PanelController<MapContract> {
  const { cluster, target } = link;
  let state: MapState = { type: 'loading', awaiting: 'Reading the networks' };
  let shown = '';
  let map: NetworkMap | undefined;
  let visible = false;
  let timer: NodeJS.Timeout | undefined;
  let waitMs = tellAfterMs;
  let life = new AbortController();

  function become(next: MapState): void {
    const text = JSON.stringify(next);
    if (text === shown) return;
    shown = text;
    state = next;
    link.notify('state', state);
  }

  function look(): void {
    const began = performance.now();
    link.setGaps(cluster.gaps.filter(({ part }) => parts.has(part) && part !== `${target.kind}s`));
    const networks = cluster.all('network')?.values();
    if (!networks) {
      const gap = cluster.gaps.find(({ part }) => part === 'networks');
      if (gap) become({ type: 'failed', message: gap.message });
      return;
    }
    map = networkMap({
      networks,
      containers: cluster.all('container')?.values(),
      services: cluster.all('service')?.values(),
      tasks: cluster.all('task')?.values(),
      nodes: cluster.all('node')?.values(),
    });
    const focus = focusOf(cluster, target);
    become({ type: 'shown', map, ...(focus === undefined ? {} : { focus }) });
    waitMs = Math.max(tellAfterMs, (performance.now() - began) * 10);
  }

  async function begin(): Promise<void> {
    try {
      await cluster.ready(life.signal);
      look();
    } catch (error) {
      if (life.signal.aborted) return;
      become({ type: 'failed', ...panelError(error) });
    }
  }

  function lookSoon(change?: SnapshotChange): void {
    if (!visible || (change?.type === 'patch' && !change.objects.some(({ kind }) => drawn.has(kind)))) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      look();
    }, waitMs);
  }

  const changed = cluster.onDidChange(lookSoon);
  const status = cluster.onDidChangeStatus(({ type }) => {
    // What is shown stays, marked by the header; what could not be shown at first is tried again.
    if (visible && type === 'live' && state.type === 'failed') void begin();
  });

  return {
    handlers: {
      start: () => state,
      details: ({ key }) => detailsOf(cluster, map, key, life.signal),
      act: ({ key, action, networkId }) => {
        const object = objectOf(cluster, map, key);
        const ref = { ...object, ...(networkId === undefined ? {} : { network: networkId }) };
        // The command may ask the person, so the panel does not wait for it, and is told when it fails.
        link.execute(commands[action], ref).catch((error: unknown) => link.notify('trouble', panelError(error)));
        return null;
      },
    },
    setVisible(now) {
      if (visible === now) return;
      visible = now;
      if (now) {
        life = new AbortController();
        void begin();
      } else {
        life.abort();
        clearTimeout(timer);
        timer = undefined;
      }
    },
    retry: () => void begin(),
    dispose() {
      life.abort();
      clearTimeout(timer);
      changed.dispose();
      status.dispose();
    },
  };
}

const parts: ReadonlySet<string> = new Set(['networks', 'containers', 'services', 'tasks', 'nodes', 'swarm']);
const drawn: ReadonlySet<string> = new Set(['network', 'container', 'service', 'task', 'node']);

const commands = {
  inspect: 'dockhound.inspect',
  logs: 'dockhound.logs',
  stats: 'dockhound.stats',
  exec: 'dockhound.exec',
  connect: 'dockhound.network.connect',
  disconnect: 'dockhound.network.disconnect',
} as const satisfies Record<MapAction, string>;

/** A task, and a container that is one, stand in their service. */
function focusOf(cluster: Cluster, { kind, id }: PanelLink<MapContract>['target']): string | undefined {
  switch (kind) {
    case 'network':
      return id === allNetworks.id ? undefined : `network:${id}`;
    case 'service':
      return `service:${id}`;
    case 'task': {
      const serviceId = cluster.get('task', id)?.serviceId;
      return serviceId === undefined ? undefined : `service:${serviceId}`;
    }
    case 'container': {
      const serviceId = cluster.get('container', id)?.serviceId;
      return serviceId !== undefined && cluster.get('service', serviceId) ? `service:${serviceId}` : `container:${id}`;
    }
    default:
      return undefined;
  }
}

/** Only what the map shows: a view's word alone makes nothing a target. */
function objectOf(cluster: Cluster, map: NetworkMap | undefined, key: string): TargetRef {
  const endpoint = map?.endpoints.find((one) => one.key === key);
  if (endpoint) return { kind: endpoint.kind, id: endpoint.id, name: endpoint.name };
  const network = map?.networks.find(({ id }) => `network:${id}` === key);
  if (network) return { kind: 'network', id: network.id, name: network.name };
  const task = key.startsWith('task:') ? cluster.get('task', key.slice('task:'.length)) : undefined;
  if (task) return { kind: 'task', id: task.id, name: task.name };
  throw new HumanError('This is not on the map any more.', 'It may have been removed.');
}

async function detailsOf(
  cluster: Cluster,
  map: NetworkMap | undefined,
  key: string,
  signal: AbortSignal,
): Promise<MapEndpoint> {
  const known = map?.endpoints.find((one) => one.key === key);
  if (!known) throw new HumanError('This is not on the map any more.', 'It may have been removed.');
  if (known.kind === 'service') return known;
  try {
    const engine = await cluster.engine(signal);
    const read = await engine.get('container', known.id, { signal });
    if (!read.ok) return known;
    const networks = cluster.all('network')?.values();
    const [now] = networkMap({ networks, containers: [read.value], ...nobodyElse }).endpoints;
    return now ?? known;
  } catch (error) {
    if (error instanceof EngineError && error.reason === 'notFound') return known;
    throw error;
  }
}

const nobodyElse = { services: undefined, tasks: undefined, nodes: undefined };
