import assert from 'node:assert/strict';
import { waitsForDependency as cause } from '../../../../src/diagnosis/causes/dependencies/waitsForDependency';
import { type Box, exited, foundBy, scene } from '../../dossiers';

const neverStarted = { Status: 'created', Running: false, StartedAt: '0001-01-01T00:00:00Z' };
const labels = (project: string, service: string) => ({
  'com.docker.compose.project': project,
  'com.docker.compose.service': service,
});

/** A service of Compose that was not started, since its database has yet to meet this condition. */
function waiting(condition: string, state: NonNullable<Box['state']>, databaseProject = 'shop'): readonly Box[] {
  const dependsOn = { 'com.docker.compose.depends_on': `db:${condition}:false` };
  return [
    { name: 'shop-api-1', state: neverStarted, config: { Labels: { ...labels('shop', 'api'), ...dependsOn } } },
    { name: 'shop-db-1', state, config: { Labels: labels(databaseProject, 'db') } },
  ];
}

describe('cause waits-for-dependency', () => {
  it('catches an unhealthy one', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: waiting('service_healthy', { Health: { Status: 'unhealthy', FailingStreak: 3, Log: [] } }) }),
    );
    assert.match(found?.title ?? '', /shop-api-1 was not started because its dependency shop-db-1 is unhealthy/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches one that ended', () => {
    const [found] = foundBy(cause, scene({ boxes: waiting('service_started', exited(3)) }));
    assert.match(found?.title ?? '', /does not run \(exit code 3\)/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a job that failed', () => {
    const [found] = foundBy(cause, scene({ boxes: waiting('service_completed_successfully', exited(2)) }));
    assert.match(found?.title ?? '', /ended with exit code 2/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: waiting('service_healthy', { Health: { Status: 'healthy', Log: [] } }) })),
      [],
      'it is healthy',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: waiting('service_completed_successfully', exited(0)) })),
      [],
      'the job is done',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: waiting('service_healthy', { Health: { Status: 'unhealthy', FailingStreak: 3, Log: [] } }, 'other'),
        }),
      ),
      [],
      'another project',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: neverStarted }] })), [], 'no Compose');
  });
});
