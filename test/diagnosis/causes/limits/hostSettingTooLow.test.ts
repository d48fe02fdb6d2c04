import assert from 'node:assert/strict';
import { hostSettingTooLow as cause } from '../../../../src/diagnosis/causes/limits/hostSettingTooLow';
import { exited, foundBy, scene, verdict } from '../../dossiers';

const line =
  'bootstrap check failure [1] of [1]: max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]';

describe('cause host-setting-too-low', () => {
  it('catches the bootstrap check of Elasticsearch', () => {
    const given = { boxes: [{ state: exited(78), log: [`12 ${line}`] }] };
    assert.match(foundBy(cause, scene(given))[0]?.title ?? '', /vm\.max_map_count .* wants 262144/);
    assert.equal(verdict(given), 'host-setting-too-low');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ log: [`12 WARNING: ${line}`] }] })), [], 'it only warns');
    const redis = 'WARNING: The TCP backlog setting of 511 cannot be enforced because net.core.somaxconn is set to 128';
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(1), log: [`12 ${redis}`] }] })), [], 'harmless');
  });
});
