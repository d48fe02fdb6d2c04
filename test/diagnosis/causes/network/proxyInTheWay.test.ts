import assert from 'node:assert/strict';
import { proxyInTheWay as cause } from '../../../../src/diagnosis/causes/network/proxyInTheWay';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

const api: Box = { name: 'api', networks: { shop: { IPAddress: '172.20.0.3', Aliases: ['api'] } } };
const gateway = (env: readonly string[], log: string): Box => ({
  name: 'gateway',
  config: { Env: ['UPSTREAM_URL=http://api:8000', ...env] },
  log: [`3 ${log}`],
});
const timeout = 'ERROR upstream http://api:8000/healthz failed: timed out';

describe('cause proxy-in-the-way', () => {
  it('catches requests for a neighbour that go to the proxy', () => {
    const given = { boxes: [gateway(['HTTP_PROXY=http://proxy.corp:3128'], timeout), api] };
    assert.match(
      foundBy(cause, scene(given))[0]?.title ?? '',
      /asks for api through the proxy proxy\.corp:3128 \(HTTP_PROXY\)/,
    );
    assert.equal(verdict(given), 'proxy-in-the-way');
  });

  it('catches a proxy that is not there itself', () => {
    const log = 'ERROR getaddrinfo ENOTFOUND proxy.corp';
    const given = { boxes: [gateway(['http_proxy=http://proxy.corp:3128'], log), api] };
    assert.equal(verdict(given), 'proxy-in-the-way');
  });

  it('is silent where nothing of it is wrong', () => {
    const found = (env: readonly string[], log = timeout, other: Box = api) =>
      foundBy(cause, scene({ boxes: [gateway(env, log), other] }));
    assert.deepEqual(found([]), [], 'no proxy');
    assert.deepEqual(found(['HTTP_PROXY=http://proxy.corp:3128', 'NO_PROXY=localhost,api']), [], 'exempt');
    assert.deepEqual(found(['HTTP_PROXY=http://proxy.corp:3128'], 'all well'), [], 'no complaint');
    assert.deepEqual(
      found(['HTTP_PROXY=http://proxy.corp:3128'], timeout, { ...api, state: exited(1) }),
      [],
      'api is down',
    );
  });
});
