import assert from 'node:assert/strict';
import { publishedPortDropped as cause } from '../../../../src/diagnosis/causes/ports/publishedPortDropped';
import type { Network } from '../../../../src/model/network';
import { type Box, foundBy, scene, verdict } from '../../dossiers';
import { network } from '../../pictures';

const asked: Box = {
  host: { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] } },
  config: { ExposedPorts: { '80/tcp': {} } },
  ports: { '80/tcp': null },
};
const on = (more: Partial<Network>) => [network({ id: 'n-shop', name: 'shop', ...more })];

describe('cause published-port-dropped', () => {
  it('catches an internal network, also when nobody complains yet', () => {
    const given = { boxes: [asked], networks: on({ internal: true }) };
    const [found] = foundBy(cause, scene(given));
    assert.match(found?.title ?? '', /port 8080 of web does not exist on the host: its network shop is internal/);
    assert.equal(verdict(given, 'nobody reaches it'), 'published-port-dropped');
    assert.ok(found?.evidence.some(({ path }) => path === 'network shop: Internal'));
  });

  it('catches macvlan and no network at all', () => {
    assert.match(
      foundBy(cause, scene({ boxes: [asked], networks: on({ driver: 'macvlan' }) }))[0]?.title ?? '',
      /macvlan/,
    );
    const none: Box = { ...asked, host: { ...asked.host, NetworkMode: 'none' }, networks: { none: {} } };
    assert.match(foundBy(cause, scene({ boxes: [none] }))[0]?.title ?? '', /network mode none/);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [asked], networks: on({}) })), [], 'a network that publishes');
    const given: Box = { ...asked, ports: { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }] } };
    assert.deepEqual(foundBy(cause, scene({ boxes: [given], networks: on({ internal: true }) })), [], 'published');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{}], networks: on({ internal: true }) })),
      [],
      'nothing was asked for',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [asked], networks: [] })), [], 'the network is not known');
    const both: Box = { ...asked, networks: { shop: {}, front: {} } };
    const networks = [...on({ internal: true }), network({ id: 'n-front', name: 'front' })];
    assert.deepEqual(foundBy(cause, scene({ boxes: [both], networks })), [], 'another network publishes');
  });
});
