import assert from 'node:assert/strict';
import { unexplainedStart as cause } from '../../../../src/diagnosis/causes/start/unexplainedStart';
import { diagnosed, foundBy, notStarted, scene } from '../../dossiers';

describe('cause unexplained-start', () => {
  it('tells the words that no cause knows, without what stands before them', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'web',
            state: notStarted(
              'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: the frobnicator is upset',
            ),
          },
        ],
      }),
    );
    assert.equal(found?.title, 'web cannot start: the frobnicator is upset');
    assert.match(found?.evidence[0]?.excerpt ?? '', /^failed to create task.*frobnicator/);
  });

  it('calls nothing healthy that did not start, and yields to what is known', () => {
    const rules = (error: string) =>
      diagnosed({ boxes: [{ state: notStarted(error) }] }).findings.map(({ rule }) => rule);
    assert.deepEqual(rules('the frobnicator is upset'), ['unexplained-start']);
    assert.deepEqual(rules('unable to find user app: no matching entries in passwd file'), ['user-not-found']);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: { Error: 'an old one' } }] })), [], 'it got over it');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted('', 0) }] })), [], 'nobody started it');
  });
});
