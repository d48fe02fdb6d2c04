// Stacks on the real swarm, through the real docker command line tool: deployed, deployed again, failing, drifted, removed.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { judgeDeployment } from '../../src/commands/stacks/deployTroubles';
import { fileForm, networksMade } from '../../src/documents/compose/fileForm';
import { parseCompose } from '../../src/documents/compose/parseCompose';
import { fullName } from '../../src/documents/compose/stackNames';
import { runDockerCli } from '../../src/engine/dockerCli';
import type { Engine } from '../../src/engine/engine';
import { HumanError } from '../../src/model/humanError';
import { stackDrift } from '../../src/model/stackDrift';
import { runPlan } from '../../src/operations/plan';
import { type DeployPlan, deployPlan } from '../../src/operations/stacks/deployPlan';
import { removeStackPlan } from '../../src/operations/stacks/removeStackPlan';
import { readRunningStack } from '../../src/operations/stacks/runningStack';
import { stackTool } from '../../src/operations/stacks/stackDeploy';
import { engineRequest, managerUrl, workerUrl } from '../support/lab';
import { realEngine, uniqueName, until } from './callsSupport';

const sleeper = `image: busybox:1.36
    command: sh -c 'trap "exit 0" TERM; while :; do sleep 0.2; done'
    stop_grace_period: 2s`;

