import assert from 'node:assert/strict';
import { startFirstNoRoom as cause } from '../../../../src/diagnosis/causes/services/startFirstNoRoom';
import { type Crew, foundBy, scene } from '../../dossiers';
import { ago, task } from '../../pictures';

interface Updating {
  readonly order?: string;
  readonly waitedSeconds?: number;
  /** The old task fills the first one. */
  readonly slot?: number;
}

/** An update of a service that publishes a host port; its new task waits because of this on the only node. */
function updating(why: string, { order = 'start-first', waitedSeconds = 20, slot = 1 }: Updating = {}): Crew {
  const error = `no suitable node (${why} on 1 node)`;
  const port = { TargetPort: 80, PublishedPort: 8080, PublishMode: 'host', Protocol: 'tcp' };
  return {
    spec: { UpdateConfig: { Order: order }, EndpointSpec: { Ports: [port] } },
    more: { UpdateStatus: { State: 'updating', StartedAt: ago(30) } },
    tasks: [
      task({ id: 'old', slot: 1 }),
      task({ id: 'new', slot, state: 'pending', since: ago(waitedSeconds), error }),
    ],
  };
}

describe('cause start-first-no-room', () => {
  it('catches a host port', () => {
    const [found] = foundBy(cause, scene({ crews: [updating('host-mode port already in use')] }));
    assert.match(found?.title ?? '', /start-first needs the host port 8080 twice/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches resources', () => {
    const [found] = foundBy(cause, scene({ crews: [updating('insufficient resources')] }));
    assert.match(found?.title ?? '', /its reserved CPU and memory twice/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ crews: [updating('host-mode port already in use', { order: 'stop-first' })] })),
      [],
      'stop-first',
    );
    assert.deepEqual(
      foundBy(cause, scene({ crews: [updating('host-mode port already in use', { waitedSeconds: 1 })] })),
      [],
      'just made',
    );
    assert.deepEqual(
      foundBy(cause, scene({ crews: [updating('scheduling constraints not satisfied')] })),
      [],
      'another reason',
    );
    assert.deepEqual(
      foundBy(cause, scene({ crews: [updating('host-mode port already in use', { slot: 2 })] })),
      [],
      'another slot',
    );
  });
});
