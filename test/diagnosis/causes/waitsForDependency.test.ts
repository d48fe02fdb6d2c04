import assert from 'node:assert/strict';
import { waitsForDependency as cause } from '../../../src/diagnosis/causes/waitsForDependency';
import { exited, foundBy, scene } from '../dossiers';

describe('cause waits-for-dependency', () => {
  it('catches an unhealthy one', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'shop-api-1',
            state: { Status: 'created', Running: false, StartedAt: '0001-01-01T00:00:00Z' },
            config: {
              Labels: {
                'com.docker.compose.project': 'shop',
                'com.docker.compose.service': 'api',
                'com.docker.compose.depends_on': 'db:service_healthy:false',
              },
            },
          },
          {
            name: 'shop-db-1',
            state: { Health: { Status: 'unhealthy', FailingStreak: 3, Log: [] } },
            config: { Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'db' } },
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /shop-api-1 was not started because its dependency shop-db-1 is unhealthy/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches one that ended', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'shop-api-1',
            state: { Status: 'created', Running: false, StartedAt: '0001-01-01T00:00:00Z' },
            config: {
              Labels: {
                'com.docker.compose.project': 'shop',
                'com.docker.compose.service': 'api',
                'com.docker.compose.depends_on': 'db:service_started:false',
              },
            },
          },
          {
            name: 'shop-db-1',
            state: exited(3),
            config: { Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'db' } },
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /does not run \(exit code 3\)/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a job that failed', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'shop-api-1',
            state: { Status: 'created', Running: false, StartedAt: '0001-01-01T00:00:00Z' },
            config: {
              Labels: {
                'com.docker.compose.project': 'shop',
                'com.docker.compose.service': 'api',
                'com.docker.compose.depends_on': 'db:service_completed_successfully:false',
              },
            },
          },
          {
            name: 'shop-db-1',
            state: exited(2),
            config: { Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'db' } },
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /ended with exit code 2/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              name: 'shop-api-1',
              state: { Status: 'created', Running: false, StartedAt: '0001-01-01T00:00:00Z' },
              config: {
                Labels: {
                  'com.docker.compose.project': 'shop',
                  'com.docker.compose.service': 'api',
                  'com.docker.compose.depends_on': 'db:service_healthy:false',
                },
              },
            },
            {
              name: 'shop-db-1',
              state: { Health: { Status: 'healthy', Log: [] } },
              config: { Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'db' } },
            },
          ],
        }),
      ),
      [],
      'it is healthy',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              name: 'shop-api-1',
              state: { Status: 'created', Running: false, StartedAt: '0001-01-01T00:00:00Z' },
              config: {
                Labels: {
                  'com.docker.compose.project': 'shop',
                  'com.docker.compose.service': 'api',
                  'com.docker.compose.depends_on': 'db:service_completed_successfully:false',
                },
              },
            },
            {
              name: 'shop-db-1',
              state: exited(0),
              config: { Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'db' } },
            },
          ],
        }),
      ),
      [],
      'the job is done',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              name: 'shop-api-1',
              state: { Status: 'created', Running: false, StartedAt: '0001-01-01T00:00:00Z' },
              config: {
                Labels: {
                  'com.docker.compose.project': 'shop',
                  'com.docker.compose.service': 'api',
                  'com.docker.compose.depends_on': 'db:service_healthy:false',
                },
              },
            },
            {
              name: 'shop-db-1',
              state: { Health: { Status: 'unhealthy', FailingStreak: 3, Log: [] } },
              config: { Labels: { 'com.docker.compose.project': 'other', 'com.docker.compose.service': 'db' } },
            },
          ],
        }),
      ),
      [],
      'another project',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ state: { Status: 'created', Running: false, StartedAt: '0001-01-01T00:00:00Z' } }] }),
      ),
      [],
      'no Compose',
    );
  });
});
