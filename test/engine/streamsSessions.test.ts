// Sessions in real containers: exec, attach and programs run to their end.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Engine, Session } from '../../src/engine/engine';
import { engineRequest, managerUrl } from '../support/lab';
import { realEngine, shell, sleeper, until, workshop } from './callsSupport';

describe('sessions in a real container', () => {
  const made = workshop(managerUrl);
  let engine: Engine;
  let id: string;
  before(async () => {
    engine = await realEngine(managerUrl());
    id = await made.container(sleeper);
  });
  after(async () => {
    await made.clear();
    engine.dispose();
  });

  /** Collects the output; `said` waits for a text in it. */
  function hear(session: Session) {
    const heard = { stdout: '', stderr: '', tty: '' };
    const done = (async () => {
      for await (const { stream, bytes } of session.output) heard[stream] += bytes.toString('latin1');
    })();
    return {
      heard,
      done,
      said: (pattern: RegExp) => until(String(pattern), () => pattern.exec(heard.stdout + heard.tty) ?? undefined),
    };
  }

  it('opens a terminal of the size asked for, and resizes it', async () => {
    const session = await engine.exec(id, { command: ['sh'], tty: true, columns: 91, rows: 23 });
    const { heard, said } = hear(session);
    await session.write(Buffer.from('stty size\r'));
    await said(/23 91\r\n/);
    await session.resize(132, 50);
    await session.write(Buffer.from('stty size\r'));
    await said(/50 132\r\n/);
    assert.equal(heard.stderr, '');
    await session.write(Buffer.from('exit 7\r'));
    assert.deepEqual(await session.ended, { exitCode: 7 });
  });

  it('passes Ctrl-C, Ctrl-P and UTF-8 on', async () => {
    const session = await engine.exec(id, { command: ['sh'], tty: true, env: ['PS1=ready> '] });
    const { said } = hear(session);
    await said(/ready> /);
    await session.write(Buffer.from('sleep 1000\r'));
    await said(/sleep 1000\r\n/);
    await session.write(Buffer.from('\u0003'));
    await said(/\^C[\s\S]*ready> /);
    // Ctrl-P Ctrl-Q would detach, were Docker's own keys in force.
    await session.write(Buffer.from('\u0010\u0011\u0015printf "\\303\\244" | md5sum\r'));
    await said(new RegExp(createHash('md5').update('ä').digest('hex')));
    session.close();
    assert.deepEqual(await session.ended, {});
  });

  for (const tty of [true, false]) {
    it(`takes a paste of 100 kB intact ${tty ? 'with' : 'without'} a TTY`, async () => {
      const paste = Buffer.alloc(100_000);
      for (let at = 0; at < paste.length; at++) paste[at] = (at * 31 + (at >> 8)) % 251;
      const script = `${tty ? 'stty raw -echo; ' : ''}echo go; head -c ${paste.length} | md5sum`;
      const session = await engine.exec(id, { command: ['sh', '-c', script], tty });
      const { said, done } = hear(session);
      await said(/go/);
      await session.write(paste);
      await said(new RegExp(createHash('md5').update(paste).digest('hex')));
      await done;
      assert.deepEqual(await session.ended, { exitCode: 0 });
    });
  }

  it('holds writing back while nobody reads', async () => {
    const session = await engine.exec(id, { command: ['sleep', '1000'], tty: false });
    let written = 0;
    const writing = (async () => {
      for (; written < 500; written++) await session.write(Buffer.alloc(64 * 1024));
    })();
    await assert.rejects(
      Promise.race([writing, new Promise((_, reject) => setTimeout(() => reject(new Error('held back')), 1000))]),
      /held back/,
    );
    assert.ok(written < 500);
    session.close();
    await assert.rejects(writing, { reason: 'cancelled' });
    await assert.rejects(session.write(Buffer.from('x')), { reason: 'cancelled' });
  });

  it('tells stdout, stderr and the end of the input apart', async () => {
    const session = await engine.exec(id, { command: ['sh', '-c', 'cat; echo problem >&2; exit 3'], tty: false });
    const { heard, done } = hear(session);
    await session.write(Buffer.from('one\ntwo\n'));
    session.endInput();
    await done;
    assert.deepEqual({ ...heard }, { stdout: 'one\ntwo\n', stderr: 'problem\n', tty: '' });
    assert.deepEqual(await session.ended, { exitCode: 3 });
  });

  it('tells how programs end', async () => {
    const code = async (...command: string[]) => (await engine.run(id, { command })).exitCode;
    assert.equal(await code('true'), 0);
    assert.equal(await code('sh', '-c', 'exit 3'), 3);
    assert.equal(await code('sh', '-c', 'no-such-program'), 127);
    assert.equal(await code('sh', '-c', 'kill -9 $$'), 137);
    // The engine's own word for a program that is not there: 126 on 20.10, 127 on 28.5.
    assert.match(String(await code('no-such-program')), /^12[67]$/);
  });

  it('runs as another user, elsewhere, with variables', async () => {
    const script = 'id -u; id -g; pwd; echo $COLOUR';
    const options = { command: ['sh', '-c', script], user: '1234:567', workdir: '/tmp', env: ['COLOUR=<b>ä'] };
    const { stdout, exitCode, truncated } = await engine.run(id, options);
    assert.equal(stdout, '1234\n567\n/tmp\n<b>ä\n');
    assert.equal(exitCode, 0);
    assert.equal(truncated, false);
  });

  it('cuts a program that prints without end, and one that runs without end', async () => {
    const result = await engine.run(id, { command: ['yes'] }, { maxBytes: 1000 });
    assert.equal(result.stdout.length, 1000);
    assert.equal(result.truncated, true);
    await assert.rejects(engine.run(id, { command: ['sleep', '30'] }, { deadlineMs: 300 }), { reason: 'timeout' });
    const controller = new AbortController();
    const running = engine.run(id, { command: ['sleep', '30'] }, { signal: controller.signal });
    setTimeout(() => controller.abort(), 100);
    await assert.rejects(running, { reason: 'cancelled' });
  });

  it('says plainly that there is no shell', async () => {
    const bare = await made.container({ Image: 'scratch/sleeper:1.0' });
    const session = await engine.exec(bare, { command: ['sh'], tty: true, columns: 80, rows: 24 });
    const { heard, done } = hear(session);
    await done;
    assert.match(heard.tty, /executable file not found/);
    assert.match(String((await session.ended).exitCode), /^12[67]$/);
    const stopped = await made.container(sleeper, { start: false });
    await assert.rejects(engine.exec(stopped, { command: ['sh'], tty: true }), { reason: 'conflict' });
    await assert.rejects(engine.exec('gone', { command: ['sh'], tty: true }), { reason: 'notFound' });
  });

  it('lives on after the deadline of the call that opened it', async () => {
    const session = await engine.exec(id, { command: ['cat'], tty: false }, { deadlineMs: 400 });
    const { said } = hear(session);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await session.write(Buffer.from('still here\n'));
    await said(/still here/);
    session.close();
  });

  for (const tty of [true, false]) {
    it(`attaches to the main program and detaches without ending it, ${tty ? 'with' : 'without'} a TTY`, async () => {
      const echo = shell('while read line; do test "$line" = end && exit 5; echo "got $line"; done', {
        Tty: tty,
        OpenStdin: true,
      });
      const main = await made.container(echo);
      const first = await engine.attach(main);
      const one = hear(first);
      await first.write(Buffer.from('one\n'));
      await one.said(/got one/);
      if (tty) await first.resize(77, 33);
      first.close();
      assert.deepEqual(await first.ended, {});
      await one.done;
      const read = await engine.get('container', main);
      assert.equal(read.ok && read.value.state, 'running');
      if (tty)
        assert.equal((await engine.run(main, { command: ['stty', '-F', '/dev/pts/0', 'size'] })).stdout, '33 77\n');
      const second = await engine.attach(main);
      const two = hear(second);
      await second.write(Buffer.from('two\n'));
      await two.said(/got two/);
      await second.write(Buffer.from('end\n'));
      await two.done;
      assert.deepEqual(await second.ended, { exitCode: 5 });
    });
  }

  it('knows how a container ended that removes itself', async () => {
    const main = await made.container(
      shell('read line; exit 6', { Tty: true, OpenStdin: true, HostConfig: { AutoRemove: true } }),
    );
    const session = await engine.attach(main);
    const { done } = hear(session);
    await session.write(Buffer.from('\n'));
    await done;
    assert.deepEqual(await session.ended, { exitCode: 6 });
    await until('gone', () =>
      engine.get('container', main).then(
        () => false,
        () => true,
      ),
    );
    await assert.rejects(engine.attach(main), { reason: 'notFound' });
  });

  it('does not attach to what does not run', async () => {
    const stopped = await made.container(sleeper, { start: false });
    await assert.rejects(engine.attach(stopped), /does not run/);
  });

  it('ends when the container is removed under it', async () => {
    const main = await made.container(sleeper);
    const session = await engine.exec(main, { command: ['sh'], tty: true, env: ['PS1=ready> '] });
    const { done, said } = hear(session);
    await said(/ready> /);
    await engineRequest(managerUrl(), 'DELETE', `/containers/${main}?force=1`);
    await done;
    const { exitCode } = await session.ended;
    assert.ok(exitCode === undefined || exitCode === 137 || exitCode === 129, String(exitCode));
  });
});
