import assert from 'node:assert/strict';
import type { Network } from '../../../src/model/network';
import type { Service } from '../../../src/model/service';
import { emptyDraft, emptyItems, type ServiceDraft } from '../../../src/model/serviceDraft';
import type { SwarmNode } from '../../../src/model/swarmNode';
import { type Surroundings, validateDraft } from '../../../src/operations/serviceDraft/validateDraft';

const node = (more: Partial<SwarmNode>): SwarmNode => ({
  ...{ kind: 'node', id: 'n', name: 'n', version: 1, role: 'worker', availability: 'active', state: 'ready' },
  ...{ leader: false, labels: {}, plugins: [], nanoCpus: 2e9, memoryBytes: 4e9 },
  ...more,
});
const network = (name: string, scope: string, ingress = false) =>
  ({ id: `id-${name}`, name, scope, ingress }) as Network;
const other = {
  ...{ id: 'other', name: 'other' },
  ports: [
    { targetPort: 80, publishedPort: 8080, protocol: 'tcp', mode: 'ingress' },
    { targetPort: 81, publishedPort: 8081, protocol: 'tcp', mode: 'host' },
  ],
} as Partial<Service> as Service;
const around: Surroundings = {
  services: [other],
  networks: [network('front', 'swarm'), network('local', 'local'), network('mesh', 'swarm', true)],
  secrets: [{ kind: 'secret', id: 's', name: 'key', version: 1, labels: {} }],
  configs: [],
  nodes: [node({ id: 'a', role: 'manager' }), node({ id: 'b', labels: { disk: 'ssd' } })],
};
const good: ServiceDraft = { ...emptyDraft, name: 'web', image: 'nginx:1.27' };
const found = (more: Partial<ServiceDraft>, where: Surroundings = around) =>
  validateDraft({ ...good, ...more }, where).map(({ field, severity }) =>
    severity === 'error' ? field : `(${field})`,
  );
const port = (more: object) => ({ ...emptyItems.ports, target: '80', ...more });
const mount = (more: object) => ({ ...emptyItems.mounts, target: '/data', ...more });
const file = (more: object) => ({ ...emptyItems.secrets, name: 'key', ...more });
const env = (...names: string[]) => ({ env: names.map((name) => ({ name, value: 'x' })) });

