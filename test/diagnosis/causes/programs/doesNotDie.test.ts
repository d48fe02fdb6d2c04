import assert from 'node:assert/strict';
import { doesNotDie as cause } from '../../../../src/diagnosis/causes/programs/doesNotDie';
import { exited, foundBy, scene, verdict } from '../../dossiers';

describe('cause does-not-die', () => {
  it('catches a kill without an end', () => {
    const given = { boxes: [{ events: ['90 kill signal=15', '80 kill signal=9'] }] };
    assert.match(foundBy(cause, scene(given))[0]?.title ?? '', /killed \(SIGKILL\) 80 s ago/);
    assert.equal(verdict(given), 'does-not-die');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ events: ['5 kill signal=9'] }] })), [], 'a moment ago');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ events: ['80 kill signal=1'] }] })), [], 'a mere signal');
    const again = ['80 kill signal=9', '80 die exitCode=137', '79 start'];
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ events: again }] })), [], 'it was started again');
    const gone = { state: exited(137), events: ['80 kill signal=9', '80 die exitCode=137'] };
    assert.deepEqual(foundBy(cause, scene({ boxes: [gone] })), [], 'it ended');
  });
});
