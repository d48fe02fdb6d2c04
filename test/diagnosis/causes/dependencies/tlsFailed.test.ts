import assert from 'node:assert/strict';
import { tlsFailed as cause } from '../../../../src/diagnosis/causes/dependencies/tlsFailed';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause tls-failed', () => {
  it('catches an expired certificate', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            log: ['12 x509: certificate has expired or is not yet valid: current time 2026-03-01 is after 2026-01-01'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /certificate has expired/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('tells a port that speaks no TLS', () => {
    for (const line of [
      'ERROR <urlopen error TLS/SSL connection has been closed (EOF) (_ssl.c:992)>',
      'ERROR [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)',
      'ERROR Get "https://api:8000": http: server gave HTTP response to HTTPS client',
      'ERROR tls: first record does not look like a TLS handshake',
    ]) {
      const [found] = foundBy(cause, scene({ boxes: [{ state: exited(1), log: [`12 ${line}`] }] }));
      assert.match(found?.title ?? '', /seems to speak plain text/, line);
    }
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs well');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 boom'] }] })), [], 'other words');
  });
});
