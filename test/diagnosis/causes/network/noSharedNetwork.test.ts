import assert from 'node:assert/strict';
import { noSharedNetwork as cause } from '../../../../src/diagnosis/causes/network/noSharedNetwork';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

const symptom = 'web cannot reach the api';
const web: Box = { name: 'web', config: { Env: ['API_URL=http://api:8000'] }, networks: { front: {} } };
const api = (network: string): Box => ({ name: 'api', networks: { [network]: { Aliases: ['api'] } } });

describe('cause no-shared-network', () => {
  it('catches neighbours whom settings or the person name', () => {
    assert.match(
      foundBy(cause, scene({ boxes: [web, api('back')] }), symptom)[0]?.title ?? '',
      /web and api are not on the same network: front and back/,
    );
    assert.equal(verdict({ boxes: [web, api('back')] }, symptom), 'no-shared-network');
    assert.equal(
      foundBy(cause, scene({ boxes: [{ name: 'web', networks: { front: {} } }, api('back')] }), symptom).length,
      1,
    );
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [web, api('front')] }), symptom), [], 'one network');
    assert.deepEqual(foundBy(cause, scene({ boxes: [web, api('back')] })), [], 'nobody complains');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [web, { ...api('back'), state: exited(1) }] }), symptom),
      [],
      'api is down',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ ...web, networks: { host: {} } }, api('back')] }), symptom),
      [],
      'the host’s network',
    );
    const other: Box = { name: 'mail', networks: { back: {} } };
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ name: 'web', networks: { front: {} } }, other] }), symptom),
      [],
      'nobody means it',
    );
  });
});
