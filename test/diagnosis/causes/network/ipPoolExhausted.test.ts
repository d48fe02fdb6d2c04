import assert from 'node:assert/strict';
import { ipPoolExhausted as cause } from '../../../../src/diagnosis/causes/network/ipPoolExhausted';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause ip-pool-exhausted', () => {
  it('catches: libnetwork', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [{ state: notStarted("no available IPv4 addresses on this network's address pools: tiny (26aa)") }],
      }),
    );
    assert.match(found?.title ?? '', /tiny/);
    assert.ok(found?.evidence[0]?.excerpt.includes('available IPv4'));
  });

  it('is silent about other words, and about a container that runs', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted('the frobnicator failed') }] })), []);
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), []);
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [{ state: { Error: "no available IPv4 addresses on this network's address pools: tiny (26aa)" } }],
        }),
      ),
      [],
    );
  });
});
