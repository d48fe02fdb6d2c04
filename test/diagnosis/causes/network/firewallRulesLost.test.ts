import assert from 'node:assert/strict';
import { firewallRulesLost as cause } from '../../../../src/diagnosis/causes/network/firewallRulesLost';
import { exited, foundBy, notStarted, scene, verdict } from '../../dossiers';

const words =
  'driver failed programming external connectivity on endpoint web (8f): (iptables failed: iptables --wait -t nat -A DOCKER -p tcp -d 0/0 --dport 80 -j DNAT --to-destination 172.17.0.2:80 ! -i docker0: iptables: No chain/target/match by that name.\n (exit status 1))';

describe('cause firewall-rules-lost', () => {
  it('catches the words of the engine', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: notStarted(words) }] }));
    assert.match(found?.title ?? '', /iptables: No chain\/target\/match by that name/);
    assert.equal(found?.evidence[0]?.path, 'State.Error');
    assert.equal(verdict({ boxes: [{ state: notStarted(words) }] }), 'firewall-rules-lost');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: [words] }] })),
      [],
      'a program that writes so',
    );
    for (const other of [
      'driver failed programming external connectivity on endpoint web (69d1): Error starting userland proxy: listen tcp4 0.0.0.0:8080: bind: address already in use',
    ]) {
      assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted(other) }] })), [], other);
    }
  });
});
