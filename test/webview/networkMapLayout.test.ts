// The map's structure and layout: whatever is opened, no box covers another, and every attachment can be seen.

import assert from 'node:assert/strict';
import { networkMap } from '../../src/model/networkMap';
import { mapStructure } from '../../webview/map/mapCells';
import { type MapLayout, mapLayout, type Place, structureKey } from '../../webview/map/mapLayout';
import { scopedMap } from '../../webview/map/mapScope';
import { container, manyEndpoints, network, on, overlay, picture, service } from '../model/mapSamples';
import { seeded } from '../records/seeded';

const all = { filter: '', focus: undefined };

function overlap(a: Place, b: Place): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function inside(inner: Place, outer: Place): boolean {
  const right = inner.x + inner.width <= outer.x + outer.width + 0.01;
  const bottom = inner.y + inner.height <= outer.y + outer.height + 0.01;
  return inner.x >= outer.x - 0.01 && inner.y >= outer.y - 0.01 && right && bottom;
}

function assertReadable(map: ReturnType<typeof networkMap>, opened: ReadonlySet<string>): MapLayout {
  const structure = mapStructure(map, opened);
  const layout = mapLayout(structure, 1.6);
  const placeOf = (key: string) => {
    const place = layout.places.get(key);
    assert(place, `${key} has a place`);
    return place;
  };
  const outer = [...structure.frames, ...structure.shared];
  for (const [at, one] of outer.entries()) {
    for (const other of outer.slice(at + 1)) {
      assert.ok(!overlap(placeOf(one.key), placeOf(other.key)), `${one.key} covers ${other.key}`);
    }
    for (const [where, item] of one.items.entries()) {
      assert.ok(inside(placeOf(item.key), placeOf(one.key)), `${item.key} is in ${one.key}`);
      for (const next of one.items.slice(where + 1)) {
        assert.ok(!overlap(placeOf(item.key), placeOf(next.key)), `${item.key} covers ${next.key}`);
      }
    }
    assert.ok(inside(placeOf(one.key), { x: 0, y: 0, width: layout.width, height: layout.height }), one.key);
  }
  // Every attachment: inside its network's frame, or in a cell with a line to that frame.
  const shown = new Set<string>();
  for (const { items, ...holder } of outer) {
    const networks = 'network' in holder ? [holder.network.id] : holder.networkIds;
    for (const id of networks) {
      if (!('network' in holder)) {
        const line = layout.lines.find((one) => one.from === holder.key && one.to === `network:${id}`);
        assert.ok(line && line.points.length >= 2, `a line from ${holder.key} to ${id}`);
      }
      for (const item of items) {
        const endpoints = item.type === 'group' ? item.endpoints : [item.endpoint];
        for (const { key } of endpoints) shown.add(`${key} ${id}`);
      }
    }
  }
  const wanted = map.endpoints.flatMap(({ key, attachments }) =>
    attachments.map(({ networkId }) => `${key} ${networkId}`),
  );
  assert.deepEqual([...shown].sort(), wanted.sort());
  return layout;
}

