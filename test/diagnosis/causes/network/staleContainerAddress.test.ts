import assert from 'node:assert/strict';
import { staleContainerAddress as cause } from '../../../../src/diagnosis/causes/network/staleContainerAddress';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';
import { ago, network } from '../../pictures';

const networks = [network()];
const proxy: Box = {
  name: 'proxy',
  log: [
    '5 2026/03/01 11:59:55 [error] 8#8: *1 connect() failed (113: No route to host) while connecting to upstream, upstream: "http://172.20.0.5:8000/"',
    '3 2026/03/01 11:59:57 [error] 8#8: *2 dial tcp 172.20.0.5:8000: connect: no route to host',
  ],
};
const api = (address: string, startedSecondsAgo: number, port = '8000/tcp'): Box => ({
  name: 'api',
  state: { StartedAt: ago(startedSecondsAgo) },
  config: { ExposedPorts: { [port]: {} } },
  networks: { shop: { IPAddress: address, Aliases: ['api'] } },
});

describe('cause stale-container-address', () => {
  it('catches an address that was looked up before the other one was made anew', () => {
    const given = { boxes: [proxy, api('172.20.0.7', 60)], networks };
    assert.match(
      foundBy(cause, scene(given))[0]?.title ?? '',
      /old IP address 172\.20\.0\.5 of api, which nobody has any more/,
    );
    assert.equal(verdict(given), 'stale-container-address');
  });

  it('catches an address that somebody else has got', () => {
    const cache: Box = {
      name: 'cache',
      state: { StartedAt: ago(50) },
      config: { ExposedPorts: { '6379/tcp': {} } },
      networks: { shop: { IPAddress: '172.20.0.5', Aliases: ['cache'] } },
    };
    const refused: Box = {
      name: 'proxy',
      log: [
        '3 ERROR connect() failed (111: Connection refused) while connecting to upstream, upstream: "http://172.20.0.5:8000/"',
      ],
    };
    const given = { boxes: [refused, api('172.20.0.7', 60), cache], networks };
    assert.match(foundBy(cause, scene(given))[0]?.title ?? '', /of api, which cache has now/);
    assert.equal(verdict(given), 'stale-container-address');
  });

  it('catches an address in the environment', () => {
    const worker: Box = {
      state: exited(1),
      config: { Env: ['DB_URL=postgres://172.20.0.5:5432/x'] },
      log: ['11 dial tcp 172.20.0.5:5432: connect: no route to host'],
    };
    assert.match(
      foundBy(cause, scene({ boxes: [worker], networks }))[0]?.title ?? '',
      /fixed IP address 172\.20\.0\.5, which no container has/,
    );
    assert.equal(verdict({ boxes: [worker], networks }), 'stale-container-address');
  });

  it('catches a written address that somebody else has got since', () => {
    const worker: Box = {
      name: 'worker',
      config: { Env: ['DB_URL=postgres://172.20.0.5:5432/x'] },
      log: ['3 ERROR dial tcp 172.20.0.5:5432: connect: no route to host'],
    };
    const mail = (IPAMConfig: object | null): Box => ({
      name: 'mail',
      state: { StartedAt: ago(60) },
      networks: { shop: { IPAddress: '172.20.0.5', Aliases: [], IPAMConfig } },
    });
    assert.match(
      foundBy(cause, scene({ boxes: [worker, mail(null)], networks }))[0]?.title ?? '',
      /another container \(mail\) has now/,
    );
    const fixed = mail({ IPv4Address: '172.20.0.5' });
    assert.deepEqual(foundBy(cause, scene({ boxes: [worker, fixed], networks })), [], 'a fixed address');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [proxy, api('172.20.0.5', 60)], networks })), [], 'he has it');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [proxy, api('172.20.0.7', 60)], networks: [network({ driver: 'overlay' })] })),
      [],
      'an overlay',
    );
    const far: Box = { name: 'proxy', log: ['3 ERROR dial tcp 203.0.113.7:443: i/o timeout'] };
    assert.deepEqual(foundBy(cause, scene({ boxes: [far, api('172.20.0.7', 60)], networks })), [], 'outside');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ name: 'proxy' }, api('172.20.0.7', 60)], networks })),
      [],
      'no complaint',
    );
  });
});
