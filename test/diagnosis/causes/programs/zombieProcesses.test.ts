import assert from 'node:assert/strict';
import { zombieProcesses as cause } from '../../../../src/diagnosis/causes/programs/zombieProcesses';
import { foundBy, scene } from '../../dossiers';

describe('cause zombie-processes', () => {
  it('catches many tasks, few processes', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ stats: { pids: 90 }, processes: { threads: 2 } }] }));
    assert.match(found?.title ?? '', /zombie processes/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ stats: { pids: 90 }, processes: { threads: 90 } }] })),
      [],
      'threads explain them',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ stats: { pids: 90 } }] })), [], 'nobody counted');
  });
});
