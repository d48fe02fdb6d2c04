import assert from 'node:assert/strict';
import { maskSecrets } from '../../../src/model/maskSecrets';
import type { PlainJson } from '../../../src/model/plainJson';
import { inspectFacts } from '../../../src/views/panels/inspectFacts/inspectFacts';
import { sharedLayers } from '../../../src/views/panels/inspectFacts/sharedLayers';

const image: PlainJson = {
  Id: 'sha256:1',
  RootFS: { Layers: ['l1', 'l2'] },
  History: [
    { CreatedBy: '/bin/sh -c #(nop)  ENV API_TOKEN=hunter2', Size: 0, Created: 1_767_225_600, Tags: ['shop:1'] },
    { CreatedBy: 'RUN /bin/sh -c make # buildkit', Size: 3_000_000, Created: 1_767_225_600, Tags: null },
    { CreatedBy: '', Comment: 'Imported from -', Size: 1_000_000, Created: 0 },
  ],
};

describe('the layers of an image', () => {
  it('are listed newest first, with what each weighs and all up to it, secrets masked', () => {
    const { json, masked } = maskSecrets(image);
    const layers = inspectFacts('image', json, masked).find(({ title }) => title === 'Layers');
    assert.deepEqual(
      layers?.table?.rows.map((row) => [...row.slice(0, 5), row[6]].map((cell) => cell?.text)),
      [
        ['3', 'ENV API_TOKEN=••••••••', '0 B', '', '4.0 MB', 'shop:1'],
        ['2', 'RUN make', '3.0 MB', '75.0 %', '4.0 MB', ''],
        ['1', 'Imported from -', '1.0 MB', '25.0 %', '1.0 MB', ''],
      ],
    );
    assert.equal(layers?.table?.rows[0]?.[1]?.masked, '/History/0/CreatedBy');
    assert.equal(layers?.table?.rows[1]?.[3]?.share, 0.75);
    // Made reproducibly: the time says nothing.
    assert.equal(layers?.table?.rows[2]?.[5]?.text, '');
  });

  it('are not guessed where the engine does not tell', () => {
    const [layers] = inspectFacts('image', { Id: 'sha256:1' }, []).filter(({ title }) => title === 'Layers');
    assert.match(layers?.empty ?? '', /did not tell/);
    const odd = [{ History: 'x' }, { History: [null, { Size: 'x', CreatedBy: 7 }] }, { History: [] }] as PlainJson[];
    for (const json of odd) assert.doesNotThrow(() => inspectFacts('image', json, []));
  });

  it('are shared from the bottom up', () => {
    const other = (name: string, ...Layers: string[]) => ({ name, json: { RootFS: { Layers } } });
    const shared = sharedLayers(image, [
      other('base', 'l1'),
      other('none', 'l2', 'l1'),
      other('child', 'l1', 'l2', 'l3'),
    ]);
    assert.deepEqual(
      shared?.table?.rows.map((row) => row.map((cell) => cell.text)),
      [
        ['child', '2 of 2', '4.0 MB'],
        ['base', '1 of 2', '1.0 MB'],
      ],
    );
    const alone = sharedLayers(image, [other('none', 'x'), { name: 'far', json: undefined }]);
    assert.match(alone?.empty ?? '', /No other image .* 1 of the other images was not looked at/);
    assert.equal(sharedLayers({ RootFS: {} }, []), undefined);
    // A step of no size may or may not have made a layer: then no size is told.
    const unclear = { ...(image as object), RootFS: { Layers: ['l1', 'l2', 'l3'] } };
    assert.equal(sharedLayers(unclear, [other('base', 'l1')])?.table?.rows[0]?.[2]?.text, '');
  });
});
