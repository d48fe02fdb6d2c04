import assert from 'node:assert/strict';
import { createProbeBook, imagePage } from '../../src/cluster/probeBook';
import type { ProbeFact } from '../../src/model/dossier/probeFacts';

const at = '2026-01-01T00:00:00.000Z';

describe('the book of probes', () => {
  const listening = (port: number): ProbeFact => ({
    kind: 'listening',
    at,
    sockets: [{ protocol: 'tcp', address: '0.0.0.0', port }],
  });

  it('keeps the newest fact about the same thing, of one run only', () => {
    const book = createProbeBook();
    const reached: ProbeFact = { kind: 'connection', at, host: 'db', port: 1, outcome: 'open', words: '' };
    book.note('c', 'run 1', [listening(80), reached]);
    book.note('c', 'run 1', [listening(81), { ...reached, port: 2 }]);
    assert.deepEqual(
      book.of('c', 'run 1').map((fact) => (fact.kind === 'connection' ? fact.port : fact.kind)),
      [1, 'listening', 2],
    );
    assert.deepEqual(book.of('c', 'run 2'), [], 'it was started anew');
    book.note('c', 'run 2', [listening(82)]);
    assert.deepEqual(book.of('c', 'run 1'), []);
    for (let i = 0; i < 150; i++) book.note(`other ${i}`, undefined, [listening(i)]);
    assert.deepEqual(book.of('c', 'run 2'), [], 'it is bounded');
    assert.equal(imagePage('shop/web:1@sha256:00ff'), imagePage('shop/web:1'));
  });

  it('remembers which health checks passed, the newest first', () => {
    const book = createProbeBook();
    book.prove({ test: ['CMD', 'a'], where: 'web', at });
    book.prove({ test: ['CMD', 'b'], where: 'web', at });
    book.prove({ test: ['CMD', 'a'], where: 'api', at });
    assert.deepEqual(
      book.proofs.map(({ test, where }) => `${test[1]} ${where}`),
      ['a api', 'b web'],
    );
  });
});
