import assert from 'node:assert/strict';
import { killedByHealthCheck as cause } from '../../../../src/diagnosis/causes/health/killedByHealthCheck';
import { foundBy, scene } from '../../dossiers';
import { failed, task } from '../../pictures';

const dead = failed('a', 8, { error: 'task: non-zero exit (137): dockerexec: unhealthy container', exitCode: 137 });
const container = { Healthcheck: { Test: ['CMD-SHELL', 'curl -f http://localhost:8000/ping'] } };

describe('cause killed-by-health-check', () => {
  it('catches a node out of reach', () => {
    const [found] = foundBy(cause, scene({ crews: [{ container, tasks: [dead], boxes: { a: ['working'] } }] }));
    assert.match(found?.title ?? '', /killed by swarm because its health check fails: curl/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches with an access log', () => {
    const [found] = foundBy(
      cause,
      scene({ crews: [{ container, tasks: [dead], boxes: { a: ['"GET /ping HTTP/1.1" 404'] } }] }),
    );
    assert.match(found?.title ?? '', /\(\/ping gets 404\)/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ crews: [{ container, tasks: [failed('a', 8)], boxes: { a: ['x'] } }] })),
      [],
      'it failed by itself',
    );
    assert.deepEqual(foundBy(cause, scene({ crews: [{ container, tasks: [task()] }] })), [], 'it runs');
  });
});
