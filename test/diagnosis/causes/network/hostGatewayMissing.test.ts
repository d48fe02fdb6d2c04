import assert from 'node:assert/strict';
import { hostGatewayMissing as cause } from '../../../../src/diagnosis/causes/network/hostGatewayMissing';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

const box = (host: string, ExtraHosts: readonly string[] = []): Box => ({
  state: exited(1),
  config: { Env: [`DB_HOST=${host}`] },
  host: { ExtraHosts },
  log: [`11 Error: getaddrinfo ENOTFOUND ${host}`],
});

describe('cause host-gateway-missing', () => {
  it('catches the name of Docker Desktop on a Linux engine', () => {
    assert.match(foundBy(cause, scene({ boxes: [box('host.docker.internal')] }))[0]?.title ?? '', /needs --add-host/);
    assert.equal(verdict({ boxes: [box('host.docker.internal')] }), 'host-gateway-missing');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [box('db')] })), [], 'another name');
    const given = box('host.docker.internal', ['host.docker.internal:host-gateway']);
    assert.deepEqual(foundBy(cause, scene({ boxes: [given] })), [], 'it has an entry');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ ...box('host.docker.internal'), log: [] }] })),
      [],
      'no complaint',
    );
  });
});
