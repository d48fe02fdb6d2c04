import assert from 'node:assert/strict';
import { timezoneDataMissing as cause } from '../../../../src/diagnosis/causes/programs/timezoneDataMissing';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause timezone-data-missing', () => {
  it('catches Go', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 panic: unknown time zone Europe/Berlin'] }] }),
    );
    assert.match(found?.title ?? '', /does not know the time zone Europe\/Berlin/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches Python', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            log: ["12 zoneinfo._common.ZoneInfoNotFoundError: 'No time zone found with key Asia/Tokyo'"],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /Asia\/Tokyo/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ log: ['12 unknown time zone Europe/Berlin'] }] })),
      [],
      'it runs',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 ERROR time zone is UTC'] }] })),
      [],
      'a zone in use',
    );
  });
});
