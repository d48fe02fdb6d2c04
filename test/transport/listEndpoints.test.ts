import assert from 'node:assert/strict';
import { listEndpoints } from '../../src/engine/listEndpoints';
import { contextFile, contextFolder, fakeSurroundings } from './fakeSurroundings';

describe('listEndpoints', () => {
  it('lists contexts, sockets and recent ones, broken things with what is wrong', async () => {
    const surroundings = fakeSurroundings({
      files: {
        ...contextFile('lab', { Host: 'ssh://ops@lab' }, { Description: 'the lab' }),
        ...contextFile('bad', { Host: 'ftp://x' }),
        [`/home/ann/.docker/contexts/meta/${contextFolder('torn')}/meta.json`]: '{"Name":',
        [`/home/ann/.docker/contexts/meta/${contextFolder('moved')}/meta.json`]: '{"Name":"other"}',
        '/home/ann/.docker/contexts/meta/.DS_Store': '',
        '/home/ann/.docker/config.json': '{"currentContext":"lab"}',
      },
      sockets: { '/var/run/docker.sock': 'denied', '/home/ann/.orbstack/run/docker.sock': 'listening' },
    });
    const recent = [
      { context: 'lab' },
      { url: 'unix:///var/run/docker.sock' },
      { url: 'tcp://far:2375' },
      { url: 'ssh://x:y@z' },
    ];
    const found = await listEndpoints(surroundings, recent);
    const brief = found.map(({ source, label, current, problem }) => [source, label, current, problem !== undefined]);
    assert.deepEqual(brief, [
      ['context', contextFolder('torn').slice(0, 12), false, true],
      ['context', 'bad', false, true],
      ['context', 'lab', true, false],
      ['context', 'other', false, true],
      ['socket', 'local', false, true],
      ['socket', 'OrbStack', false, false],
      ['recent', 'far:2375', false, false],
      ['recent', 'Unreadable address', false, true],
    ]);
    assert.deepEqual(found[2], {
      source: 'context',
      label: 'lab',
      description: 'the lab',
      url: 'ssh://ops@lab',
      current: true,
      choice: { context: 'lab' },
    });
  });

  it('puts DOCKER_HOST first and marks it as current instead of the context', async () => {
    const surroundings = fakeSurroundings({
      env: { DOCKER_HOST: 'tcp://far:1' },
      files: {
        ...contextFile('lab', { Host: 'ssh://lab' }),
        '/home/ann/.docker/config.json': '{"currentContext":"lab"}',
      },
    });
    const found = await listEndpoints(surroundings);
    assert.deepEqual(
      found.map(({ label, description, current }) => [label, description, current]),
      [
        ['far:1', 'DOCKER_HOST', true],
        ['lab', undefined, false],
      ],
    );
  });

  it('says when the folder of contexts cannot be read', async () => {
    const surroundings = fakeSurroundings();
    const listed = await listEndpoints({ ...surroundings, listFolder: () => Promise.reject(new Error('EIO')) });
    assert.match(listed[0]?.problem ?? '', /contexts\/meta cannot be read/);
  });
});
