import assert from 'node:assert/strict';
import { filterOptions } from '../../../webview/events/filterOptions';
import { actionWord } from '../../../webview/shared/eventLooks';

describe('what a filter of events offers', () => {
  it('is all there is and all that is chosen, by its words', () => {
    const counts = [['start', 5] as const, ['die', 2] as const];
    assert.deepEqual(filterOptions(counts, ['oom', 'die'], actionWord), [
      ['die', 'died'],
      ['oom', 'out of memory'],
      ['start', 'start'],
    ]);
  });

  it('tells two apart that are called the same', () => {
    const counts = [['remove', 1] as const, ['destroy', 2] as const, ['die', 2] as const];
    assert.deepEqual(
      filterOptions(counts, [], actionWord).map(([, words]) => words),
      ['died', 'removed (destroy)', 'removed (remove)'],
    );
  });
});
