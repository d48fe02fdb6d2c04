import assert from 'node:assert/strict';
import { jsonPath, pointerOf } from '../../src/model/jsonPath';

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

describe('pointerOf', () => {
  const json = {
    State: { Health: { Log: [{ Output: 'no' }] } },
    NetworkSettings: { Networks: { 'shop.default': { Aliases: ['db'] } } },
    'a/b': { '~': 1 },
    Ports: {},
  };
  it('finds what a person writes, and as much of it as is there', () => {
    assert.equal(pointerOf(json, 'State.Health.Log[0].Output'), '/State/Health/Log/0/Output');
    assert.equal(
      pointerOf(json, 'NetworkSettings.Networks.shop.default.Aliases'),
      '/NetworkSettings/Networks/shop.default/Aliases',
    );
    assert.equal(pointerOf(json, 'a/b.~'), '/a~1b/~0');
    assert.equal(pointerOf(json, 'State.Health.Log[7]'), '/State/Health/Log');
    assert.equal(pointerOf(json, 'Ports.8080'), '/Ports');
    for (const path of ['Nothing.there', '', 'Stat', 'PortsX']) assert.equal(pointerOf(json, path), '');
  });

  it('leads back to what jsonPath writes', () => {
    const pointer = '/State/Health/Log/0/Output';
    assert.equal(pointerOf(json, jsonPath(json, pointer)), pointer);
  });
});
