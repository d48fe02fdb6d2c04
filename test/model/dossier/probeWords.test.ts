import assert from 'node:assert/strict';
import type { ProbeFact } from '../../../src/model/dossier/probeFacts';
import { probeProof, probeWords } from '../../../src/model/dossier/probeWords';

const at = '2026-01-01T00:00:00.000Z';

describe('words of probes', () => {
  const listening = (port: number): ProbeFact => ({
    kind: 'listening',
    at,
    sockets: [{ protocol: 'tcp', address: '0.0.0.0', port }],
  });

  it('tells each fact as a sentence and as evidence', () => {
    const owner: ProbeFact = {
      ...{ kind: 'ownership', at, path: '/data', uid: 0, gid: 0, mode: 0o755 },
      ...{ runsAsUid: 999, runsAsGid: 999, writable: 'no' },
    };
    assert.equal(
      probeWords(owner, 'db'),
      '/data of db belongs to 0:0 (0755); its program runs as 999:999 and may not write there.',
    );
    assert.deepEqual(probeProof(owner), {
      source: 'probe',
      path: 'stat /data',
      excerpt: '0:0 0755, program 999:999',
      at,
    });
    assert.equal(probeWords(listening(80), 'web'), 'web listens on 0.0.0.0:80.');
    assert.match(probeWords({ kind: 'listening', at, sockets: [] }, 'web'), /Nothing listens/);
    const checked = (output: string): ProbeFact => ({
      ...{ kind: 'healthcheck', at, test: ['CMD', 'check'], exitCode: 1, timedOut: false, tookMs: 54, output },
    });
    const ended = 'The health check of web ended with 1 after 54 ms';
    assert.equal(probeWords(checked('wget: error\r\n404\n'), 'web'), `${ended}: wget: error 404`);
    assert.equal(probeWords(checked(' \n'), 'web'), `${ended}, and printed nothing.`);
  });
});
