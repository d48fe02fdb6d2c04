import assert from 'node:assert/strict';
import { serviceVipSilent as cause } from '../../../../src/diagnosis/causes/network/serviceVipSilent';
import { type Box, type Crew, foundBy, scene, verdict } from '../../dossiers';

const client = (host: string, words = 'No route to host'): Box => ({
  name: 'gateway',
  config: { Env: [`UPSTREAM_URL=http://${host}:8000`] },
  log: [`3 ERROR upstream http://${host}:8000/healthz failed: ${words}`],
});
const crew = (more: Crew = {}): Crew => ({
  name: 'api',
  template: { Networks: [{ Target: 'shop' }] },
  more: { Endpoint: { VirtualIPs: [{ NetworkID: 'shop', Addr: '10.0.1.2/24' }] } },
  ...more,
});

describe('cause service-vip-silent', () => {
  it('catches a virtual IP that does not answer while its tasks run', () => {
    const given = { boxes: [client('api')], crews: [crew()] };
    assert.match(foundBy(cause, scene(given))[0]?.title ?? '', /virtual IP \(VIP\) of the service api \(10\.0\.1\.2\)/);
    assert.equal(verdict(given), 'service-vip-silent');
    assert.equal(verdict({ boxes: [client('api', 'timed out')], crews: [crew()] }), 'service-vip-silent');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [client('tasks.api')], crews: [crew()] })),
      [],
      'past the virtual IP',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [client('api', 'Connection refused')], crews: [crew()] })),
      [],
      'a task answered',
    );
    const dnsrr = crew({ spec: { EndpointSpec: { Mode: 'dnsrr' } }, more: {} });
    assert.deepEqual(foundBy(cause, scene({ boxes: [client('api')], crews: [dnsrr] })), [], 'no virtual IP');
    const down = crew({ tasks: [] });
    assert.deepEqual(foundBy(cause, scene({ boxes: [client('api')], crews: [down] })), [], 'no task runs');
  });
});
