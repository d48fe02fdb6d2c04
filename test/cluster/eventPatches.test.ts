import assert from 'node:assert/strict';
import { consequencesOf, watchedActions } from '../../src/cluster/eventPatches';
import type { EngineObject } from '../../src/model/objects';
import { container, event, node } from './objects';

function of(one: Parameters<typeof consequencesOf>[0], ...known: EngineObject[]) {
  return consequencesOf(one, (kind, id) => known.find((object) => object.kind === kind && object.id === id) as never);
}

describe('what an event means', () => {
  it('believes a die event at once and reads the container again', () => {
    const died = event('container', 'die', 'a', { attributes: { exitCode: '137' } });
    const { patched, inspect } = of(died, container('a'));
    assert.deepEqual(patched, container('a', { state: 'exited', exitCode: 137, since: '2026-01-01T00:00:00.000Z' }));
    assert.deepEqual(inspect, { kind: 'container', id: 'a' });
  });

  it('says nothing of a container it does not know, but reads it', () => {
    assert.deepEqual(of(event('container', 'start', 'a')), {
      inspect: { kind: 'container', id: 'a' },
    });
  });

  it('starts health anew where there is a check, and takes verdicts from events', () => {
    assert.equal(health(of(event('container', 'start', 'a'), container('a', { health: 'unhealthy' }))), 'starting');
    assert.equal(health(of(event('container', 'start', 'a'), container('a'))), 'none');
    const ill = event('container', 'health_status', 'a', { detail: 'unhealthy' });
    assert.equal(health(of(ill, container('a', { health: 'starting' }))), 'unhealthy');
  });

  it('takes the new name of a renamed container without its slash', () => {
    const renamed = event('container', 'rename', 'a', { attributes: { name: '/new', oldName: '/a' } });
    assert.equal((of(renamed, container('a')).patched as { name?: string }).name, 'new');
  });

  it('removes what is destroyed, also in the words of Podman', () => {
    for (const action of ['destroy', 'remove']) {
      assert.deepEqual(of(event('container', action, 'a'), container('a')).removed, { kind: 'container', id: 'a' });
    }
    assert.deepEqual(of(event('volume', 'destroy', 'v')).removed, { kind: 'volume', id: 'v' });
    assert.deepEqual(of(event('image', 'delete', 'sha256:1')).removed, { kind: 'image', id: 'sha256:1' });
  });

  it('hurries tasks for containers of tasks, services and nodes, and not for others', () => {
    const ofTask = event('container', 'die', 'a', { attributes: { 'com.docker.swarm.task.id': 't' } });
    assert.deepEqual(of(ofTask, container('a')).tasks, {});
    assert.deepEqual(of(event('service', 'update', 's')).tasks, { serviceId: 's' });
    assert.deepEqual(of(event('node', 'update', 'n')).tasks, { nodeId: 'n' });
    assert.equal(of(event('container', 'die', 'a'), container('a')).tasks, undefined);
  });

  it('reads the container when a network is connected to it', () => {
    const connected = event('network', 'connect', 'net', { attributes: { container: 'a' } });
    assert.deepEqual(of(connected), { inspect: { kind: 'container', id: 'a' } });
  });

  it('does not take an overlay network for gone when it only left this node', () => {
    const overlay = { kind: 'network', id: 'net', scope: 'swarm' } as EngineObject;
    assert.deepEqual(of(event('network', 'destroy', 'net'), overlay), {
      inspect: { kind: 'network', id: 'net' },
      info: false,
    });
  });

  it('sees a node go down', () => {
    const down = event('node', 'update', 'n', { attributes: { 'state.old': 'ready', 'state.new': 'down' } });
    assert.equal((of(down, node('n')).patched as { state?: string }).state, 'down');
  });

  it('ignores what it does not know and what has no id', () => {
    for (const one of [
      event('builder', 'prune', 'x'),
      event('container', 'exec_start', 'a'),
      event('volume', 'mount', 'v'),
    ]) {
      assert.deepEqual(of(one, container('a')), {});
    }
    assert.deepEqual(of(event('image', 'prune', '')), {});
  });

  it('asks the engine for no event of a health probe', () => {
    // The engine compares by prefix as soon as `health_status` is among the actions (moby daemon/events/filter.go).
    for (const noise of ['exec_create: sh', 'exec_start: sh', 'exec_die', 'attach', 'resize', 'top', 'mount']) {
      assert.equal(
        watchedActions.some((action) => noise.startsWith(action)),
        false,
        noise,
      );
    }
  });
});

function health(found: ReturnType<typeof consequencesOf>): unknown {
  return (found.patched as { health?: string } | undefined)?.health;
}
