// What keeps a compose file from being deployed as a stack: each finding with its line, and files without any.

import assert from 'node:assert/strict';
import { parseCompose } from '../../../src/documents/compose/parseCompose';
import { stackNameTrouble, suggestedStackName } from '../../../src/documents/compose/stackNames';
import { stackProblems } from '../../../src/documents/compose/stackProblems';

const found = (text: string, severity?: 'error' | 'warning') =>
  stackProblems(parseCompose(text, { variable: (name) => (name === 'SET' ? 'x' : undefined) }), 'shop')
    .filter((one) => severity === undefined || one.severity === severity)
    .map(({ code, range }) => `${code} ${range.start.line + 1}`);

const inService = (lines: string) => found(`services:\n  web:\n    image: x\n${lines.replace(/^/gm, '    ')}\n`);

describe('what speaks against deploying a compose file', () => {
  it('is nothing for a file that fits', () => {
    const text = `
x-all: {a: 1}
services:
  web:
    x-own: 1
    image: a
    ports: ["80:80", "80:80/udp", {target: 90, published: 91, mode: host}]
    networks: [front, default]
    volumes: [data:/data, /anon]
    secrets: [key]
    configs: [site]
    restart: always
    healthcheck: {test: "true", interval: 1m30s}
    deploy: {mode: global}
  job: {image: "\${SET}", deploy: {mode: replicated-job, replicas: 0}, ports: [{target: 90, published: 91, mode: host}]}
networks: {front: }
volumes: {data: }
secrets: {key: {external: true}}
configs: {site: {file: x}}
`;
    assert.deepEqual(found(text), []);
  });

  it('names services without an image, and those that would have to be built', () => {
    assert.deepEqual(
      found('services:\n  a: {}\n  b:\n    build: .\n  c:\n    image: x\n    build: .\n  d: {image: " "}\n'),
      ['no-image 2', 'build-only 4', 'build-ignored 7', 'no-image 8'],
    );
  });

  it('names services that swarm cannot call so', () => {
    assert.deepEqual(
      found(`services:\n  a.b: {image: x}\n  c-: {image: x}\n  ${'d'.repeat(60)}: {image: x}\n  ok_1: {image: x}\n`),
      ['service-name 2', 'service-name 3', 'service-name 4'],
    );
  });

  it('names what a stack refuses and what it passes over', () => {
    assert.deepEqual(inService('extends: b\nmem_limit: 1g\ncontainer_name: x\ndepends_on: [b]\nprivileged: true'), [
      'key-refused 4',
      'key-refused 5',
      'key-ignored 6',
      'key-ignored 7',
      'key-ignored 8',
    ]);
    assert.deepEqual(found('name: x\nservices: {a: {image: x}}\n'), ['key-ignored 1']);
  });

  it('names what is used and not defined', () => {
    assert.deepEqual(
      inService('networks: [nope]\nvolumes: ["data:/x", "./a:/b"]\nsecrets: [s]\nconfigs: [{source: c}]'),
      ['undefined-network 4', 'undefined-volume 5', 'bind-mount 5', 'undefined-secret 6', 'undefined-config 7'],
    );
    assert.deepEqual(found('services: {a: {image: x}}\nsecrets:\n  s: {}\nconfigs:\n  c: {name: d}\n'), [
      'secret-without-file 3',
      'config-without-file 5',
    ]);
  });

  it('judges ports, replicas, modes and durations', () => {
    assert.deepEqual(
      inService('ports: ["80:1", "127.0.0.1:81:2"]\ndeploy:\n  replicas: -1\n  update_config: {delay: 5}'),
      ['host-ip-ignored 4', 'replicas 6', 'duration 7'],
    );
    assert.deepEqual(inService('deploy:\n  mode: globl'), ['deploy-mode 5']);
    assert.deepEqual(inService('deploy: {mode: global, replicas: 2}'), ['replicas 4']);
    assert.deepEqual(inService('healthcheck: {disable: true, test: x}'), ['healthcheck 4']);
    assert.deepEqual(found('services:\n  a: {image: x, ports: ["80:1"]}\n  b: {image: x, ports: ["80:2"]}\n'), [
      'port-twice 3',
    ]);
  });

  it('names each variable without a value once', () => {
    assert.deepEqual(
      found('services:\n  a:\n    image: §{NO}:§{NO}\n    user: §{NO}§{SET}§{D:-1}\n'.replaceAll('§', '$')),
      ['variable-unset 3'],
    );
  });

  it('says once that there are no services', () => {
    for (const text of ['', '{}', 'services: {}', 'services:\n', 'networks: {a: }'])
      assert.deepEqual(
        found(text).map((one) => one.split(' ')[0]),
        ['no-services'],
        text,
      );
  });
});

describe('names of stacks', () => {
  it('are what services can be called after', () => {
    for (const good of ['a', 'shop', 'My_shop-2', '1']) assert.equal(stackNameTrouble(good), undefined, good);
    for (const bad of ['', ' ', '-a', 'a-', 'a b', 'a.b', 'ü', 'x'.repeat(51)]) assert(stackNameTrouble(bad), bad);
  });

  it('are suggested from any folder', () => {
    const names = ['My Shop (2)', '_x_', '...', 'ÄÖ', 'a'.repeat(80), 'shop'].map(suggestedStackName);
    assert.deepEqual(names, ['my-shop-2', 'x', 'stack', 'stack', 'a'.repeat(50), 'shop']);
  });
});
