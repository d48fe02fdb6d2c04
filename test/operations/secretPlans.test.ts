import assert from 'node:assert/strict';
import type { Engine, JsonObject } from '../../src/engine/engine';
import type { SecretMeta } from '../../src/model/secret';
import { baseName, nextVersion, tooLargeBytes } from '../../src/operations/fileNames';
import { attached, detached, pathInTask, referenceFor, swapped } from '../../src/operations/fileReferences';
import { createFilePlan, rotateFilePlan } from '../../src/operations/secretPlans';
import { SecretValue } from '../../src/operations/secretValue';

const secret = (name: string, labels: Record<string, string> = {}, more: Partial<SecretMeta> = {}): SecretMeta => ({
  ...{ kind: 'secret', id: `id-${name}`, name, version: 1, labels },
  ...more,
});
const bytes = (size: number) => new SecretValue(Buffer.alloc(size, 'x'));
// No call may reach an engine here: everything is refused before.
const around = (files: readonly SecretMeta[]) => ({ engine: {} as Engine, files, services: [], unreadable: 0 });

describe('what swarm takes for a secret', () => {
  const create = (name: string, size = 1, kind: 'secret' | 'config' = 'secret') =>
    createFilePlan(kind, name, bytes(size), {}, around([secret('taken')]));

  it('has a name of its own', () => {
    for (const name of ['a', 'db-pass', 'a_b.c', '9', 'a..b', 'x'.repeat(64)]) assert.equal(create(name).name, name);
    for (const name of ['', '-a', 'a-', '.a', 'a b', 'ä', 'a/b', 'a\n', 'x'.repeat(65)]) {
      assert.throws(() => create(name), { name: 'HumanError' }, JSON.stringify(name));
    }
    assert.throws(() => create('taken'), /taken already/);
  });

  it('has a size', () => {
    create('a', tooLargeBytes.secret - 1);
    create('a', tooLargeBytes.config - 1, 'config');
    assert.throws(() => create('a', tooLargeBytes.secret), /512000 bytes.*less than 512000/);
    assert.throws(() => create('a', tooLargeBytes.config, 'config'), /less than 1024000/);
    assert.throws(() => create('a', 0), /empty/);
  });
});

describe('versions', () => {
  it('go on past every number that is taken', () => {
    assert.equal(nextVersion(secret('a'), [secret('a')]), 'a.v2');
    assert.equal(nextVersion(secret('a'), [secret('a'), secret('a.v7'), secret('a.v'), secret('a.v08')]), 'a.v8');
    assert.equal(nextVersion(secret('a.v2', { 'dockhound.rotates': 'a' }), [secret('a.v2')]), 'a.v3');
  });

  it('are known by label and name together', () => {
    assert.equal(baseName(secret('a.v2', { 'dockhound.rotates': 'a' })), 'a');
    assert.equal(baseName(secret('a.v2')), 'a.v2');
    assert.equal(baseName(secret('other', { 'dockhound.rotates': 'a' })), 'other');
  });

  it('are refused where the name leaves no room, or the value comes from elsewhere', () => {
    const long = secret('x'.repeat(62));
    assert.throws(() => rotateFilePlan(long, bytes(1), around([long])), /too long to get a version/);
    const driven = secret('a', {}, { driver: 'vault' });
    assert.throws(() => rotateFilePlan(driven, bytes(1), around([driven])), /comes from vault/);
  });
});

describe('references in a spec', () => {
  const spec = (container: JsonObject): JsonObject => ({ Name: 'web', TaskTemplate: { ContainerSpec: container } });
  const reference = (id: string, target: string): JsonObject => ({
    File: { Name: target, UID: '0', GID: '0', Mode: 292 },
    ...{ SecretID: id, SecretName: id },
  });
  const a = { ...secret('a'), id: 'a' };

  it('are swapped in place, and others stay', () => {
    const other = reference('b', 'two');
    const before = spec({ Image: 'x', Secrets: [reference('a', 'one'), other] });
    const after = swapped(before, a, { id: 'n', name: 'n' });
    const expected = { ...reference('n', 'one') };
    assert.deepEqual(after, spec({ Image: 'x', Secrets: [expected, other] }));
    assert(after);
    assert.equal(swapped(after, a, { id: 'n', name: 'n' }), undefined);
  });

  it('take a config without a file along, with the credentials made of it', () => {
    const before = spec({
      Configs: [{ Runtime: {}, ConfigID: 'a', ConfigName: 'a' }],
      Privileges: { CredentialSpec: { Config: 'a' } },
    });
    assert.deepEqual(
      swapped(before, { ...a, kind: 'config' }, { id: 'n', name: 'n' }),
      spec({
        Configs: [{ Runtime: {}, ConfigID: 'n', ConfigName: 'n' }],
        Privileges: { CredentialSpec: { Config: 'n' } },
      }),
    );
  });

  it('are taken away and given back', () => {
    const before = spec({ Secrets: [reference('b', 'two'), reference('a', 'one')] });
    const without = detached(before, a);
    assert.deepEqual(without, spec({ Secrets: [reference('b', 'two')] }));
    assert(without);
    assert.equal(detached(without, a), undefined);
    assert.deepEqual(attached(without, 'secret', [reference('a', 'one')]), before);
  });

  it('do not share a path, however it is written', () => {
    assert.equal(pathInTask('secret', 'one'), '/run/secrets/one');
    assert.equal(pathInTask('config', 'one'), '/one');
    assert.equal(pathInTask('secret', '/etc//./one'), '/etc/one');
    const place = { uid: '0', gid: '0', mode: 292 };
    const taken = spec({ Secrets: [reference('b', 'one')] });
    for (const target of ['one', './one', '/run/secrets/one', '/run//secrets/one']) {
      assert.throws(() => referenceFor(taken, a, { target, ...place }), /b at \/run\/secrets\/one already/, target);
    }
    const config = { ...a, kind: 'config' as const };
    assert.throws(() => referenceFor(taken, config, { target: 'run/secrets/one', ...place }), /already/);
    assert.deepEqual(referenceFor(taken, a, { target: 'other', ...place }), reference('a', 'other'));
  });
});
