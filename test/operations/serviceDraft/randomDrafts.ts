// Drafts and specs by chance, the same ones in every run.

import type { JsonObject, JsonValue } from '../../../src/engine/engine';
import { draftChoices, emptyDraft, type ServiceDraft } from '../../../src/model/serviceDraft';
import { toSpec } from '../../../src/operations/serviceDraft/applyDraft';

/** Numbers from 0 to below 1 (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function randomDraft(random: () => number): ServiceDraft {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const maybe = (...list: readonly string[]) => (random() < 0.5 ? '' : one(list));
  const choice = (path: string) => one(draftChoices[path] ?? ['']);
  const some = <T>(make: (i: number) => T): T[] => Array.from({ length: Math.floor(random() * 4) }, (_, i) => make(i));
  const rollout = (part: string) => ({
    parallelism: maybe('0', '1', '5'),
    delay: maybe('10s', '1h1m1s', '250ms'),
    order: choice(`${part}.order`),
    failureAction: choice(`${part}.failureAction`),
    monitor: maybe('5s', '1us'),
    maxFailureRatio: maybe('0.25', '1'),
  });
  const files = (kind: string) =>
    some((i) => ({
      name: `${kind}${i}`,
      target: maybe(`/run/other/${i}`),
      ...{ uid: maybe('33'), gid: maybe('1000'), mode: maybe('0400', '0777') },
    }));
  const pairs = () => some((i) => ({ name: `NAME_${i}`, value: maybe('x', 'a=b', 'ünï "q" \'', ' ') }));
  return {
    ...emptyDraft,
    name: 'web',
    image: maybe('nginx', 'shop/api:2.4.1'),
    command: maybe('sh', `sh -c 'echo "a b" $HOME'`),
    args: maybe('-v', `'' "'"`).replace(`'' "'"`, `'' ''\\'''`),
    ...modes(one),
    ...{ user: maybe('33:33'), workdir: maybe('/srv'), hostname: maybe('{{.Node.Hostname}}') },
    ports: some((i) => ({
      target: String(80 + i),
      published: maybe(String(8080 + i)),
      ...{ protocol: choice('ports.*.protocol'), mode: choice('ports.*.mode') },
    })),
    endpointMode: choice('endpointMode'),
    networks: some((i) => ({ name: `net${i}`, aliases: maybe('a', 'a, b') })),
    mounts: some((i) => ({
      type: choice('mounts.*.type'),
      source: maybe('data'),
      target: `/data/${i}`,
      readonly: random() < 0.5,
    })),
    ...{ env: pairs(), secrets: files('secret'), configs: files('config') },
    constraints: some((i) => `node.labels.l${i}==v`),
    limits: { cpus: maybe('0.5', '2'), memory: maybe('512M', '1500K', '12345'), pids: maybe('100') },
    reservations: { cpus: maybe('0.25'), memory: maybe('2G') },
    health: {
      ...health(one),
      interval: maybe('30s'),
      timeout: maybe('3s'),
      retries: maybe('3'),
      startPeriod: maybe('1m'),
    },
    update: rollout('update'),
    rollback: rollout('rollback'),
    restart: {
      condition: choice('restart.condition'),
      delay: maybe('5s'),
      maxAttempts: maybe('3'),
      window: maybe('2m'),
    },
    stopGrace: maybe('10s'),
    labels: pairs(),
    containerLabels: pairs(),
  };
}

type Choose = <T>(list: readonly T[]) => T;

function modes(one: Choose): Partial<ServiceDraft> {
  return one<Partial<ServiceDraft>>([
    { mode: 'replicated', replicas: one(['0', '1', '7']) },
    { mode: 'global' },
    { mode: 'replicated-job', completions: one(['1', '9']), concurrent: one(['1', '3']) },
    { mode: 'global-job' },
  ]);
}

function health(one: Choose): { kind: string; command: string } {
  return one([
    { kind: '', command: '' },
    { kind: 'none', command: '' },
    { kind: 'shell', command: 'curl -f "http://localhost" || exit 1' },
    { kind: 'exec', command: `probe 'two words'` },
  ]);
}

/** A spec as another client may have written it, with members that no draft knows; their names begin with X. */
export function randomSpec(random: () => number): JsonObject {
  const lookups = { networkName: String, networkId: String, fileId: (_kind: string, name: string) => `id-${name}` };
  const spec = salted(toSpec(randomDraft(random), lookups), random) as JsonObject;
  const template = spec.TaskTemplate as JsonObject;
  const container = template.ContainerSpec as JsonObject;
  const list = (value: JsonValue | undefined) => (Array.isArray(value) ? value : []);
  return {
    ...spec,
    TaskTemplate: {
      ...template,
      ContainerSpec: {
        ...container,
        // What no draft has a word for: a variable taken away, a mount of another kind, a config for a runtime.
        Env: ['TAKEN_AWAY', ...list(container.Env)],
        Mounts: [{ Type: 'npipe', Target: '//./pipe/x' }, ...list(container.Mounts)],
        Configs: [{ Runtime: {}, ConfigID: 'x', ConfigName: 'x' }, ...list(container.Configs)],
      },
    },
  };
}

function salted(value: JsonValue, random: () => number): JsonValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value as JsonObject);
  // Labels are a person's own: an unknown one is a label.
  const own = members.map(([key, member]) => [key, key === 'Labels' ? member : salted(member, random)]);
  return Object.fromEntries(random() < 0.3 ? [...own, [`X${members.length}`, { kept: true }]] : own);
}
