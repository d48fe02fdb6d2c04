import assert from 'node:assert/strict';
import { nextAlong } from '../../../src/cluster/evidence/followDependencies';
import type { ContainerDossier } from '../../../src/model/dossier/dossier';
import { boxDossier, scene } from '../../diagnosis/dossiers';
import { container } from '../../diagnosis/pictures';

const seen = (...dossiers: readonly ContainerDossier[]) => new Set(dossiers.map(({ id }) => id));

describe('whom evidence is read of next', () => {
  it('takes the container whose network is joined, by id or by name', () => {
    const app = container({ id: 'app'.padEnd(64, '0'), name: 'app' });
    const other = container({ id: 'x'.padEnd(64, '0'), name: 'other' });
    const { picture } = scene({ others: [app, other] });
    for (const joined of [app.id, app.name]) {
      const side = boxDossier({ name: 'side', host: { NetworkMode: `container:${joined}` }, networks: {} });
      const wave = nextAlong({ containers: [side], services: [] }, picture, seen(side), 8);
      assert.deepEqual(
        wave.containers.map(({ name }) => name),
        ['app'],
      );
    }
  });

  it('takes those who are mentioned before those who are only near, and no more than may be', () => {
    const on = (name: string) =>
      container({ id: name.padEnd(64, '0'), name, networks: [{ name: 'shop', aliases: [] }] });
    const { picture } = scene({ others: [on('cache'), on('db'), on('mail')] });
    const api = boxDossier({ name: 'api', config: { Env: ['DB_HOST=db'] } });
    const wave = nextAlong({ containers: [api], services: [] }, picture, seen(api), 2);
    assert.deepEqual(
      wave.containers.map(({ name }) => name),
      ['db', 'cache'],
    );
  });
});
