// One and the same fault on a newer engine, by runc and by crun: each words it in its own way, and the diagnosis is the same.
import assert from 'node:assert/strict';
import { systemClock } from '../../src/cluster/clock';
import type { Cluster } from '../../src/cluster/cluster';
import { createCluster } from '../../src/cluster/createCluster';
import { createNodeRoutes, type NodeRoutes } from '../../src/cluster/nodeRoutes';
import { connectEngine } from '../../src/engine/connectEngine';
import type { Endpoint } from '../../src/engine/endpoint';
import { diagnoseTarget } from '../../src/views/diagnosis/diagnoseTarget';
import { uniqueName, until, workshop } from '../engine/callsSupport';
import { engineRequest, managerUrl } from '../support/lab';

/** Writes what the faults below run: a script without its bit, one with Windows line endings, a program for RISC-V. */
const programs = [
  'mkdir /opt',
  'printf "#!/bin/sh\\necho up\\n" > /opt/plain.sh',
  'printf "#!/bin/sh\\r\\necho up\\r\\n" > /opt/windows.sh',
  'cp /bin/busybox /opt/foreign',
  'printf "\\363\\000" | dd of=/opt/foreign bs=1 seek=18 conv=notrunc 2>/dev/null',
  'chmod 644 /opt/plain.sh',
  'chmod 755 /opt/windows.sh /opt/foreign',
].join(' && ');
const image = `${uniqueName('faults')}:1`;
const forever = ['sleep', '1000'];
const checkedBy = (...test: string[]) => ({ Cmd: forever, Healthcheck: { Test: test, Interval: 1e9, Retries: 1 } });

const noFolders = {
  defaultAction: 'SCMP_ACT_ALLOW',
  syscalls: [{ names: ['mkdir', 'mkdirat'], action: 'SCMP_ACT_ERRNO' }],
};

interface Fault {
  readonly rule: string;
  /** What the title must name. */
  readonly names: RegExp;
  readonly spec: object;
  readonly host?: object;
  readonly state: 'created' | 'exited' | 'unhealthy';
  /** Where its evidence must stand, beside the engine's words. */
  readonly path?: string;
}

const faults: readonly Fault[] = [
  { rule: 'command-not-found', names: /\bserve\b/, spec: { Cmd: ['serve'] }, state: 'created' },
  { rule: 'command-path-missing', names: /\/opt\/serve/, spec: { Cmd: ['/opt/serve'] }, state: 'created' },
  {
    rule: 'command-path-missing',
    names: /\/opt\/plain\.sh\/x/,
    spec: { Cmd: ['/opt/plain.sh/x'] },
    state: 'created',
  },
  { rule: 'entrypoint-not-executable', names: /\/opt\/plain\.sh/, spec: { Cmd: ['/opt/plain.sh'] }, state: 'created' },
  { rule: 'entrypoint-not-executable', names: /\/opt /, spec: { Cmd: ['/opt'] }, state: 'created' },
  {
    rule: 'crlf-line-endings',
    names: /\/opt\/windows\.sh/,
    spec: { Cmd: ['/opt/windows.sh'] },
    state: 'exited',
    path: 'first line of /opt/windows.sh',
  },
  { rule: 'wrong-architecture', names: /exec format error/, spec: { Cmd: ['/opt/foreign'] }, state: 'exited' },
  { rule: 'user-not-found', names: /nobodyhere/, spec: { Cmd: forever, User: 'nobodyhere' }, state: 'created' },
  {
    rule: 'mount-directory-onto-file',
    names: /tmpfs onto \/opt\/plain\.sh/,
    spec: { Cmd: forever },
    host: { Tmpfs: { '/opt/plain.sh': '' } },
    state: 'created',
  },
  {
    rule: 'invalid-sysctl',
    names: /net\.core\.nosuch/,
    spec: { Cmd: forever },
    host: { Sysctls: { 'net.core.nosuch': '1' } },
    state: 'created',
  },
  {
    rule: 'wrong-working-directory-at-start',
    names: /\/proc\/nosuch/,
    spec: { Cmd: forever, WorkingDir: '/proc/nosuch' },
    state: 'created',
  },
  {
    rule: 'seccomp-blocks',
    names: /on \/x by its seccomp profile/,
    spec: { Cmd: ['mkdir', '/x'] },
    host: { SecurityOpt: [`seccomp=${JSON.stringify(noFolders)}`] },
    state: 'exited',
  },
  {
    rule: 'oom-killed',
    names: /16 MiB/,
    spec: { Cmd: ['sh', '-c', 'x=0123456789; while :; do x=$x$x$x$x; done'] },
    host: { Memory: 16 * 2 ** 20, MemorySwap: 16 * 2 ** 20 },
    state: 'exited',
  },
  { rule: 'healthcheck-tool-missing', names: /curl/, spec: checkedBy('CMD', 'curl', '-f', 'x'), state: 'unhealthy' },
  {
    rule: 'healthcheck-not-executable',
    names: /\/opt\/plain\.sh may not/,
    spec: checkedBy('CMD', '/opt/plain.sh'),
    state: 'unhealthy',
  },
  {
    rule: 'healthcheck-not-executable',
    names: /\/opt\/windows\.sh cannot .*CRLF/,
    spec: checkedBy('CMD', '/opt/windows.sh'),
    state: 'unhealthy',
  },
];

