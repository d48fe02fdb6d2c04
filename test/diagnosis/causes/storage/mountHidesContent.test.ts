import assert from 'node:assert/strict';
import { mountHidesContent as cause } from '../../../../src/diagnosis/causes/storage/mountHidesContent';
import { type Box, foundBy, scene, verdict } from '../../dossiers';

const log = [
  '3 2026/03/01 11:59:57 [error] 8#8: *1 directory index of "/usr/share/nginx/html/" is forbidden, client: 172.20.0.1',
];
const mounts = [{ Type: 'bind', Source: '/srv/site', Destination: '/usr/share/nginx/html', RW: true }];

describe('cause mount-hides-content', () => {
  it('catches an empty folder over the pages of the image', () => {
    const box: Box = { mounts, log };
    assert.match(
      foundBy(cause, scene({ boxes: [box] }))[0]?.title ?? '',
      /\/srv\/site is mounted on \/usr\/share\/nginx\/html and hides/,
    );
    assert.equal(verdict({ boxes: [box] }), 'mount-hides-content');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ log }] })), [], 'no mount');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ mounts }] })), [], 'no complaint');
  });
});
