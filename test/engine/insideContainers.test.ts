// Processes, changes and files of real containers: running and stopped ones, and tasks on another node over SSH and TLS.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectEngine } from '../../src/engine/connectEngine';
import type { Engine } from '../../src/engine/engine';
import { EngineError } from '../../src/engine/engineError';
import { choiceOf, endpointOfChoice } from '../../src/engine/resolveEndpoint';
import { realSurroundings } from '../../src/engine/surroundings';
import { createPsForms } from '../../src/feeds/processes/psForms';
import { createUnreapedCount, findUnreaped } from '../../src/feeds/processes/unreaped';
import { processItems } from '../../src/model/processes';
import { extractTo } from '../../src/views/containerFiles/extractTo';
import { locate, looksBinary, readFile } from '../../src/views/containerFiles/readFile';
import { engineRequest, managerUrl, workerUrl } from '../support/lab';
import { sshEngine, tlsEngine } from '../support/remote';
import { realEngine, shell, until, workshop } from './callsSupport';

const never = new AbortController().signal;

describe('inside containers', () => {
  const made = workshop(managerUrl);
  let engine: Engine;
  before(async () => {
    engine = await realEngine(managerUrl());
  });
  after(async () => {
    engine?.dispose();
    await made.clear();
  });

  describe('processes', () => {
    it('have parents, states and whole arguments', async () => {
      const words = `one ${'long '.repeat(100)}end`;
      const id = await made.container({
        Image: 'busybox:1.36',
        Cmd: ['sh', '-c', `sleep 1000 & exec sleep 2000 # ${words}`],
      });
      const child = await until('both run', async () => {
        const table = await createPsForms().read(engine, id, {});
        assert.ok(table.titles.includes('STAT') && table.titles.includes('NLWP'), String(table.titles));
        const [first, second] = processItems(table);
        return second?.command === 'sleep 1000' && second.parent === first?.pid && second;
      });
      assert.equal(child.zombie, false);
      const inspected = (await engine.inspect('container', id)) as { State?: { Pid?: number } };
      assert.equal(child.parent, String(inspected.State?.Pid), 'pids are those of the machine');
      const long = await made.container({ Image: 'busybox:1.36', Cmd: ['sh', '-c', `sleep 1000; : ${words}`] });
      await until('arguments in full', async () =>
        processItems(await engine.top(long)).some(({ command }) => command.endsWith(words)),
      );
    });

    it('that have ended without being reaped are counted, and found inside', async () => {
      const id = await made.container(shell('sleep 0.2 & sleep 0.2 & exec sleep 1000'));
      const forms = createPsForms();
      const count = createUnreapedCount();
      const unreaped = await until('two zombies, by several counts', async () => {
        const table = await forms.read(engine, id, {});
        assert.ok(!processItems(table).some(({ zombie }) => zombie), 'the list of the engine would hold them now');
        return (await count.update(engine, id, table, never)) === 2 && 2;
      });
      assert.equal(unreaped, 2);
      const found = await findUnreaped(engine, id, 'it', never);
      assert.deepEqual(
        found.map(({ name, parent }) => [name, parent]),
        [
          ['sleep', '1'],
          ['sleep', '1'],
        ],
      );
    });

    it('that are reaped leave nothing to tell', async () => {
      const id = await made.container(shell('while true; do sleep 0.5; done'));
      const count = createUnreapedCount();
      for (let round = 0; round < 4; round++) {
        const table = await createPsForms().read(engine, id, {});
        assert.equal(await count.update(engine, id, table, never), 0);
      }
    });

    it('fall back to what the engine takes where the form is not understood, and not for a stopped container', async () => {
      const id = await made.container(shell('exec sleep 1000'));
      const plain: Engine = {
        ...engine,
        top: (container, args, call) => engine.top(container, args === undefined ? undefined : '-eo nonsense', call),
      };
      assert.ok((await createPsForms().read(plain, id, {})).titles.includes('CMD'));
      await engineRequest(managerUrl(), 'POST', `/containers/${id}/stop?t=0`);
      await assert.rejects(createPsForms().read(engine, id, {}), /is not running/);
    });
  });

  describe('changes and files', () => {
    let id: string;
    const write = [
      'mkdir -p /new/deep "/new/odd name"; printf "line 1\\nline 2\\n" >/new/deep/text',
      'ln -s deep/text /new/link; ln -s /new/link /new/linklink; ln /new/deep/text /new/twin; mkfifo /new/pipe',
      'ln -s /etc/passwd /new/out; printf "a\\000b" >/new/binary; rm /etc/group; echo more >>/etc/profile',
      `dd if=/dev/zero of=/new/large bs=1000000 count=11 2>/dev/null; echo x >"/new/odd name/$(printf 'n%.0s' $(seq 200))"`,
    ].join('; ');
    before(async () => {
      id = await made.container(shell(write));
      await until('it has ended', async () => {
        const read = await engine.get('container', id);
        return read.ok && read.value.state === 'exited';
      });
    });

    it('are told of a stopped container', async () => {
      const changes = await engine.changes(id);
      const kind = (wanted: string) => changes.find((change) => change.path === wanted)?.kind;
      assert.deepEqual([kind('/new/deep/text'), kind('/etc/group'), kind('/new')], ['added', 'deleted', 'added']);
      assert.equal(kind('/etc'), 'changed');
      assert.equal(kind('/bin/sh'), undefined);
      const fresh = await made.container(shell('true'), { start: false });
      assert.deepEqual(await engine.changes(fresh), []);
    });

    const read = async (wanted: string) => readFile(engine, id, await locate(engine, id, wanted, never), never);

    it('are read out of a stopped container, through symlinks', async () => {
      for (const wanted of ['/new/deep/text', '/new/link', '/new/linklink', '/new/../new/deep/text']) {
        assert.equal(Buffer.from(await read(wanted)).toString(), 'line 1\nline 2\n', wanted);
      }
      assert.equal(looksBinary(await read('/new/binary')), true);
      assert.equal(looksBinary(await read('/new/link')), false);
      const { file } = await locate(engine, id, '/new/deep/text', never);
      assert.deepEqual([file.type, file.bytes, file.name], ['file', 14, 'text']);
    });

    it('are refused with a reason: too large, a folder, a pipe, nothing', async () => {
      await assert.rejects(read('/new/large'), /has 11\.0 MB; an editor gets at most 10\.0 MB/);
      await assert.rejects(read('/new'), /is a folder/);
      await assert.rejects(read('/new/pipe'), /device, a pipe/);
      await assert.rejects(read('/nowhere'), (error: unknown) => {
        assert.ok(error instanceof EngineError && error.reason === 'notFound', String(error));
        assert.match(error.message, /There is no \/nowhere in the container/);
        return true;
      });
    });

    it('come out as a folder, without the links that lead elsewhere', async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'dockhound-out-'));
      try {
        const out = path.join(folder, 'out');
        const saved = await extractTo(engine.archive(id, '/new', never), out, { signal: never });
        assert.equal(readFileSync(path.join(out, 'deep/text'), 'utf8'), 'line 1\nline 2\n');
        assert.equal(readFileSync(path.join(out, 'twin'), 'utf8'), 'line 1\nline 2\n');
        assert.equal(readlinkSync(path.join(out, 'link')), 'deep/text');
        assert.equal(readFileSync(path.join(out, 'large')).length, 11_000_000);
        assert.deepEqual(readdirSync(path.join(out, 'odd name'))[0]?.length, 200);
        assert.deepEqual([...saved.leftOut].sort(), ['new/linklink', 'new/out', 'new/pipe']);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

    it('stop when somebody stops them, and leave nothing behind', async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'dockhound-out-'));
      const abort = new AbortController();
      try {
        const stopped = extractTo(engine.archive(id, '/new', abort.signal), path.join(folder, 'out'), {
          signal: abort.signal,
          progress: () => abort.abort(),
        });
        await assert.rejects(stopped);
        assert.ok(!existsSync(path.join(folder, 'out')));
        assert.deepEqual(readdirSync(folder), []);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });

  describe('on another node', () => {
    const far = workshop(workerUrl);
    const ends: (() => unknown)[] = [];
    let id: string;
    before(async () => {
      id = await far.container(shell('echo far >/far; rm /etc/group; exec sleep 1000'));
    });
    afterEach(async () => {
      for (const end of ends.splice(0).reverse()) await end();
    });
    after(() => far.clear());

    async function works(remote: Engine): Promise<void> {
      ends.push(() => remote.dispose());
      const table = await createPsForms().read(remote, id, {});
      assert.deepEqual(
        processItems(table).map(({ command }) => command),
        ['sleep 1000'],
      );
      const changes = await remote.changes(id);
      assert.deepEqual(
        changes
          .filter((change) => change.path === '/far' || change.path === '/etc/group')
          .map(({ kind }) => kind)
          .sort(),
        ['added', 'deleted'],
      );
      assert.equal(
        Buffer.from(await readFile(remote, id, await locate(remote, id, '/far', never), never)).toString(),
        'far\n',
      );
    }

    it('work over a real sshd', async () => {
      const ssh = await sshEngine('worker');
      const before = process.env.PATH;
      process.env.PATH = `${ssh.binPath}:${before}`;
      ends.push(() => {
        process.env.PATH = before;
        return ssh.close();
      });
      await works(await connectEngine(await endpointOfChoice(choiceOf(ssh.url), 'chosen', realSurroundings())));
    });

    it('work over TCP with TLS', async () => {
      const tls = await tlsEngine('worker');
      const config = mkdtempSync(path.join(tmpdir(), 'dockhound-config-'));
      ends.push(tls.close, () => rmSync(config, { recursive: true, force: true }));
      const file = (name: string) => path.join(tls.certPath, name);
      const docker = `host=${tls.url},ca=${file('ca.pem')},cert=${file('cert.pem')},key=${file('key.pem')}`;
      execFileSync('docker', ['--config', config, 'context', 'create', 'far', '--docker', docker], { stdio: 'ignore' });
      const surroundings = realSurroundings({ ...process.env, DOCKER_CONFIG: config });
      await works(await connectEngine(await endpointOfChoice(choiceOf('far'), 'chosen', surroundings)));
    });
  });
});