describe('stacks on a real swarm', function () {
  this.timeout(180_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'dockhound-stack-'));
  const stacks: string[] = [];
  let engine: Engine;
  before(async () => {
    engine = await realEngine(managerUrl());
    for (const url of [managerUrl(), workerUrl()]) await provideFolder(url, folder);
  });
  after(async () => {
    for (const stack of stacks) await remove(stack).catch(() => undefined);
    engine.dispose();
    rmSync(folder, { recursive: true });
  });

  const variables: Readonly<Record<string, string>> = { DH_TAG: '1.36', DH_PASSWORD: 'marker-password' };

  const file = (text: string, name = 'compose.yml') => {
    const place = path.join(folder, name);
    writeFileSync(place, text);
    const variable = (key: string) => variables[key] ?? process.env[key];
    const facts = parseCompose(text, { variable });
    const around = (stack: string) => ({
      ...{ stack, variable },
      absolute: (one: string) => path.resolve(folder, one),
      envFile: () => 'FROM_FILE=1\nEMPTY=\n',
    });
    return { uri: undefined as never, path: place, folder, shownName: name, facts, fromDotEnv: variables, around };
  };

  const plan = async (
    text: string,
    stack: string,
    more: { prune?: boolean; lines?: string[] } = {},
  ): Promise<DeployPlan> => {
    const { prune = false, lines = [] } = more;
    stacks.push(stack);
    const read = file(text);
    const running = await readRunningStack(engine, stack);
    const { errors, warnings } = await judgeDeployment(engine, read, running);
    assert.deepEqual(errors, []);
    const tool = await stackTool(runDockerCli, engine.endpoint, { path: read.path, folder, variables });
    assert.equal(await tool.complaint(), undefined);
    const own = (list: typeof read.facts.secrets) => list.map((one) => fullName(one, stack));
    return deployPlan(engine, {
      ...{
        file: fileForm(read.facts, read.around(stack)),
        running,
        prune,
        warnings: warnings.map((one) => one.message),
      },
      makes: {
        networks: networksMade(read.facts, stack),
        secrets: own(read.facts.secrets),
        configs: own(read.facts.configs),
      },
      deploy: (signal) =>
        tool.deploy({ stack, prune, resolveImage: 'never', onLine: (line) => lines.push(line) }, signal),
    });
  };
  const run = async (one: Parameters<typeof runPlan>[0], signal = AbortSignal.timeout(120_000)) => {
    const words: string[] = [];
    await runPlan(one, signal, (progress) => words.push(progress.words));
    return words;
  };
  const remove = async (stack: string) => run(removeStackPlan(engine, await readRunningStack(engine, stack), []));
  const drift = async (text: string, stack: string) => {
    const read = file(text);
    return stackDrift(fileForm(read.facts, read.around(stack)), (await readRunningStack(engine, stack)).form);
  };

  it('deploys everything a file can say, and finds no drift in it', async () => {
    const stack = uniqueName('all');
    writeFileSync(path.join(folder, 'key.txt'), 'marker-key');
    writeFileSync(path.join(folder, 'site.conf'), 'a=b\n');
    writeFileSync(path.join(folder, 'app.env'), 'FROM_FILE=1\nEMPTY=\n');
    const text = `
x-usual: &usual
  stop_grace_period: 1m30s
  stop_signal: SIGTERM
  logging: {driver: json-file, options: {max-size: 10m}}
services:
  web:
    <<: *usual
    image: "busybox:\${DH_TAG:-1}"
    entrypoint: [sh, -c]
    command: ['trap "exit 0" TERM; while :; do sleep 0.2; done']
    environment: {A: 1, B: "x=y", PASSWORD: "\${DH_PASSWORD}", DH_TAG: , NOBODY_HAS_THIS: }
    env_file: app.env
    ports: ["18765:80", "53/udp", {target: 90, published: 18766, mode: host}]
    networks: {front: {aliases: [shopfront]}, default: }
    volumes: [data:/data, "./:/here:ro", /anon, {type: tmpfs, target: /scratch}]
    secrets: [key, {source: key, target: other, uid: "5", mode: 0400}]
    configs: [{source: site, target: /etc/site.conf}]
    labels: {inside: "1"}
    hostname: web1
    user: "0:0"
    working_dir: /tmp
    init: true
    read_only: true
    tty: true
    stdin_open: true
    extra_hosts: ["db:10.0.0.9"]
    dns: [1.1.1.1]
    dns_search: example.org
    cap_add: [NET_ADMIN]
    cap_drop: [CAP_CHOWN]
    sysctls: {net.core.somaxconn: "1024"}
    ulimits: {nofile: {soft: 1000, hard: 2000}, nproc: 500}
    healthcheck: {test: "true", interval: 30s, timeout: 1500ms, retries: 3, start_period: 1m}
    deploy:
      replicas: 2
      labels: [outside=2]
      endpoint_mode: vip
      placement: {constraints: ["node.platform.os == linux"], preferences: [{spread: node.id}], max_replicas_per_node: 2}
      resources: {limits: {cpus: "0.50", memory: 64M, pids: 50}, reservations: {cpus: "0.01", memory: 16mb}}
      restart_policy: {condition: on-failure, delay: 2s, max_attempts: 3, window: 2m}
      update_config: {parallelism: 2, delay: 1s, monitor: 500ms, order: start-first, failure_action: rollback, max_failure_ratio: 0.5}
      rollback_config: {parallelism: 0}
  each:
    ${sleeper}
    restart: on-failure
    depends_on: [web]
    deploy: {mode: global}
  once:
    image: docker.io/library/busybox:1.36
    command: "true"
    deploy: {mode: replicated-job, replicas: 2}
networks:
  front: {driver: overlay, attachable: true, ipam: {config: [{subnet: 10.213.7.0/24}]}}
volumes: {data: }
secrets: {key: {file: ./key.txt}}
configs: {site: {file: ./site.conf, name: ${stack}-own-name}}
`;
    const lines: string[] = [];
    const first = await plan(text, stack, { lines });
    assert.deepEqual([first.creates, first.updates, first.leaves], [['each', 'once', 'web'], [], []]);
    assert.match(first.warnings.join('\n'), /depends_on of each is ignored/);
    assert.match(
      first.warnings.join('\n'),
      new RegExp(`Creates networks ${stack}_front, ${stack}_default; secret ${stack}_key; config ${stack}-own-name`),
    );
    const words = await run(first);
    assert.match(words.join('\n'), /3 of 3 services stand/);
    assert.match(lines.join('\n'), /Creating service/);
    const now = await drift(text, stack);
    assert.deepEqual([now.services, now.objects], [[], []]);
    assert.equal(now.drifted, false);
    // docker leaves a network that is there as it is, whatever the file says later.
    const other = await drift(
      text.replace('attachable: true, ', '').replace('{data: }', '{data: {driver: nfs}}'),
      stack,
    );
    assert.deepEqual(
      other.objects.map(({ kind, name, change, fields }) => [kind, name, change, fields.map(({ field }) => field)]),
      [
        ['network', `${stack}_front`, 'changed', ['attachable']],
        ['volume', `${stack}_data`, 'changed', ['driver']],
      ],
    );
    // Both sides are shown, and neither shows what is secret.
    assert.doesNotMatch(JSON.stringify([now.file, now.running, lines, words]), /marker/);
    const again = await plan(text, stack);
    assert.deepEqual([again.creates, again.updates, again.leaves.length], [[], [], 3]);
  });

  it('says what changed when it is deployed again, prunes only when told, and sees drift from outside', async () => {
    const stack = uniqueName('again');
    const before = `services:\n  a:\n    ${sleeper}\n    environment: {API_TOKEN: one}\n  b:\n    ${sleeper}\n`;
    await run(await plan(before, stack));
    const after = `services:\n  a:\n    ${sleeper}\n    environment: {API_TOKEN: marker-two}\n    deploy: {replicas: 2}\n`;
    const second = await plan(after, stack);
    assert.deepEqual([second.updates, second.removes], [['a'], []]);
    assert.match(second.warnings.join('\n'), /Updates a \(replicas, environment\)/);
    assert.match(second.warnings.join('\n'), /Not in the file, and kept: b/);
    await run(second);
    const extra = await drift(after, stack);
    assert.deepEqual(extra.services, [{ service: 'b', change: 'extra', fields: [] }]);
    const third = await plan(after, stack, { prune: true });
    assert.deepEqual([third.leaves, third.removes], [['a'], ['b']]);
    await run(third);
    assert.equal((await drift(after, stack)).drifted, false);

    const [service] = (await readRunningStack(engine, stack)).services;
    assert(service);
    const read = await engine.swarm.read('service', service.id);
    const spec = structuredClone(read.spec) as unknown as {
      Mode: { Replicated: { Replicas: number } };
      TaskTemplate: { ContainerSpec: { Env: string[] } };
    };
    spec.Mode.Replicated.Replicas = 3;
    spec.TaskTemplate.ContainerSpec.Env = ['API_TOKEN=marker-three', 'ADDED=1'];
    await engineRequest(managerUrl(), 'POST', `/services/${service.id}/update?version=${read.version}`, spec);
    const drifted = await drift(`${after}  c: {image: "busybox:1.36"}\n`, stack);
    assert.equal(drifted.drifted, true);
    assert.deepEqual(
      drifted.services.map(({ service: name, change, fields }) => [name, change, fields.map((one) => one.field)]),
      [
        ['a', 'changed', ['replicas', 'environment']],
        ['c', 'missing', []],
      ],
    );
    const [replicas, environment] = drifted.services[0]?.fields ?? [];
    assert.deepEqual(replicas, { field: 'replicas', file: 2, running: 3 });
    // The values are hidden, their difference is not.
    assert.notDeepEqual(environment?.file, environment?.running);
    assert.doesNotMatch(JSON.stringify(drifted), /marker/);
    assert.deepEqual(Object.keys((environment?.running as object) ?? {}), ['ADDED', 'API_TOKEN']);
  });

  it('names the task error of a service that fails, and what stays', async () => {
    const stack = uniqueName('fail');
    const text = `services:\n  good:\n    ${sleeper}\n  bad:\n    image: busybox:1.36\n    command: sh -c 'exit 7'\n    deploy: {restart_policy: {delay: 100ms}}\n`;
    const error = await run(await plan(text, stack)).then(
      () => undefined,
      (problem: unknown) => problem,
    );
    assert(error instanceof HumanError, String(error instanceof Error ? error.stack : error));
    assert.match(error.message, new RegExp(`${stack}_bad: .*Task ${stack}_bad\\.1 said: .*non-zero exit \\(7\\)`));
    assert.doesNotMatch(error.message, /_good/);
    assert.match(error.next ?? '', /What was deployed stays/);
    assert.equal(error.actions[0]?.title, 'Show Logs');
  });

  it('explains what docker says when it fails, and keeps what it did', async () => {
    const stack = uniqueName('config');
    writeFileSync(path.join(folder, 'one.conf'), 'first');
    const text = `services:\n  a:\n    ${sleeper}\n    secrets: [one]\nsecrets: {one: {file: one.conf}}\n`;
    await run(await plan(text, stack));
    writeFileSync(path.join(folder, 'one.conf'), 'second');
    await assert.rejects(run(await plan(text, stack)), (error: HumanError) => {
      assert.match(error.message, /docker stack deploy failed: .*only updates to Labels are allowed/);
      assert.match(error.next ?? '', /Give it a new name/);
      return true;
    });
  });

  it('ends the tool when it is cancelled, and says that what was done stays', async () => {
    const stack = uniqueName('cancel');
    const abort = new AbortController();
    const made = await plan(`services:\n  a:\n    image: no-such-image-at-all:1\n`, stack);
    const running = run(made, abort.signal);
    await until('it has begun', async () => (await readRunningStack(engine, stack)).services.length === 1);
    abort.abort(new Error('Cancelled by the user'));
    await assert.rejects(running, (error: HumanError) => {
      assert.match(error.message, /Cancelled during/);
      assert.match(error.next ?? '', /stays/);
      return true;
    });
  });

  it('removes services, networks, secrets and configs, and keeps volumes', async () => {
    const stack = uniqueName('gone');
    writeFileSync(path.join(folder, 'k'), 'v');
    const text = `services:\n  a:\n    ${sleeper}\n    volumes: [data:/data]\n    secrets: [k]\n    configs: [k]\nvolumes: {data: }\nsecrets: {k: {file: k}}\nconfigs: {k: {file: k}}\n`;
    await run(await plan(text, stack));
    const running = await readRunningStack(engine, stack);
    const removal = removeStackPlan(engine, running, [`${stack}_data`]);
    const told = removal.warnings.join('\n');
    for (const expected of [
      /services.*: a/,
      /networks: default/,
      /secrets.*: k/,
      /configs: k/,
      new RegExp(`Keeps volumes: ${stack}_data`),
    ]) {
      assert.match(told, expected);
    }
    await run(removal);
    const after = await readRunningStack(engine, stack);
    assert.deepEqual(
      [after.services, after.networks, after.secrets, after.configs].map((one) => one.length),
      [0, 0, 0, 0],
    );
    assert.throws(() => removeStackPlan(engine, after, []), /Nothing of a stack/);
  });

  it('refuses what would fail half-way, by line, before anything changes', async () => {
    const stack = uniqueName('bad');
    const other = uniqueName('other');
    await run(
      await plan(
        `services:\n  a:\n    ${sleeper}\n    ports: ["18799:80"]\n    networks: [n]\nnetworks: {n: {ipam: {config: [{subnet: 10.214.0.0/16}]}}}\n`,
        other,
      ),
    );
    writeFileSync(path.join(folder, 'big'), Buffer.alloc(512_000));
    const { errors } = await judgeDeployment(
      engine,
      file(`services:
  a:
    build: .
  b:
    image: x
    ports: ["18799:80"]
    env_file: none.env
    networks: [gone, sub]
networks:
  gone: {external: true, name: ${stack}-gone}
  sub: {ipam: {config: [{subnet: 10.214.3.0/24}]}}
  local: {external: true, name: bridge}
  taken: {name: ${other}_n}
secrets:
  missing: {file: no-such-file}
  big: {file: big}
  away: {external: true, name: ${stack}-away}
`),
      await readRunningStack(engine, stack),
    );
    const expected: readonly (readonly [number, RegExp])[] = [
      [3, /build but no image/],
      [6, new RegExp(`18799/tcp is published by the service ${other}_a`)],
      [7, /env_file none.env cannot be read/],
      [10, /external network .*-gone does not exist/],
      [11, new RegExp(`overlaps 10.214.0.0/16 of the network ${other}_n`)],
      [15, /no-such-file.*cannot be read/],
      [16, /takes less than 512000/],
      [17, /external secret .*-away does not exist/],
    ];
    assert.deepEqual(
      errors.map(({ line }) => line + 1),
      expected.map(([line]) => line),
    );
    for (const [i, [, words]] of expected.entries()) assert.match(errors[i]?.message ?? '', words);
    assert.equal((await readRunningStack(engine, stack)).services.length, 0);
  });
});

/** A stack mounts what is there on the node; an engine with a root of its own does not have this machine's folders. */
async function provideFolder(url: string, folder: string): Promise<void> {
  const spec = { Image: 'busybox:1.36', Cmd: ['true'], HostConfig: { Binds: [`${folder}:/here`] } };
  const { Id } = (await engineRequest(url, 'POST', '/containers/create', spec)) as { Id: string };
  await engineRequest(url, 'POST', `/containers/${Id}/start`);
  await engineRequest(url, 'DELETE', `/containers/${Id}?force=1`);
}
