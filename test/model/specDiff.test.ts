import assert from 'node:assert/strict';
import { specChanges } from '../../src/model/specDiff';

const spec = (container: object, more: object = {}) =>
  JSON.parse(JSON.stringify({ Name: 'web', TaskTemplate: { ContainerSpec: container }, ...more }));
const at = 'TaskTemplate.ContainerSpec.';

describe('what differs between two specs', () => {
  it('is nothing where they are alike', () => {
    const one = spec({ Image: 'x', Env: ['A=1'], Args: ['a', 'b'] });
    assert.deepEqual(specChanges(one, JSON.parse(JSON.stringify(one))), []);
    assert.deepEqual(specChanges(spec({ Env: ['A=1', 'B=2'] }), spec({ Env: ['B=2', 'A=1'] })), []);
  });

  it('is named by path, with before and after', () => {
    const before = spec({ Image: 'x:1', Env: ['A=1', 'GONE=2'], Args: ['a', 'b'] });
    const after = spec({ Image: 'x:2', Env: ['NEW=', 'A=3'], Args: ['b', 'a'] }, { Labels: { team: 'blue' } });
    assert.deepEqual(specChanges(before, after), [
      { path: `${at}Image`, before: 'x:1', after: 'x:2' },
      { path: `${at}Env.A`, before: '1', after: '3' },
      { path: `${at}Env.GONE`, before: '2' },
      { path: `${at}Env.NEW`, after: '' },
      { path: `${at}Args`, before: '["a","b"]', after: '["b","a"]' },
      { path: 'Labels', after: '{"team":"blue"}' },
    ]);
  });

  it('matches items by what they are', () => {
    const before = spec({ Mounts: [{ Target: '/a', Source: 'x' }] });
    const after = spec({
      Mounts: [
        { Target: '/b', Source: 'y' },
        { Target: '/a', Source: 'z' },
      ],
    });
    assert.deepEqual(
      specChanges(before, after).map(({ path }) => path),
      [`${at}Mounts./a.Source`, `${at}Mounts./b`],
    );
    const ports = (...published: number[]) =>
      spec({}, { EndpointSpec: { Ports: published.map((port, i) => ({ TargetPort: 80 + i, PublishedPort: port })) } });
    assert.deepEqual(specChanges(ports(1, 2), ports(1, 3)), [
      { path: 'EndpointSpec.Ports.81/tcp.PublishedPort', before: '2', after: '3' },
    ]);
  });

  it('says that a secret changed without saying it', () => {
    const before = spec({ Env: ['DB_PASSWORD=hunter2'], Args: ['--token=hunter2'] });
    const after = spec({ Env: ['DB_PASSWORD=swordfish'], Args: ['--token=swordfish'] });
    const changes = specChanges(before, after);
    assert.equal(changes.length, 2);
    assert.doesNotMatch(JSON.stringify(changes), /hunter2|swordfish/);
    assert.match(changes[0]?.after ?? '', /another one/);
  });
});
