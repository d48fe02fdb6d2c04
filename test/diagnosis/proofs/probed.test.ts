// Causes that become certain, or silent, with what a probe found.

import assert from 'node:assert/strict';
import { dependencyNotListening } from '../../../src/diagnosis/causes/dependencies/dependencyNotListening';
import { imageNotFound } from '../../../src/diagnosis/causes/images/imageNotFound';
import { volumePermissionDenied } from '../../../src/diagnosis/causes/permissions/volumePermissionDenied';
import { listensOnLoopback } from '../../../src/diagnosis/causes/ports/listensOnLoopback';
import { publishedPortMismatch } from '../../../src/diagnosis/causes/ports/publishedPortMismatch';
import type { Dossier } from '../../../src/model/dossier/dossier';
import type { ProbeFact } from '../../../src/model/dossier/probeFacts';
import { type Box, exited, foundBy, notStarted, scene } from '../dossiers';

const at = '2026-01-01T00:00:00.000Z';
const ports = { '8000/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }] };

describe('causes with probes', () => {
  it('take the kernel’s word for where a program listens over its own', () => {
    const box: Box = { ports, log: ['3500 Uvicorn running on http://127.0.0.1:8000'] };
    const local = probed(scene({ boxes: [box] }), { web: [listening('127.0.0.1', 8000)] });
    const [found] = foundBy(listensOnLoopback, local);
    assert.equal(found?.confidence, 0.98);
    assert.equal(found?.evidence[0]?.source, 'probe');
    const silent = probed(scene({ boxes: [{ ports, log: [] }] }), { web: [listening('::ffff:127.0.0.1', 8000)] });
    assert.equal(foundBy(listensOnLoopback, silent).length, 1, 'a log that says nothing is no matter');
    const open = probed(scene({ boxes: [box] }), { web: [listening('::', 8000)] });
    assert.deepEqual(foundBy(listensOnLoopback, open), []);
  });

  it('know the port that is meant from what listens', () => {
    const wrong = probed(scene({ boxes: [{ ports, log: [] }] }), { web: [listening('0.0.0.0', 3000)] });
    const [found] = foundBy(publishedPortMismatch, wrong);
    assert.match(found?.title ?? '', /8000 .*3000/);
    assert.equal(found?.confidence, 0.97);
    const said = scene({ boxes: [{ ports, log: ['3500 listening on 0.0.0.0:3000'] }] });
    assert.equal(foundBy(publishedPortMismatch, said).length, 1, 'without a probe its log is believed');
    assert.deepEqual(foundBy(publishedPortMismatch, probed(said, { web: [listening('0.0.0.0', 8000)] })), []);
    assert.deepEqual(
      foundBy(publishedPortMismatch, probed(said, { web: [{ kind: 'listening', at, sockets: [] }] })),
      [],
    );
  });

  it('know whether another container refuses', () => {
    const two = scene({
      boxes: [
        { name: 'api', log: ['5 connect ECONNREFUSED db:5432'], state: exited(1) },
        { name: 'db', depth: 1, networks: { shop: { IPAddress: '172.20.0.3', Aliases: ['db'] } } },
      ],
    });
    const confidence = (facts: Readonly<Record<string, readonly ProbeFact[]>>) =>
      foundBy(dependencyNotListening, probed(two, facts))[0]?.confidence;
    const tried = (outcome: 'refused' | 'open'): ProbeFact => ({
      ...{ kind: 'connection', at, host: 'db', port: 5432, outcome, words: '' },
    });
    assert.equal(confidence({}), 0.65);
    assert.equal(confidence({ api: [tried('refused')] }), 0.9);
    assert.equal(confidence({ db: [listening('0.0.0.0', 80)] }), 0.97);
    assert.equal(confidence({ db: [listening('127.0.0.1', 5432)] }), 0.97);
    assert.equal(confidence({ api: [tried('open')] }), undefined, 'it is over');
  });

  it('know who owns a mount', () => {
    const box: Box = {
      config: { User: '999' },
      mounts: [{ Type: 'volume', Name: 'files', Destination: '/data', RW: true }],
      state: exited(1),
      log: ['12 open /data/a.bin: permission denied'],
    };
    const owned = (writable: 'yes' | 'no'): ProbeFact => ({
      ...{ kind: 'ownership', at, path: '/data', uid: 0, gid: 0, mode: 0o755, runsAsUid: 999, writable },
    });
    const [found] = foundBy(volumePermissionDenied, probed(scene({ boxes: [box] }), { web: [owned('no')] }));
    assert.equal(found?.confidence, 0.98);
    assert.match(found?.explanation ?? '', /belongs to 0:0 \(0755\)/);
    const [unsure] = foundBy(volumePermissionDenied, probed(scene({ boxes: [box] }), { web: [owned('yes')] }));
    assert.equal(unsure?.confidence, 0.8);
  });

  it('say what a registry said', () => {
    const box: Box = { state: notStarted('No such image: acme/web:1') };
    const denied: ProbeFact = {
      ...{ kind: 'pull', at, image: 'acme/web:1', outcome: 'denied', platforms: [], words: 'unauthorized' },
    };
    const [found] = foundBy(imageNotFound, probed(scene({ boxes: [box] }), { web: [denied] }));
    assert.match(found?.explanation ?? '', /does not give acme\/web:1 to this login/);
    assert.ok(found?.evidence.some(({ source, excerpt }) => source === 'probe' && excerpt === 'denied unauthorized'));
  });
});

function listening(address: string, port: number): ProbeFact {
  return { kind: 'listening', at, sockets: [{ protocol: 'tcp', address, port }] };
}

function probed(dossier: Dossier, facts: Readonly<Record<string, readonly ProbeFact[]>>): Dossier {
  return { ...dossier, containers: dossier.containers.map((one) => ({ ...one, probes: facts[one.name] ?? [] })) };
}
