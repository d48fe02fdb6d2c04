// Which files an object was made from.

import assert from 'node:assert/strict';
import { parseCompose } from '../../../src/documents/compose/parseCompose';
import { buildOf } from '../../../src/documents/findings/buildOf';
import { originOf } from '../../../src/documents/findings/origin';
import { container, service } from '../../diagnosis/pictures';

const none = () => undefined;

describe('the origin of an object', () => {
  const compose = (labels: Record<string, string>) =>
    originOf(container({ composeProject: 'shop', composeService: 'web', labels }), none);

  it('is what Compose writes on its containers', () => {
    const files = 'com.docker.compose.project.config_files';
    const folder = 'com.docker.compose.project.working_dir';
    assert.deepEqual(compose({ [files]: '/a/compose.yaml,/a/over.yaml', [folder]: '/a' }), {
      files: ['/a/compose.yaml', '/a/over.yaml'],
      service: 'web',
      project: 'shop',
      isStack: false,
    });
    assert.deepEqual(compose({ [files]: 'docker-compose.yml,./b.yml', [folder]: '/a/' })?.files, [
      '/a/docker-compose.yml',
      '/a/b.yml',
    ]);
    assert.deepEqual(compose({ [files]: 'C:\\shop\\compose.yaml' })?.files, ['C:\\shop\\compose.yaml']);
    assert.equal(compose({ [files]: 'compose.yaml' }), undefined, 'relative to nowhere');
    assert.equal(compose({}), undefined);
    assert.equal(originOf(container({ labels: { [files]: '/a/b' } }), none), undefined, 'no service');
  });

  it('is the file that Dockhound deployed the stack from', () => {
    const web = service({ name: 'shop_web', stack: 'shop' });
    assert.deepEqual(
      originOf(web, (stack) => `/stacks/${stack}.yml`),
      {
        files: ['/stacks/shop.yml'],
        service: 'web',
        project: 'shop',
        isStack: true,
      },
    );
    assert.equal(originOf(web, none), undefined);
    assert.equal(
      originOf(service({ name: 'web' }), () => '/x'),
      undefined,
    );
  });

  it('leads on to the Dockerfile', () => {
    const build = (text: string) => {
      const [web] = parseCompose(`services:\n  web:\n    build: ${text}\n`, { variable: none }).services;
      return web && buildOf(web);
    };
    assert.deepEqual(build('./web'), { context: './web', dockerfile: 'Dockerfile' });
    assert.deepEqual(build('{ dockerfile: a.Dockerfile, target: prod }'), {
      context: '.',
      dockerfile: 'a.Dockerfile',
      target: 'prod',
    });
    assert.equal(build('https://example.com/x.git'), undefined);
    assert.equal(build('{ dockerfile_inline: FROM x }'), undefined);
    assert.equal(build(''), undefined);
  });
});
