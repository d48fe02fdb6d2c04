import assert from 'node:assert/strict';
import { mostTasks, namesOf, networkMap, peersOf } from '../../src/model/networkMap';
import { container, network, on, overlay, picture, service, task } from './mapSamples';

describe('networkMap', () => {
  it('tells containers with their addresses, and leaves out what does not run', () => {
    const map = networkMap(
      picture({
        networks: [network('shop'), network('empty')],
        containers: [
          container('web', [on('shop', '172.30.0.2', { mac: '02:42', aliases: ['www'] })], {
            composeProject: 'shop',
            ports: [{ privatePort: 80, publicPort: 8080, protocol: 'tcp', hostIp: '0.0.0.0' }],
          }),
          container('old', [on('shop')], { state: 'exited' }),
          container('alone', []),
        ],
      }),
    );
    assert.deepEqual(
      map.networks.map(({ name }) => name),
      ['empty', 'shop'],
    );
    assert.deepEqual(
      map.endpoints.map(({ name, group, ports, attachments }) => ({ name, group, ports, attachments })),
      [
        {
          ...{ name: 'web', group: 'shop', ports: ['8080→80/tcp'] },
          attachments: [{ networkId: 'shop', addresses: ['172.30.0.2'], aliases: ['www'], mac: '02:42' }],
        },
      ],
    );
  });

  it('folds the containers of tasks into their service, on whatever node they run', () => {
    const map = networkMap(
      picture({
        networks: [overlay('app')],
        services: [
          service('api', {
            networkIds: ['app'],
            endpointMode: 'vip',
            virtualIps: [{ networkId: 'app', address: '10.0.1.2' }],
          }),
        ],
        tasks: [
          task('1', 'api', {
            containerId: 'c1',
            nodeId: 'n1',
            attachments: [{ networkId: 'app', addresses: ['10.0.1.3'] }],
          }),
          task('2', 'api', { nodeId: 'n2', attachments: [{ networkId: 'app', addresses: ['10.0.1.4'] }] }),
          task('0', 'api', { desiredState: 'shutdown', state: 'failed' }),
        ],
        containers: [
          container('c1', [on('app', '10.0.1.3', { mac: '02:aa' })], { id: 'c1', serviceId: 'api', taskId: '1' }),
        ],
      }),
    );
    assert.equal(map.endpoints.length, 1);
    const [api] = map.endpoints;
    assert.deepEqual([api?.kind, api?.state, api?.taskCount, api?.mode], ['service', '2/1 running', 2, 'vip']);
    assert.deepEqual(
      api?.tasks?.map(({ name, attachments }) => [name, attachments[0]?.addresses, attachments[0]?.mac]),
      [
        ['api.1', ['10.0.1.3'], '02:aa'],
        ['api.2', ['10.0.1.4'], undefined],
      ],
    );
  });

  it('shows a task of an unknown service as a container, as on a worker', () => {
    const map = networkMap(
      picture({
        networks: [overlay('app')],
        services: undefined,
        tasks: undefined,
        containers: [container('api.1.x', [on('app', '10.0.1.3')], { serviceId: 'api', taskId: '1' })],
      }),
    );
    assert.deepEqual(
      map.endpoints.map(({ kind, name }) => [kind, name]),
      [['container', 'api.1.x']],
    );
  });

  it('does not take unknown tasks for none, and counts more than it tells', () => {
    const services = [service('api', { networkIds: ['app'] })];
    const unknown = networkMap(picture({ networks: [overlay('app')], services, tasks: undefined })).endpoints[0];
    assert.deepEqual([unknown?.state, unknown?.tasks], ['tasks unknown', undefined]);
    const tasks = Array.from({ length: 300 }, (_, at) => task(String(at), 'api'));
    const many = networkMap(picture({ networks: [overlay('app')], services, tasks })).endpoints[0];
    assert.deepEqual([many?.tasks?.length, many?.taskCount], [mostTasks, 300]);
  });

  it('puts published services on the ingress network, and leaves out what is no network', () => {
    const map = networkMap(
      picture({
        networks: [
          overlay('ing', { name: 'ingress', ingress: true }),
          network('none', { driver: 'null' }),
          network('gw', { name: 'docker_gwbridge' }),
        ],
        services: [
          service('web', {
            virtualIps: [{ networkId: 'ing', address: '10.0.0.5' }],
            ports: [{ targetPort: 80, publishedPort: 8080, protocol: 'tcp', mode: 'ingress' }],
          }),
        ],
      }),
    );
    assert.deepEqual(
      map.networks.map(({ name }) => name),
      ['ingress'],
    );
    assert.deepEqual(map.endpoints[0]?.ports, ['8080→80/tcp']);
    assert.deepEqual(map.endpoints[0] && namesOf(map, map.endpoints[0], 'ing'), [], 'nobody resolves names there');
  });
});

describe('namesOf', () => {
  const both = networkMap(
    picture({
      networks: [overlay('app'), network('bridge'), network('shop')],
      services: [
        service('api', {
          networkIds: ['app'],
          endpointMode: 'vip',
          virtualIps: [{ networkId: 'app', address: '10.0.1.2' }],
          networkAliases: { app: ['backend'] },
        }),
        service('db', { networkIds: ['app'], endpointMode: 'dnsrr', networkAliases: { app: ['backend'] } }),
      ],
      tasks: [
        task('1', 'api', { attachments: [{ networkId: 'app', addresses: ['10.0.1.3'] }] }),
        task('1', 'db', { id: 'd1', attachments: [{ networkId: 'app', addresses: ['10.0.1.7'] }] }),
        task('2', 'db', { id: 'd2', state: 'starting', attachments: [{ networkId: 'app', addresses: ['10.0.1.8'] }] }),
      ],
      containers: [
        container('web', [
          on('bridge', '172.17.0.2'),
          on('shop', '172.30.0.2', { aliases: ['www', 'web', 'web-00000000'] }),
        ]),
      ],
    }),
  );
  const of = (name: string, networkId: string) => {
    const endpoint = both.endpoints.find((one) => one.name === name);
    assert(endpoint);
    return namesOf(both, endpoint, networkId).map((one) => [
      one.name,
      one.kind,
      one.addresses.join(' '),
      one.sharedWith.join(' '),
    ]);
  };

  it('gives a service its virtual address, its tasks, and shares an alias with whoever has it, too', () => {
    assert.deepEqual(of('api', 'app'), [
      ['api', 'service', '10.0.1.2', ''],
      ['backend', 'alias', '10.0.1.2 10.0.1.7', 'db'],
      ['tasks.api', 'tasks', '10.0.1.3', ''],
    ]);
  });

  it('gives a service without a virtual address those of its running tasks', () => {
    assert.deepEqual(of('db', 'app'), [
      ['db', 'service', '10.0.1.7', ''],
      ['backend', 'alias', '10.0.1.7 10.0.1.2', 'api'],
      ['tasks.db', 'tasks', '10.0.1.7', ''],
    ]);
  });

  it('gives a container its name, aliases and id, but none on the default bridge', () => {
    assert.deepEqual(of('web', 'shop'), [
      ['web', 'container', '172.30.0.2', ''],
      ['www', 'alias', '172.30.0.2', ''],
      ['web-00000000', 'id', '172.30.0.2', ''],
    ]);
    assert.deepEqual(of('web', 'bridge'), []);
  });

  it('knows who else is there', () => {
    const [api] = both.endpoints;
    assert(api);
    assert.deepEqual(
      peersOf(both, api, 'app').map(({ name }) => name),
      ['db'],
    );
  });
});
