import assert from 'node:assert/strict';
import { gpuRuntimeMissing as cause } from '../../../../src/diagnosis/causes/start/gpuRuntimeMissing';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause gpu-runtime-missing', () => {
  it('catches: no toolkit', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: notStarted('could not select device driver "" with capabilities: [[gpu]]') }] }),
    );
    assert.match(found?.title ?? '', /GPU driver/);
    assert.ok(found?.evidence[0]?.excerpt.includes('device driver'));
  });

  it('is silent about other words, and about a container that runs', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted('the frobnicator failed') }] })), []);
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), []);
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ state: { Error: 'could not select device driver "" with capabilities: [[gpu]]' } }] }),
      ),
      [],
    );
  });
});
