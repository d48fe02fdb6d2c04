import assert from 'node:assert/strict';
import { startFirstNoRoom as cause } from '../../../src/diagnosis/causes/startFirstNoRoom';
import { foundBy, scene } from '../dossiers';
import { ago, task } from '../pictures';

describe('cause start-first-no-room', () => {
  it('catches a host port', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          {
            spec: {
              UpdateConfig: { Order: 'start-first' },
              EndpointSpec: { Ports: [{ TargetPort: 80, PublishedPort: 8080, PublishMode: 'host', Protocol: 'tcp' }] },
            },
            more: { UpdateStatus: { State: 'updating', StartedAt: ago(30) } },
            tasks: [
              task({ id: 'old', slot: 1 }),
              task({
                id: 'new',
                slot: 1,
                state: 'pending',
                since: ago(20),
                error: 'no suitable node (host-mode port already in use on 1 node)',
              }),
            ],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /start-first needs the host port 8080 twice/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches resources', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          {
            spec: {
              UpdateConfig: { Order: 'start-first' },
              EndpointSpec: { Ports: [{ TargetPort: 80, PublishedPort: 8080, PublishMode: 'host', Protocol: 'tcp' }] },
            },
            more: { UpdateStatus: { State: 'updating', StartedAt: ago(30) } },
            tasks: [
              task({ id: 'old', slot: 1 }),
              task({
                id: 'new',
                slot: 1,
                state: 'pending',
                since: ago(20),
                error: 'no suitable node (insufficient resources on 1 node)',
              }),
            ],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /its reserved CPU and memory twice/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [
            {
              spec: {
                UpdateConfig: { Order: 'stop-first' },
                EndpointSpec: {
                  Ports: [{ TargetPort: 80, PublishedPort: 8080, PublishMode: 'host', Protocol: 'tcp' }],
                },
              },
              more: { UpdateStatus: { State: 'updating', StartedAt: ago(30) } },
              tasks: [
                task({ id: 'old', slot: 1 }),
                task({
                  id: 'new',
                  slot: 1,
                  state: 'pending',
                  since: ago(20),
                  error: 'no suitable node (host-mode port already in use on 1 node)',
                }),
              ],
            },
          ],
        }),
      ),
      [],
      'stop-first',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [
            {
              spec: {
                UpdateConfig: { Order: 'start-first' },
                EndpointSpec: {
                  Ports: [{ TargetPort: 80, PublishedPort: 8080, PublishMode: 'host', Protocol: 'tcp' }],
                },
              },
              more: { UpdateStatus: { State: 'updating', StartedAt: ago(30) } },
              tasks: [
                task({ id: 'old', slot: 1 }),
                task({
                  id: 'new',
                  slot: 1,
                  state: 'pending',
                  since: ago(1),
                  error: 'no suitable node (host-mode port already in use on 1 node)',
                }),
              ],
            },
          ],
        }),
      ),
      [],
      'just made',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [
            {
              spec: {
                UpdateConfig: { Order: 'start-first' },
                EndpointSpec: {
                  Ports: [{ TargetPort: 80, PublishedPort: 8080, PublishMode: 'host', Protocol: 'tcp' }],
                },
              },
              more: { UpdateStatus: { State: 'updating', StartedAt: ago(30) } },
              tasks: [
                task({ id: 'old', slot: 1 }),
                task({
                  id: 'new',
                  slot: 1,
                  state: 'pending',
                  since: ago(20),
                  error: 'no suitable node (scheduling constraints not satisfied on 1 node)',
                }),
              ],
            },
          ],
        }),
      ),
      [],
      'another reason',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [
            {
              spec: {
                UpdateConfig: { Order: 'start-first' },
                EndpointSpec: {
                  Ports: [{ TargetPort: 80, PublishedPort: 8080, PublishMode: 'host', Protocol: 'tcp' }],
                },
              },
              more: { UpdateStatus: { State: 'updating', StartedAt: ago(30) } },
              tasks: [
                task({ id: 'old', slot: 1 }),
                task({
                  id: 'new',
                  slot: 2,
                  state: 'pending',
                  since: ago(20),
                  error: 'no suitable node (host-mode port already in use on 1 node)',
                }),
              ],
            },
          ],
        }),
      ),
      [],
      'another slot',
    );
  });
});