interface State {
  readonly Status: string;
  readonly Error: string;
  readonly Health?: { readonly Status: string };
}

describe('a fault on a newer engine', () => {
  const made = workshop(managerUrl);
  let cluster: Cluster;
  let routes: NodeRoutes;

  before(async () => {
    const url = managerUrl();
    const address = { type: 'unix', path: url.replace('unix://', '') } as const;
    const endpoint: Endpoint = { address, url, label: 'lab', origin: 'chosen' };
    cluster = createCluster({ resolve: async () => endpoint, connect: connectEngine, log: () => undefined });
    routes = createNodeRoutes({
      ...{ cluster, connect: connectEngine, resolve: async () => endpoint, clock: systemClock, log: () => undefined },
      settings: () => ({ nodes: {}, template: '', user: 'root' }),
      memory: { get: () => undefined, set: async () => undefined, forget: async () => undefined },
    });
    const id = await made.container({ Image: 'busybox:1.36', Cmd: ['sh', '-c', programs] });
    const { StatusCode } = (await engineRequest(url, 'POST', `/containers/${id}/wait`)) as { StatusCode: number };
    assert.equal(StatusCode, 0, 'the programs were not written');
    const [repository, tag] = image.split(':');
    await engineRequest(url, 'POST', `/commit?container=${id}&repo=${repository}&tag=${tag}`, {});
    made.later(`/images/${image}?force=1`);
  });

  after(async () => {
    routes?.dispose();
    cluster?.dispose();
    await made.clear();
  });

  for (const runtime of ['runc', 'crun']) {
    for (const fault of faults) {
      it(`is ${fault.rule} by ${runtime}: ${fault.names.source}`, () => explains(fault, runtime));
    }
  }

  async function explains({ rule, names, spec, host, state, path }: Fault, runtime: string): Promise<void> {
    const body = { Image: image, ...spec, HostConfig: { Runtime: runtime, NetworkMode: 'none', ...host } };
    const id = await made.container(body, { start: false });
    const start = engineRequest(managerUrl(), 'POST', `/containers/${id}/start`);
    if (state === 'created') await assert.rejects(start);
    else await start;
    const seen = await until(state, async () => {
      const { State } = (await engineRequest(managerUrl(), 'GET', `/containers/${id}/json`)) as { State: State };
      return (State.Status === state || State.Health?.Status === state) && State;
    });
    const found = await diagnoseTarget(cluster, routes, { kind: 'container', id });
    const [first] = found.findings;
    assert.equal(first?.rule, rule, `${first?.title}: ${seen.Error}`);
    assert.match(first.title, names);
    assert.ok(first.evidence.length > 0);
    if (path !== undefined) assert.ok(first.evidence.some((one) => one.path === path));
    if (seen.Error === '') return;
    // What a failed start is judged by is quoted as it was said.
    assert.ok(
      first.evidence.some(
        ({ path, excerpt }) => path === 'State.Error' && seen.Error.startsWith(excerpt.slice(0, 200)),
      ),
    );
  }
});
