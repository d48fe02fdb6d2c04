import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/engine/engine';
import { maskText } from '../../../src/model/maskSecrets';
import { draftLeaf, emptyDraft, emptyItems, type ServiceDraft } from '../../../src/model/serviceDraft';
import { applyDraft } from '../../../src/operations/serviceDraft/applyDraft';
import { createCommand } from '../../../src/operations/serviceDraft/createCommand';
import { describeChange, draftChanges } from '../../../src/operations/serviceDraft/draftChanges';
import { fromSpec } from '../../../src/operations/serviceDraft/fromSpec';
import { leftMasked, maskDraft, unmaskDraft } from '../../../src/operations/serviceDraft/maskDraft';
import { readDraft } from '../../../src/operations/serviceDraft/readDraft';

const lookups = { networkName: String, networkId: String, fileId: () => undefined };
const secret: ServiceDraft = {
  ...emptyDraft,
  args: 'server --password=hunter2 -v',
  env: [
    { name: 'DB_PASSWORD', value: 'hunter2' },
    { name: 'URL', value: 'http://me:hunter2@host/' },
    { name: 'PLAIN', value: 'seen' },
  ],
};

describe('a draft that is shown', () => {
  it('holds no secret, and gets them back', () => {
    const masked = maskDraft(secret);
    assert.doesNotMatch(JSON.stringify(masked), /hunter2/);
    assert.match(JSON.stringify(masked), /seen/);
    assert.deepEqual(unmaskDraft(masked, secret), secret);
  });

  it('takes what was written over the dots', () => {
    const masked = maskDraft(secret);
    const typed = { ...masked, env: [{ name: 'DB_PASSWORD', value: 'new' }, ...masked.env.slice(1)] };
    assert.equal(unmaskDraft(typed, secret).env[0]?.value, 'new');
  });

  it('never takes dots for a value', () => {
    const renamed = { ...emptyDraft, env: [{ name: 'OTHER', value: maskText }] };
    assert.equal(leftMasked(unmaskDraft(renamed, secret)), 'env.0.value');
    assert.equal(leftMasked(unmaskDraft(maskDraft(secret), secret)), undefined);
  });

  it('says what changed without saying a secret', () => {
    const changed = { ...secret, args: '', env: [{ name: 'DB_PASSWORD', value: 'swordfish' }] };
    const words = draftChanges(secret, changed).map(describeChange).join('\n');
    assert.doesNotMatch(words, /hunter2|swordfish/);
    assert.match(words, /env DB_PASSWORD: •+ \(changed\)/);
    assert.match(words, /env PLAIN: seen → none/);
  });
});

describe('a draft from a program', () => {
  it('is read in short forms', () => {
    const { draft, problems } = readDraft({
      name: 'web',
      replicas: 3,
      command: ['sh', '-c', 'echo "a b"'],
      ports: ['8080:80', '53/udp', { target: 81, mode: 'host' }],
      networks: ['front'],
      env: { A: '1', B: 2 },
      labels: ['x=y'],
      limits: { cpus: 0.5 },
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      [draft.replicas, draft.command, draft.networks, draft.limits.cpus],
      ['3', `sh -c 'echo "a b"'`, [{ name: 'front', aliases: '' }], '0.5'],
    );
    assert.deepEqual(draft.ports, [
      { ...emptyItems.ports, target: '80', published: '8080' },
      { ...emptyItems.ports, target: '53', protocol: 'udp' },
      { ...emptyItems.ports, target: '81', mode: 'host' },
    ]);
    assert.deepEqual(draft.env, [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ]);
    assert.deepEqual(draft.labels, [{ name: 'x', value: 'y' }]);
  });

  it('keeps what is not said, and takes variables away by null', () => {
    const { draft } = readDraft({ env: { PLAIN: null, NEW: 'x' } }, secret);
    assert.deepEqual(
      draft.env.map(({ name }) => name),
      ['DB_PASSWORD', 'URL', 'NEW'],
    );
    assert.equal(draft.args, secret.args);
  });

  it('names what it does not understand', () => {
    const given = {
      nme: 'x',
      replicas: [],
      mode: 'many',
      ports: 'x',
      env: 3,
      mounts: [{ readonly: 'yes' }],
      limits: 1,
    };
    assert.deepEqual(
      readDraft(given).problems.map(({ field }) => field),
      ['nme', 'replicas', 'mode', 'ports', 'env', 'mounts.0.readonly', 'limits'],
    );
    for (const odd of [null, 3, 'x', []]) assert.equal(readDraft(odd).problems.length, 1);
  });

  it('has paths for each of its values', () => {
    assert.equal(draftLeaf(secret, 'env.2.value'), 'seen');
    for (const path of ['', 'env', 'env.9.value', 'constructor', '__proto__', 'env.0.toString']) {
      assert.equal(draftLeaf(secret, path), undefined, path);
    }
  });
});

describe('the command line of a draft', () => {
  it('is what a person would type', () => {
    const draft: ServiceDraft = {
      ...emptyDraft,
      ...{ name: 'web', image: 'nginx:1.27', command: 'sh -c', args: `'echo "$HOME"; sleep 1'`, replicas: '2' },
      ports: [{ ...emptyItems.ports, target: '80', published: '8080' }],
      mounts: [{ type: 'bind', source: '/a,b', target: '/data', readonly: true }],
      env: [{ name: 'A', value: `it's` }],
      health: { ...emptyDraft.health, kind: 'none' },
    };
    assert.equal(
      createCommand(draft),
      [
        'docker service create',
        '--name web',
        '--replicas 2',
        '--entrypoint sh',
        '--publish published=8080,target=80',
        `--mount 'type=bind,"source=/a,b",target=/data,readonly=true'`,
        `--env 'A=it'\\''s'`,
        '--no-healthcheck',
        `nginx:1.27 -c 'echo "$HOME"; sleep 1'`,
      ].join(' \\\n  '),
    );
  });
});

describe('a changed item of a spec', () => {
  it('keeps what the draft says nothing of', () => {
    const mount = { Type: 'bind', Source: '/a', Target: '/data', BindOptions: { Propagation: 'rshared' } };
    const port = { Protocol: 'tcp', TargetPort: 80, PublishedPort: 1, PublishMode: 'ingress', Name: 'http' };
    const spec: JsonObject = {
      Mode: { Replicated: { Replicas: 1 } },
      TaskTemplate: { ContainerSpec: { Mounts: [mount] } },
      EndpointSpec: { Ports: [port] },
    };
    const draft = fromSpec(spec, lookups);
    const changed = {
      ...draft,
      mounts: draft.mounts.map((one) => ({ ...one, readonly: true })),
      ports: draft.ports.map((one) => ({ ...one, mode: 'host' })),
    };
    const written = JSON.stringify(applyDraft(spec, changed, lookups));
    for (const kept of ['"Propagation":"rshared"', '"ReadOnly":true', '"Name":"http"', '"PublishMode":"host"']) {
      assert.ok(written.includes(kept), kept);
    }
    const volume = { ...changed, mounts: changed.mounts.map((one) => ({ ...one, type: 'volume', source: 'x' })) };
    assert.doesNotMatch(JSON.stringify(applyDraft(spec, volume, lookups)), /Propagation/);
  });
});
