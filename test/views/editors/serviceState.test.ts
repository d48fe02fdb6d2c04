// What a lens says of a service, and whom it diagnoses.

import assert from 'node:assert/strict';
import type { Container } from '../../../src/model/container';
import { madeFromFiles, serviceState } from '../../../src/views/editors/serviceState';
import { container, service, TestPicture, task } from '../../diagnosis/pictures';

const labels = { 'com.docker.compose.project.config_files': '/w/compose.yaml' };
const replica = (name: string, more: Partial<Container> = {}) =>
  container({
    id: name,
    name,
    composeProject: 'shop',
    composeService: 'web',
    labels,
    state: 'running',
    health: 'none',
    ...more,
  });

function told(...containers: Container[]) {
  const picture = new TestPicture(...containers);
  const made = madeFromFiles(picture, () => undefined);
  const state = serviceState(made, picture, ({ id }) => id === 'ill');
  return state && [state.words, state.target.name];
}

describe('the state of a service of a file', () => {
  it('is that of its only container, in words', () => {
    assert.deepEqual(told(replica('a')), ['running', 'a']);
    assert.deepEqual(told(replica('a', { health: 'unhealthy' })), ['running, unhealthy', 'a']);
    assert.deepEqual(told(replica('a', { state: 'exited', exitCode: 3 })), ['exited (3)', 'a']);
    assert.equal(told(container({ id: 'x' })), undefined, 'nothing that a file made');
  });

  it('counts several, and diagnoses the one that is ill', () => {
    assert.deepEqual(told(replica('b'), replica('a'), replica('c', { state: 'exited' })), ['2 of 3 running', 'c']);
    assert.deepEqual(told(replica('b'), replica('a', { health: 'unhealthy' })), ['2 of 2 running, 1 unhealthy', 'a']);
    assert.deepEqual(told(replica('a', { state: 'exited' }), replica('ill')), ['1 of 2 running', 'ill']);
  });

  it('is the progress of a service of a stack, and no words where tasks are unknown', () => {
    const web = service({ id: 's1', name: 'shop_web', stack: 'shop', mode: 'replicated', replicas: 2 });
    const picture = new TestPicture(web, task({ serviceId: 's1', state: 'running' }));
    const made = madeFromFiles(picture, () => '/w/stack.yml');
    assert.deepEqual(
      serviceState(made, picture, () => false),
      {
        target: { kind: 'service', id: 's1', name: 'shop_web' },
        words: '1 of 2 running',
      },
    );
    const blind = { all: () => undefined };
    assert.equal(serviceState(made, blind, () => false)?.words, undefined);
  });
});
