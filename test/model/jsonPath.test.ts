import assert from 'node:assert/strict';
import { jsonPath } from '../../src/model/jsonPath';

describe('jsonPath', () => {
  it('reads as jq and JavaScript write it', () => {
    const json = {
      State: { Health: { Log: [{ Output: 'x' }] } },
      Config: { Labels: { 'com.docker.compose.project': 'shop', 'a/b~c"d': '', 0: '' } },
    };
    assert.equal(jsonPath(json, '/State/Health/Log/0/Output'), 'State.Health.Log[0].Output');
    assert.equal(
      jsonPath(json, '/Config/Labels/com.docker.compose.project'),
      'Config.Labels["com.docker.compose.project"]',
    );
    assert.equal(jsonPath(json, '/Config/Labels/a~1b~0c"d'), 'Config.Labels["a/b~c\\"d"]');
    // A member that is called by a number is no item of a list.
    assert.equal(jsonPath(json, '/Config/Labels/0'), 'Config.Labels["0"]');
    assert.equal(jsonPath([['x']], '/0/0'), '[0][0]');
    assert.equal(jsonPath(json, ''), '');
  });
});
