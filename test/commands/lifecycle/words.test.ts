import assert from 'node:assert/strict';
import { containerNameProblem } from '../../../src/commands/lifecycle/containerName';
import { swarmTaskNote } from '../../../src/commands/lifecycle/swarmTaskNote';
import { counted, nameList } from '../../../src/commands/lifecycle/words';

describe('the words of the life cycle', () => {
  it('names up to five and counts the rest', () => {
    assert.equal(nameList(['a']), 'a');
    assert.equal(nameList(['a', 'b', 'c']), 'a, b and c');
    assert.equal(nameList(['a', 'b', 'c', 'd', 'e', 'f', 'g']), 'a, b, c, d, e and 2 more');
    assert.equal(counted('container', ['api']), 'container api');
    assert.equal(counted('container', ['a', 'b']), '2 containers');
  });

  it('warns of swarm only where swarm would act', () => {
    const plain = { id: '1', name: 'api', state: 'running' as const };
    assert.equal(swarmTaskNote([plain]), undefined);
    assert.match(
      swarmTaskNote([plain, { ...plain, name: 'web.1.x', service: 'web' }]) ?? '',
      /^web.1.x is a task of web/,
    );
  });

  it('takes the names that Docker takes', () => {
    const taken = (name: string) => name === 'api';
    for (const name of ['ab', 'a.b-c_d', '0x', 'API']) assert.equal(containerNameProblem(name, taken), undefined, name);
    for (const name of ['', 'a', '-ab', '.ab', 'a b', 'a/b', 'ä1', 'api', 'a\n']) {
      assert.ok(containerNameProblem(name, taken), JSON.stringify(name));
    }
  });
});
