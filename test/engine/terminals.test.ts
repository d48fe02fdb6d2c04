// Terminals into real containers: what is typed arrives, what is printed is shown, and nothing is left behind.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Engine } from '../../src/engine/engine';
import { attachPlan } from '../../src/views/terminals/attachPlan';
import { ContainerTerminal, type TerminalPlan } from '../../src/views/terminals/containerTerminal';
import { type ExecPlanParts, execPlan } from '../../src/views/terminals/execPlan';
import { noShellError } from '../../src/views/terminals/noShellError';
import { allShells, ShellMemory } from '../../src/views/terminals/shells';
import { managerUrl } from '../support/lab';
import { realEngine, shell, until, workshop } from './callsSupport';

describe('a terminal into a real container', () => {
  const made = workshop(managerUrl);
  const log: string[] = [];
  const shells = new ShellMemory();
  let engine: Engine;
  let id: string;
  before(async () => {
    engine = await realEngine(managerUrl());
    id = await made.container(shell('exec sleep 1000'));
  });
  after(async () => {
    await made.clear();
    engine.dispose();
  });

  function open(plan: TerminalPlan) {
    const seen = { text: '', closes: [] as (number | undefined)[] };
    const pty = new ContainerTerminal(plan);
    pty.onDidWrite((text) => {
      seen.text += text;
    });
    pty.onDidClose((code) => seen.closes.push(code));
    pty.open({ columns: 97, rows: 31 });
    return {
      pty,
      seen,
      says: (text: string) => until(`${text} in ${JSON.stringify(seen.text)}`, () => seen.text.includes(text)),
    };
  }

  function execute(request: ExecPlanParts['request'], container = { id, name: 'box' }) {
    const atEnd = 'close' as const;
    return open(
      execPlan({
        engine,
        container,
        request,
        shells,
        atEnd,
        windows: false,
        sizeAtStart: false,
        log: (line) => log.push(line),
      }),
    );
  }

  /** Without what has ended and only waits to be noticed by PID 1, which is in brackets. */
  const processes = async () => {
    const { stdout } = await engine.run(id, { command: ['ps', '-o', 'pid,args'] });
    return stdout.split('\n').filter((line) => /^ *\d+ [^[]/.test(line));
  };

  it('runs a program and ends with its exit code', async () => {
    const { pty, says } = execute({ command: ['sh', '-c', 'echo hello; exit 7'] });
    assert.deepEqual(await pty.ended, { exitCode: 7 });
    await says('hello');
    await says('[exited with code 7]');
  });

  it('opens at its size and follows it', async () => {
    const { pty, says } = execute({ command: ['sh'] });
    await pty.opened;
    // A size is sent beside the input, so it is asked for until it is there.
    const asking = setInterval(() => pty.handleInput('stty size\r'), 200);
    try {
      await says('\n31 97');
      pty.setDimensions({ columns: 111, rows: 42 });
      await says('\n42 111');
    } finally {
      clearInterval(asking);
    }
    pty.close();
    await pty.left;
  });

  it('echoes what is not ASCII', async () => {
    const { pty, says } = execute({ command: ['cat'] });
    await pty.opened;
    pty.handleInput('ä€😀漢字\r');
    await says('ä€😀漢字\r\nä€😀漢字');
    pty.close();
    await pty.left;
  });

  it('interrupts with Ctrl-C', async () => {
    const { pty } = execute({ command: ['sleep', '900'] });
    await pty.opened;
    await until('sleep runs', async () => (await processes()).some((line) => line.includes('sleep 900')));
    pty.handleInput('\x03');
    const { exitCode } = await pty.ended;
    assert.equal(exitCode, 130);
  });

  it('interrupts a program that prints without end', async () => {
    const { pty, seen } = execute({ command: ['yes', 'äöü'] });
    await until('a megabyte', () => seen.text.length > 1_000_000);
    pty.handleInput('\x03');
    assert.deepEqual(await pty.ended, { exitCode: 130 });
    const lines = seen.text.split('\r\n').slice(1);
    assert.deepEqual(new Set(lines.slice(0, 100_000)), new Set(['äöü']));
  });

  it('takes a paste of 100 kB whole', async () => {
    const lines = Array.from({ length: 2_000 }, (_, line) => `${line}`.padEnd(47, 'äx').slice(0, 47));
    const paste = `${lines.join('\n')}\n`;
    const bytes = Buffer.byteLength(paste);
    assert.ok(bytes > 100_000);
    const sum = createHash('md5').update(paste).digest('hex');
    const { pty, says } = execute({ command: ['sh', '-c', `stty -echo; echo ready; head -c ${bytes} | md5sum`] });
    await says('ready');
    pty.handleInput(paste);
    await says(sum);
    assert.deepEqual(await pty.ended, { exitCode: 0 });
  });

  it('runs as the user and in the folder asked for', async () => {
    const { pty, says } = execute({ command: ['sh', '-c', 'id -u; pwd'], user: '1000', workdir: '/tmp' });
    await pty.ended;
    await says('1000\r\n/tmp');
  });

  it('leaves no shell and no program behind when it is closed', async () => {
    const before = await processes();
    const { pty } = execute({ command: ['sh'] });
    await pty.opened;
    pty.handleInput('sleep 4321\r');
    await until('the program runs', async () => (await processes()).some((line) => line.includes('sleep 4321')));
    pty.close();
    await pty.left;
    await until('they are gone', async () => (await processes()).length === before.length);
    assert.match(log.at(-1) ?? '', /sh was told to end/);
  });

  it('leaves other terminals alone, what ignores the hangup, and what has a session of its own', async () => {
    const first = execute({ command: ['sh'] });
    const second = execute({ command: ['sh'] });
    await Promise.all([first.pty.opened, second.pty.opened]);
    first.pty.handleInput('(trap "" HUP; exec sleep 5432) & setsid sleep 5433 &\r');
    await until('it runs', async () => (await processes()).some((line) => line.includes('sleep 5433')));
    first.pty.close();
    await first.pty.left;
    second.pty.handleInput('echo still $((40 + 2))\r');
    await second.says('still 42');
    const stayed = (await processes()).filter((line) => /\bsleep 543[23]$/.test(line));
    assert.equal(stayed.length, 2, stayed.join());
    second.pty.close();
    await second.pty.left;
    await engine.run(id, { command: ['pkill', '-f', 'sleep 543'] });
  });

  it('says that the container is gone when it is killed under the shell', async () => {
    const other = await made.container(shell('exec sleep 1000'));
    const { pty, says } = execute({ command: ['sh'] }, { id: other, name: 'doomed' });
    await says('/ #');
    await engine.act(other, { type: 'kill', signal: 'KILL' });
    assert.deepEqual(await pty.ended, { exitCode: 137 });
    await says('doomed is not running any more');
  });

  it('says at once that the program or the user is not there', async function () {
    // The engine itself would let a question about the size wait for 10 s.
    this.timeout(8_000);
    const missing = execute({ command: ['no-such-program'] });
    await missing.says('[exited with code 12');
    const nobody = execute({ command: ['true'], user: 'no-such-user' });
    await nobody.says('unable to find user no-such-user');
    // Newer engines refuse the user before there is anything to end.
    await until('why', () => /\[exited with code 126: |\[Could not start a program/.test(nobody.seen.text));
  });

  it('finds shells by trying, and says what to do where there is none', async () => {
    assert.deepEqual(await allShells(engine, id, 'linux'), ['ash', 'sh']);
    assert.equal(await new ShellMemory().find(engine, { id }, 'linux'), 'ash');
    const bare = await made.container({ Image: 'scratch/sleeper:1.0' });
    assert.equal(await new ShellMemory().find(engine, { id: bare }, 'linux'), undefined);
    const error = noShellError(engine, { id: bare, name: 'bare' });
    assert.match(error.message, /bare on lab has no shell/);
    assert.match(error.next ?? '', new RegExp(`--network container:${bare.slice(0, 12)} --pid container:`));
  });

  it('says that a container must be asked, not that it has no shell', async () => {
    const paused = await made.container(shell('exec sleep 1000'));
    await engine.act(paused, { type: 'pause' });
    await assert.rejects(new ShellMemory().find(engine, { id: paused }, 'linux'), { reason: 'conflict' });
    await engine.act(paused, { type: 'unpause' });
  });

  describe('attached', () => {
    const attach = async (containerId: string) =>
      open(await attachPlan({ engine, container: { id: containerId, name: 'main' }, log: (line) => log.push(line) }));
    const isRunning = async (containerId: string) => {
      const read = await engine.get('container', containerId);
      return read.ok && read.value.state === 'running';
    };

    it('speaks with the main process, and closing leaves it running', async () => {
      const main = await made.container(
        shell('while read line; do echo "got $line"; done', { Tty: true, OpenStdin: true }),
      );
      const { pty, says } = await attach(main);
      await pty.opened;
      pty.handleInput('ünï\r');
      await says('got ünï');
      pty.close();
      await pty.left;
      const again = await attach(main);
      await again.pty.opened;
      again.pty.handleInput('again\r');
      await again.says('got again');
      again.pty.handleInput('\x10');
      again.pty.handleInput('\x11');
      await again.pty.left;
      assert.equal(await isRunning(main), true);
    });

    it('makes new lines without a TTY, and ends the input with Ctrl-D', async () => {
      const main = await made.container(
        shell('while read line; do echo "got $line"; done; echo over >&2; exit 4', {
          OpenStdin: true,
          StdinOnce: true,
        }),
      );
      const { pty, says, seen } = await attach(main);
      await pty.opened;
      assert.match(seen.text, /It has no TTY: what you type is not shown/);
      pty.handleInput('one\r');
      await says('got one\r\n');
      pty.handleInput('\x04');
      await says('over\r\n');
      assert.deepEqual(await pty.ended, { exitCode: 4 });
      await says('main exited with code 4');
    });
  });
});
