import assert from 'node:assert/strict';
import { healthcheckWrongPort as cause } from '../../../../src/diagnosis/causes/health/healthcheckWrongPort';
import { foundBy, scene } from '../../dossiers';
import { probed } from '../../scenes';

describe('cause healthcheck-wrong-port', () => {
  it('catches 8080 for 3000', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          probed(
            { exitCode: 1, output: 'curl: (7) Failed to connect to localhost port 8080: Connection refused' },
            { log: ['3500 listening on 0.0.0.0:3000'] },
          ),
        ],
      }),
    );
    assert.match(found?.title ?? '', /wrong port: 8080.*3000/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('believes a probe of what listens more than the log, and says nothing of a port that is open inside', () => {
    const asks8080 = { exitCode: 1, output: 'curl: (7) Failed to connect to localhost port 8080: Connection refused' };
    const dossier = scene({ boxes: [probed(asks8080, { log: [] })] });
    const listening = (address: string, port: number) => ({
      ...dossier,
      containers: dossier.containers.map((one) => ({
        ...one,
        probes: [
          {
            ...{ kind: 'listening' as const, at: '2026-11-01T12:00:00Z' },
            sockets: [
              { protocol: 'tcp' as const, address, port },
              { protocol: 'tcp' as const, address: '0.0.0.0', port: 9000 },
            ],
          },
        ],
      })),
    });
    const [found] = foundBy(cause, listening('0.0.0.0', 3000));
    assert.match(found?.title ?? '', /wrong port: 8080, while the program listens on 3000, 9000/);
    assert.match(found?.explanation ?? '', /A probe saw/);
    assert.ok(found?.evidence.some(({ source }) => source === 'probe'));
    assert.deepEqual(foundBy(cause, listening('127.0.0.1', 8080)), []);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            probed(
              { exitCode: 1, output: 'curl: (7) Failed to connect to localhost port 8080: Connection refused' },
              { log: ['3500 listening on 0.0.0.0:8080'] },
            ),
          ],
        }),
      ),
      [],
      'the right port',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            probed({ exitCode: 0, output: 'ok', status: 'healthy' }, { log: ['3500 listening on 0.0.0.0:3000'] }),
          ],
        }),
      ),
      [],
      'healthy',
    );
  });
});