describe('the layout of the network map', () => {
  const map = networkMap(manyEndpoints());
  const groups = (opened: ReadonlySet<string>) => {
    const { frames, shared } = mapStructure(map, opened);
    return [...frames, ...shared].flatMap(({ items }) =>
      items.flatMap((item) => (item.type === 'group' ? [item.key] : [])),
    );
  };

  it('stays readable at 200 endpoints: folded, some opened, all opened', () => {
    assert.equal(map.endpoints.length, 200);
    const keys = groups(new Set());
    const folded = assertReadable(map, new Set());
    assert.ok(folded.places.size < 60, `few boxes while folded: ${folded.places.size}`);
    assertReadable(map, new Set(keys.slice(0, 5)));
    const open = assertReadable(map, new Set(keys));
    assert.ok(open.places.size >= 200);
    assert.ok(open.width / open.height > 0.5 && open.width / open.height < 4, 'neither a strip nor a tower');
  });

  it('is the same for the same structure, and does not change while only data does', () => {
    const one = mapStructure(map, new Set());
    const first = mapLayout(one, 1.6);
    assert.deepEqual(mapLayout(mapStructure(map, new Set()), 1.6), first);
    const changed = { ...map, endpoints: map.endpoints.map((endpoint) => ({ ...endpoint, state: 'unhealthy' })) };
    assert.equal(structureKey(mapStructure(changed, new Set())), structureKey(one));
    const more = { ...map, networks: map.networks.slice(1) };
    assert.notEqual(structureKey(mapStructure(more, new Set())), structureKey(one));
  });

  it('holds for maps of any shape', () => {
    const random = seeded(11);
    for (let round = 0; round < 12; round++) {
      const networks = Array.from({ length: 1 + random.int(9) }, (_, at) => network(`n${at}`));
      const containers = Array.from({ length: random.int(30) }, (_, at) =>
        container(
          `c${at}`,
          networks.filter(() => random.int(4) === 0).map(({ id }) => on(id)),
          random.int(2) === 0 ? { composeProject: `p${random.int(3)}` } : {},
        ),
      );
      const drawn = networkMap(picture({ networks, containers }));
      const structure = mapStructure(drawn, new Set());
      const keys = [...structure.frames, ...structure.shared].flatMap(({ items }) => items.map(({ key }) => key));
      assertReadable(drawn, new Set(keys.filter(() => random.int(2) === 0)));
    }
  });

  it('shows the tasks of a service that is opened, and an empty map as one', () => {
    const drawn = networkMap(
      picture({
        networks: [overlay('app')],
        services: [service('api', { networkIds: ['app'] })],
        tasks: [1, 2, 3].map((slot) => ({
          ...{ kind: 'task', id: `t${slot}`, name: `api.${slot}`, version: 1, serviceId: 'api', state: 'running' },
          ...{ desiredState: 'running', image: 'x', labels: {} },
        })) as never,
      }),
    );
    assert.equal(assertReadable(drawn, new Set(['service:api'])).places.size, 5);
    assert.deepEqual([...mapLayout(mapStructure(networkMap(picture()), new Set()), 1.6).places], []);
  });
});

describe('scopedMap', () => {
  const map = networkMap(
    picture({
      networks: [network('front', { subnets: [{ subnet: '172.30.1.0/24' }] }), network('back'), network('far')],
      containers: [
        container('proxy', [on('front', '172.30.1.2'), on('back', '172.31.0.2')]),
        container('db', [on('back', '172.31.0.3')]),
        container('other', [on('far', '172.32.0.2')]),
      ],
    }),
  );
  const shown = (scope: Parameters<typeof scopedMap>[1]) => {
    const { networks, endpoints } = scopedMap(map, scope);
    return [networks.map(({ name }) => name).join(' '), endpoints.map(({ name }) => name).join(' ')];
  };

  it('finds names, addresses and networks; every word counts', () => {
    assert.deepEqual(shown(all), ['back far front', 'db other proxy']);
    assert.deepEqual(shown({ ...all, filter: '172.31.0.3' }), ['back', 'db']);
    assert.deepEqual(shown({ ...all, filter: 'BACK proxy' }), ['back front', 'proxy']);
    assert.deepEqual(shown({ ...all, filter: '172.30.1.0' }), ['back front', 'proxy']);
    assert.deepEqual(shown({ ...all, filter: 'nothing like it' }), ['', '']);
  });

  it('shows the neighbourhood of a network and of an endpoint', () => {
    assert.deepEqual(shown({ ...all, focus: 'network:front' }), ['back front', 'proxy']);
    const db = map.endpoints.find(({ name }) => name === 'db')?.key;
    assert.deepEqual(shown({ ...all, focus: db }), ['back', 'db proxy']);
    assert.deepEqual(shown({ ...all, focus: 'network:gone' }), shown(all));
  });
});
