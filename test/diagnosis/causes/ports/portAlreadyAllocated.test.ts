import assert from 'node:assert/strict';
import { portAlreadyAllocated as cause } from '../../../../src/diagnosis/causes/ports/portAlreadyAllocated';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause port-already-allocated', () => {
  it('catches with the holder', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'new',
            state: notStarted(
              'driver failed programming external connectivity on endpoint new (26aa): Bind for 0.0.0.0:8080 failed: port is already allocated',
            ),
          },
          { name: 'old', ports: { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }] } },
        ],
      }),
    );
    assert.match(found?.title ?? '', /8080 is already allocated, it is taken by old/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches without one', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: notStarted('Bind for 0.0.0.0:8080 failed: port is already allocated') }] }),
    );
    assert.match(found?.title ?? '', /by another container/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ state: notStarted('listen tcp4 0.0.0.0:8080: bind: address already in use') }] }),
      ),
      [],
      'a process of the host',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
  });
});
