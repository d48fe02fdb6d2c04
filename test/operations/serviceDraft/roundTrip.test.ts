import assert from 'node:assert/strict';
import type { JsonObject, JsonValue } from '../../../src/engine/engine';
import { type DraftRollout, draftChoices, emptyDraft, type ServiceDraft } from '../../../src/model/serviceDraft';
import { applyDraft, toSpec } from '../../../src/operations/serviceDraft/applyDraft';
import { draftChanges, inverse, mergeChanges } from '../../../src/operations/serviceDraft/draftChanges';
import { fromSpec } from '../../../src/operations/serviceDraft/fromSpec';
import type { Lookups } from '../../../src/operations/serviceDraft/lists';
import { dice, randomDraft, randomSpec } from './randomDrafts';

const lookups: Lookups = {
  networkName: (id) => id.replace(/^id-/, ''),
  networkId: (name) => `id-${name}`,
  fileId: (_kind, name) => `id-${name}`,
};

describe('a draft and its spec', () => {
  it('writes what docker writes for the same words', () => {
    const draft: ServiceDraft = {
      ...emptyDraft,
      name: 'web',
      image: 'nginx:1.27',
      args: `sh -c 'echo "hi there"'`,
      replicas: '3',
      ports: [
        { target: '80', published: '8080', protocol: 'tcp', mode: 'ingress' },
        { target: '53', published: '', protocol: 'udp', mode: 'host' },
      ],
      networks: [{ name: 'front', aliases: 'www, site' }],
      mounts: [{ type: 'bind', source: '/srv', target: '/data', readonly: true }],
      env: [{ name: 'A', value: 'b=c' }],
      secrets: [{ name: 'key', target: '', uid: '', gid: '', mode: '' }],
      configs: [{ name: 'conf', target: '/etc/x', uid: '33', gid: '', mode: '0400' }],
      constraints: ['node.role==worker'],
      limits: { cpus: '0.5', memory: '512M', pids: '' },
      health: { ...emptyDraft.health, kind: 'shell', command: 'curl -f localhost', interval: '1m30s' },
      update: { ...emptyDraft.update, delay: '10s' },
      stopGrace: '500ms',
      labels: [{ name: 'team', value: 'blue' }],
    };
    assert.deepEqual(toSpec(draft, lookups), {
      Name: 'web',
      Labels: { team: 'blue' },
      Mode: { Replicated: { Replicas: 3 } },
      TaskTemplate: {
        ContainerSpec: {
          Image: 'nginx:1.27',
          Args: ['sh', '-c', 'echo "hi there"'],
          Env: ['A=b=c'],
          Mounts: [{ Type: 'bind', Source: '/srv', Target: '/data', ReadOnly: true }],
          Secrets: [{ File: { Name: 'key', UID: '0', GID: '0', Mode: 0o444 }, SecretID: 'id-key', SecretName: 'key' }],
          Configs: [
            { File: { Name: '/etc/x', UID: '33', GID: '0', Mode: 0o400 }, ConfigID: 'id-conf', ConfigName: 'conf' },
          ],
          Healthcheck: { Test: ['CMD-SHELL', 'curl -f localhost'], Interval: 90e9 },
          StopGracePeriod: 5e8,
        },
        Resources: { Limits: { NanoCPUs: 5e8, MemoryBytes: 512 * 1024 * 1024 } },
        Placement: { Constraints: ['node.role==worker'] },
        Networks: [{ Target: 'id-front', Aliases: ['www', 'site'] }],
      },
      EndpointSpec: {
        Ports: [
          { Protocol: 'tcp', TargetPort: 80, PublishedPort: 8080, PublishMode: 'ingress' },
          { Protocol: 'udp', TargetPort: 53, PublishMode: 'host' },
        ],
      },
      // Said by half it would mean "all at once".
      UpdateConfig: { Delay: 10e9, Parallelism: 1 },
    });
  });

  it('comes back as it was written, whatever it says', () => {
    const random = dice(1);
    for (let i = 0; i < 500; i++) {
      const draft = randomDraft(random);
      const back = fromSpec(toSpec(draft, lookups), lookups);
      // A policy of which anything is said says its parallelism too.
      const said = { ...draft, update: outspoken(draft.update), rollback: outspoken(draft.rollback) };
      assert.deepEqual(back, said);
    }
  });

  it('changes nothing when nothing was changed', () => {
    const random = dice(2);
    for (let i = 0; i < 500; i++) {
      const spec = randomSpec(random);
      assert.deepEqual(applyDraft(spec, fromSpec(spec, lookups), lookups), spec);
    }
  });

  it('keeps every member it does not know, whatever is changed', () => {
    const random = dice(3);
    for (let i = 0; i < 500; i++) {
      const spec = randomSpec(random);
      const { mode, replicas, completions, concurrent } = fromSpec(spec, lookups);
      const target = { ...randomDraft(random), mode, replicas, completions, concurrent };
      const written = applyDraft(spec, target, lookups);
      for (const path of unknownPaths(spec)) assert.ok(has(written, path), `${path.join('.')} was lost`);
      const again = fromSpec(written, lookups);
      assert.deepEqual(
        draftChanges(target, again).filter(({ label }) => !/\.parallelism$/.test(label)),
        [],
      );
    }
  });

  it('merges changes of two people, and goes back from them', () => {
    const random = dice(4);
    for (let i = 0; i < 300; i++) {
      const [a, b] = [randomDraft(random), randomDraft(random)];
      const changes = draftChanges(a, b);
      const there = mergeChanges(a, changes);
      assert.deepEqual([there.conflicts, draftChanges(there.draft, b)], [[], []]);
      const back = mergeChanges(there.draft, inverse(changes));
      assert.deepEqual([back.conflicts, draftChanges(back.draft, a)], [[], []]);
      // Made already: nothing to do, and no conflict.
      assert.deepEqual(mergeChanges(b, changes), { draft: b, conflicts: [] });
    }
  });

  it('makes no change where somebody else changed the same', () => {
    const mine = draftChanges(
      { ...emptyDraft, env: [{ name: 'A', value: '1' }], image: 'x:1' },
      { ...emptyDraft, env: [{ name: 'A', value: '2' }], image: 'x:2' },
    );
    const theirs = { ...emptyDraft, env: [{ name: 'A', value: '3' }], image: 'x:1', user: 'nobody' };
    const { draft, conflicts } = mergeChanges(theirs, mine);
    assert.deepEqual(
      conflicts.map(({ label }) => label),
      ['env A'],
    );
    assert.deepEqual([draft.image, draft.user, draft.env], ['x:2', 'nobody', [{ name: 'A', value: '3' }]]);
  });

  it('has a choice for every field that is chosen', () => {
    for (const path of Object.keys(draftChoices)) assert.ok(draftChoices[path]?.length, path);
  });
});

function outspoken(rollout: DraftRollout): DraftRollout {
  const silent = rollout.parallelism === '' && Object.values(rollout).some((value) => value !== '');
  return silent ? { ...rollout, parallelism: '1' } : rollout;
}

/** Members that `randomSpec` marks as unknown, which no draft has a word for. */
function unknownPaths(value: JsonValue, at: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value as JsonObject).flatMap(([key, member]) =>
    key.startsWith('X') ? [[...at, key]] : unknownPaths(member, [...at, key]),
  );
}

function has(value: JsonValue, path: readonly string[]): boolean {
  let at: JsonValue | undefined = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || Array.isArray(at)) return false;
    at = (at as JsonObject)[key];
  }
  return at !== undefined;
}
