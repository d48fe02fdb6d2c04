import assert from 'node:assert/strict';
import { probeById, probeOffers, probes } from '../../src/probes/probeSet';
import { exited, scene } from '../diagnosis/dossiers';

describe('offers of probes', () => {
  const box = {
    config: {
      Env: ['DB_URL=postgres://u:p@db/shop', 'CACHE=redis:6379'],
      Healthcheck: { Test: ['CMD', 'true'] },
    },
    mounts: [
      { Type: 'volume', Name: 'files', Destination: '/data', RW: true },
      { Type: 'tmpfs', Destination: '/tmp', RW: true },
    ],
  };

  it('fit the container, name it in their arguments, and say where they act', () => {
    const offers = probeOffers(scene({ boxes: [box] }));
    assert.deepEqual(
      offers.map(({ title }) => title),
      [
        'See what listens inside',
        'Connect to db:5432 from inside',
        'Connect to redis:6379 from inside',
        'Resolve db from inside',
        'Resolve redis from inside',
        'Run the health check by hand',
        'Read the owner of /data',
        'Ask the registry for acme/web:1',
      ],
    );
    const [, connect] = offers;
    assert.equal(connect?.command, 'dockhound.probe');
    assert.deepEqual(connect?.arguments[1], { probe: 'connect', host: 'db', port: 5432, fromPanel: true });
    assert.equal(connect?.arguments[0].kind, 'container');
    for (const probe of probes) {
      const target = { id: 'x', name: 'web', engine: 'lab', facts: factsOf(scene({ boxes: [box] })) };
      const said = probe.says(target, { host: 'db', port: 5432, path: '/data' });
      assert.ok(said.includes('lab'), said);
      assert.equal(probe.id === 'pull' || said.includes('web'), true, said);
    }
  });

  it('are only what can be asked of a container that has ended', () => {
    const titles = probeOffers(scene({ boxes: [{ ...box, state: exited(1) }] })).map(({ probe }) => probe);
    assert.deepEqual(titles, ['ownership', 'pull']);
  });

  it('refuse a probe that there is none of', () => {
    assert.throws(() => probeById('format'), /There is no probe format/);
  });
});

function factsOf(dossier: ReturnType<typeof scene>) {
  const [first] = dossier.containers;
  assert.ok(first?.facts.known);
  return first.facts.value;
}
