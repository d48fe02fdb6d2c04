import assert from 'node:assert/strict';
import { killedFromOutside as cause } from '../../../../src/diagnosis/causes/programs/killedFromOutside';
import { exited, foundBy, scene, verdict } from '../../dossiers';

describe('cause killed-from-outside', () => {
  it('catches docker kill', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(137), events: ['40 start', '10 kill signal=9', '10 die exitCode=137'] }] }),
    );
    assert.match(found?.title ?? '', /docker kill/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches the host', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(137), events: ['40 start', '10 die exitCode=137'] }] }),
    );
    assert.match(found?.title ?? '', /not through the engine/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('does not take a stop for a kill where SIGKILL is the stop signal', () => {
    const events = ['40 start', '10 kill signal=9', '10 die exitCode=137', '10 stop'];
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(137), events }] })), []);
    assert.equal(verdict({ boxes: [{ state: exited(137), events }] }), 'healthy');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(137, { OOMKilled: true }) }] })), [], 'memory');
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [{ state: exited(137), events: ['20 kill signal=15', '10 kill signal=9', '10 die exitCode=137'] }],
        }),
      ),
      [],
      'asked first',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(1) }] })), [], 'another code');
  });
});
