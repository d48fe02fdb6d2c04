import assert from 'node:assert/strict';
import { missingModule as cause } from '../../../../src/diagnosis/causes/programs/missingModule';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause missing-module', () => {
  it('catches Python', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ["12 ModuleNotFoundError: No module named 'flask'"] }] }),
    );
    assert.match(found?.title ?? '', /flask is missing/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches Node.js', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ["12 Error: Cannot find module 'express'"] }] }),
    );
    assert.match(found?.title ?? '', /express/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ log: ["12 ERROR No module named 'ujson', falling back"] }] })),
      [],
      'it runs',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 boom'] }] })), [], 'other words');
  });
});
