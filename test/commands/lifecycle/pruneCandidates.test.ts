import assert from 'node:assert/strict';
import { type PrunePicture, pruneCandidates } from '../../../src/commands/lifecycle/pruneCandidates';
import type { Network } from '../../../src/model/network';
import type { Image, Volume } from '../../../src/model/storage';
import { container } from '../fakeCluster';

const image = (id: string, dangling = true): Image => ({
  kind: 'image',
  id,
  name: id,
  tags: dangling ? [] : [id],
  digests: [],
  sizeBytes: 1000,
  dangling,
  labels: {},
});
const volume = (name: string, anonymous = false): Volume => ({
  kind: 'volume',
  id: name,
  name,
  driver: 'local',
  scope: 'local',
  anonymous,
  labels: {},
});
const network = (name: string, more: Partial<Network> = {}): Network => ({
  kind: 'network',
  id: `${name}-id`,
  name,
  driver: 'bridge',
  scope: 'local',
  subnets: [],
  internal: false,
  attachable: false,
  ingress: false,
  encrypted: false,
  labels: {},
  options: {},
  ...more,
});
const attached = (name: string) => [{ name, networkId: `${name}-id`, aliases: [] }];
const mounts = (name: string) => [{ type: 'volume', name, target: '/data', readOnly: false }];

const picture: PrunePicture = {
  containers: [
    container('up', { imageId: 'used', networks: attached('front'), mounts: mounts('data') }),
    container('held', { state: 'paused' }),
    container('again', { state: 'restarting' }),
    container('odd', { state: 'unknown' }),
    container('down', { state: 'exited', imageId: 'old', networks: attached('back'), mounts: mounts('logs') }),
    container('made', { state: 'created' }),
  ],
  images: [image('used'), image('old'), image('loose'), image('tagged', false)],
  volumes: [volume('data'), volume('logs'), volume('spare'), volume('f00d', true)],
  networks: [
    network('bridge'),
    network('front'),
    network('back'),
    network('idle'),
    network('in', { ingress: true }),
    network('mesh', { scope: 'swarm' }),
  ],
  services: [],
  anonymousVolumesOnly: false,
};

const names = (...args: Parameters<typeof pruneCandidates>) =>
  Object.fromEntries(pruneCandidates(...args).map((each) => [each.kind, each.names]));

describe('pruneCandidates', () => {
  it('takes only what is not in use, each kind by itself', () => {
    assert.deepEqual(names(picture, ['container']), { container: ['down', 'made'] });
    assert.deepEqual(names(picture, ['network']), { network: ['idle', 'mesh'] });
    assert.deepEqual(names(picture, ['volume']), { volume: ['spare', 'f00d'] });
    assert.deepEqual(names(picture, ['image']), { image: ['loose'] });
  });

  it('counts what the stopped containers held when they go as well', () => {
    assert.deepEqual(names(picture, ['image', 'volume', 'network', 'container']), {
      container: ['down', 'made'],
      network: ['back', 'idle', 'mesh'],
      volume: ['logs', 'spare', 'f00d'],
      image: ['old', 'loose'],
    });
  });

  it('keeps named volumes where the engine keeps them', () => {
    assert.deepEqual(names({ ...picture, anonymousVolumesOnly: true }, ['volume']), { volume: ['f00d'] });
  });

  it('keeps the networks of services', () => {
    const services = [{ networkIds: ['mesh-id'] }] as unknown as PrunePicture['services'];
    assert.deepEqual(names({ ...picture, services }, ['network']), { network: ['idle'] });
  });

  it('adds up the sizes of images', () => {
    assert.equal(pruneCandidates(picture, ['container', 'image'])[1]?.bytes, 2000);
  });
});