describe('what is wrong with a draft', () => {
  const bad: readonly (readonly [string, Partial<ServiceDraft>, readonly string[]])[] = [
    ['no name', { name: '' }, ['name']],
    ['a bad name', { name: '-web' }, ['name']],
    ['a name that ends badly', { name: 'web_' }, ['name']],
    ['a long name', { name: 'x'.repeat(64) }, ['name']],
    ['a name that is taken', { name: 'other' }, ['name']],
    ['no image', { image: '' }, ['image']],
    ['an image in capitals', { image: 'Nginx' }, ['image']],
    ['an open quote', { args: "sh -c 'x" }, ['args']],
    ['replicas that are none', { replicas: 'many' }, ['replicas']],
    ['completions below zero', { mode: 'replicated-job', completions: '-1' }, ['completions']],
    ['a job that updates', { mode: 'global-job', update: { ...good.update, delay: '1s' } }, ['update.delay']],
    [
      'a job without end',
      { mode: 'global-job', restart: { ...good.restart, condition: 'any' } },
      ['restart.condition'],
    ],
    ['a port out of range', { ports: [port({ published: '65536' })] }, ['ports.0.published']],
    ['no target port', { ports: [port({ target: '' })] }, ['ports.0.target']],
    ['target port 0', { ports: [port({ target: '0' })] }, ['ports.0.target']],
    ['a port of another service', { ports: [port({ published: '8080' })] }, ['ports.0.published']],
    ['its host port by ingress', { ports: [port({ published: '8081' })] }, ['ports.0.published']],
    ['a port twice', { ports: [port({ published: '1' }), port({ published: '01' })] }, ['ports.1.published']],
    ['ingress with dnsrr', { endpointMode: 'dnsrr', ports: [port({})] }, ['ports.0.mode']],
    ['an unknown network', { networks: [{ name: 'nope', aliases: '' }] }, ['networks.0.name']],
    ['a local network', { networks: [{ name: 'local', aliases: '' }] }, ['networks.0.name']],
    ['the ingress network', { networks: [{ name: 'mesh', aliases: '' }] }, ['networks.0.name']],
    ['an alias with a space', { networks: [{ name: 'front', aliases: 'a b' }] }, ['networks.0.aliases']],
    ['a relative target', { mounts: [mount({ target: 'data' })] }, ['mounts.0.target']],
    ['the root', { mounts: [mount({ target: '/' })] }, ['mounts.0.target']],
    ['a target twice', { mounts: [mount({}), mount({})] }, ['mounts.1.target']],
    ['a relative bind', { mounts: [mount({ type: 'bind', source: 'x' })] }, ['mounts.0.source']],
    ['a path for a volume', { mounts: [mount({ source: '/x' })] }, ['mounts.0.source']],
    ['a source of a tmpfs', { mounts: [mount({ type: 'tmpfs', source: 'x' })] }, ['mounts.0.source']],
    ['a variable without name', env(''), ['env.0.name']],
    ['a variable twice', env('A', 'A'), ['env.1.name']],
    ['a variable with =', env('A=B'), ['env.0.name']],
    ['an unknown secret', { secrets: [file({ name: 'nope' })] }, ['secrets.0.name']],
    ['an unknown config', { configs: [file({})] }, ['configs.0.name', 'configs.0.target'].slice(0, 1)],
    ['a secret upwards', { secrets: [file({ target: '../x' })] }, ['secrets.0.target']],
    ['an owner by name', { secrets: [file({ uid: 'root' })] }, ['secrets.0.uid']],
    ['a mode that is none', { secrets: [file({ mode: '888' })] }, ['secrets.0.mode']],
    ['a secret twice', { secrets: [file({}), file({})] }, ['secrets.1.target']],
    ['a constraint that is none', { constraints: ['node.role'] }, ['constraints.0']],
    ['an unknown node label', { constraints: ['node.labels.gpu==yes'] }, ['constraints.0']],
    ['an unknown key', { constraints: ['host==x'] }, ['constraints.0']],
    ['memory without sense', { limits: { ...good.limits, memory: 'lots' } }, ['limits.memory']],
    ['too little memory', { limits: { ...good.limits, memory: '5M' } }, ['limits.memory']],
    ['too little of a core', { limits: { ...good.limits, cpus: '0.001' } }, ['limits.cpus']],
    ['a delay without unit', { restart: { ...good.restart, delay: '5' } }, ['restart.delay']],
    ['a share above 1', { update: { ...good.update, maxFailureRatio: '1.5' } }, ['update.maxFailureRatio']],
    ['no health command', { health: { ...good.health, kind: 'shell' } }, ['health.command']],
    ['a hasty health check', { health: { ...good.health, interval: '1us' } }, ['health.interval']],
  ];
  for (const [what, more, fields] of bad) it(`names the field of ${what}`, () => assert.deepEqual(found(more), fields));

  const odd: readonly (readonly [string, Partial<ServiceDraft>, readonly string[]])[] = [
    ['a label nobody has, asked against', { constraints: ['node.labels.gpu!=yes'] }, ['(constraints.0)']],
    ['a constraint nobody meets', { constraints: ['node.labels.disk==hdd'] }, ['(constraints.0)']],
    [
      'constraints nobody meets together',
      { constraints: ['node.role==manager', 'node.labels.disk==ssd'] },
      ['(constraints.1)'],
    ],
    ['more memory than any node has', { reservations: { cpus: '', memory: '1T' } }, ['(reservations.memory)']],
  ];
  for (const [what, more, fields] of odd) it(`warns of ${what}`, () => assert.deepEqual(found(more), fields));

  const fine: readonly (readonly [string, Partial<ServiceDraft>])[] = [
    ['nothing but name and image', {}],
    ['an image with registry, tag and digest', { image: `reg.example.com:5000/a/b_c:v1@sha256:${'a'.repeat(64)}` }],
    ['a host port beside another host port', { ports: [port({ published: '8081', mode: 'host' })] }],
    ['the same port over udp', { ports: [port({ published: '8080', protocol: 'udp' })] }],
    ['a port that swarm chooses, twice', { ports: [port({}), port({ target: '81' })] }],
    ['networks of swarm and of every node', { networks: ['front', 'host'].map((name) => ({ name, aliases: '' })) }],
    [
      'a volume, a bind and a tmpfs',
      {
        mounts: [
          mount({ target: '/a', source: 'data' }),
          mount({ target: '/b', type: 'bind', source: '/srv' }),
          mount({ target: '/c', type: 'tmpfs' }),
          mount({ target: '/d' }),
        ],
      },
    ],
    ['a secret in two places', { secrets: [file({}), file({ target: 'again' })] }],
    ['constraints that one node meets', { constraints: ['node.role == worker', 'node.labels.disk!=hdd'] }],
    ['limits', { limits: { cpus: '.5', memory: '1.5GiB', pids: '50' } }],
    ['a template for a host name', { hostname: '{{.Node.Hostname}}-{{.Task.Slot}}' }],
  ];
  for (const [what, more] of fine) it(`finds nothing wrong with ${what}`, () => assert.deepEqual(found(more), []));

  it('holds nothing against what nobody knows', () => {
    const nothing = {
      services: undefined,
      networks: undefined,
      secrets: undefined,
      configs: undefined,
      nodes: undefined,
    };
    const draft = { networks: [{ name: 'x', aliases: '' }], secrets: [file({})], constraints: ['node.labels.x==y'] };
    assert.deepEqual(found({ ...draft, ports: [port({ published: '8080' })] }, nothing), []);
  });

  it('lets an edited service keep its name and ports, and no other name or mode', () => {
    const edited = { ...around, edited: { id: 'other', name: 'other', mode: 'replicated' as const } };
    assert.deepEqual(found({ name: 'other', ports: [port({ published: '8080' })] }, edited), []);
    assert.deepEqual(found({ name: 'new', mode: 'global' }, edited), ['name', 'mode']);
  });
});
