// Terminals of the real extension, in a real extension host, into real containers.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { Engine } from '../../src/engine/engine';
import { realEngine, shell, uniqueName, until, workshop } from '../engine/callsSupport';
import { managerUrl } from '../support/lab';
import { knowsContainer } from './picture';

interface Outcome {
  readonly terminal: string;
  readonly containerId: string;
  readonly command: readonly string[];
  readonly exitCode?: number;
}

describe('terminals into containers', () => {
  const made = workshop(managerUrl);
  const name = uniqueName('box');
  const closed = new Map<vscode.Terminal, number | undefined>();
  let engine: Engine;
  let id: string;
  let listener: vscode.Disposable;

  const container: typeof made.container = async (...args) => knowsContainer(await made.container(...args));
  before(async () => {
    engine = await realEngine(managerUrl());
    id = await container(shell('while :; do sleep 1; done'), { name });
    listener = vscode.window.onDidCloseTerminal((terminal) => closed.set(terminal, terminal.exitStatus?.code));
  });
  after(async () => {
    listener.dispose();
    for (const terminal of vscode.window.terminals) terminal.dispose();
    await made.clear();
    engine.dispose();
  });

  const exec = (options?: object) =>
    vscode.commands.executeCommand<Outcome>('dockhound.exec', { kind: 'container', name }, options);

  async function openShell(options?: object): Promise<vscode.Terminal> {
    const before = new Set(vscode.window.terminals);
    const outcome = await exec(options);
    assert.equal(outcome.containerId, id);
    const terminal = vscode.window.terminals.find((each) => !before.has(each));
    assert.ok(terminal, 'a terminal was opened');
    assert.equal(terminal.name, outcome.terminal);
    return terminal;
  }

  async function fileIn(path: string): Promise<string | undefined> {
    const { exitCode, stdout } = await engine.run(id, { command: ['cat', path] });
    return exitCode === 0 && stdout !== '' ? stdout : undefined;
  }

  const fileSays = (path: string) => until(`${path} is written`, () => fileIn(path));

  async function isRunning(program: string): Promise<boolean> {
    return (await engine.run(id, { command: ['ps', '-o', 'args'] })).stdout.includes(program);
  }

  it('opens the shell that is there, and closes with its exit code', async () => {
    const terminal = await openShell();
    assert.equal(terminal.name, `${name} · Shell`);
    terminal.sendText('exit 5');
    await until('the terminal closes', () => closed.has(terminal));
    assert.equal(closed.get(terminal), 5);
  });

  it('answers a program with the exit code of a command', async () => {
    const outcome = await exec({ command: `sh -c 'exit 7'`, wait: true });
    assert.deepEqual(outcome.command, ['sh', '-c', 'exit 7']);
    assert.equal(outcome.exitCode, 7);
    assert.equal((await exec({ command: ['true'], wait: true })).exitCode, 0);
  });

  it('keeps the terminal of a command open until a key is pressed', async () => {
    const terminal = await openShell({ command: ['sh', '-c', 'echo kept > /tmp/kept; exit 3'] });
    await fileSays('/tmp/kept');
    assert.equal(closed.has(terminal), false);
    await until('a key closes it', () => {
      terminal.sendText(' ', false);
      return closed.has(terminal);
    });
    assert.equal(closed.get(terminal), 3);
  });

  it('has the size of the panel, and follows it', async () => {
    const terminal = await openShell();
    // The size is told beside the input, so it is asked for until it is there.
    const first = await until('a size', async () => {
      terminal.sendText('stty size > /tmp/size1');
      const said = await fileIn('/tmp/size1');
      return said !== undefined && /^[1-9]\d* [1-9]\d*\n$/.test(said) ? said : undefined;
    });
    await vscode.commands.executeCommand('workbench.action.toggleMaximizedPanel');
    await until('another size', async () => {
      terminal.sendText('stty size > /tmp/size2');
      const second = await fileIn('/tmp/size2');
      return second !== undefined && second !== first;
    });
    await vscode.commands.executeCommand('workbench.action.toggleMaximizedPanel');
    terminal.dispose();
  });

  it('takes 100 kB at once, and what is not ASCII', async () => {
    const paste = `${Array.from({ length: 2_000 }, (_, line) => `${line} äöü €漢字😀`.padEnd(40, '.')).join('\n')}\n`;
    const bytes = Buffer.byteLength(paste);
    assert.ok(bytes > 100_000);
    // Not typed into the shell: its line editor asks the terminal for the cursor, and the answer would be counted too.
    const script = `stty -echo; echo ready > /tmp/ready; head -c ${bytes} | md5sum > /tmp/sum`;
    const terminal = await openShell({ command: ['sh', '-c', script] });
    await fileSays('/tmp/ready');
    terminal.sendText(paste, false);
    const sum = await fileSays('/tmp/sum');
    assert.equal(sum.slice(0, 32), createHash('md5').update(paste).digest('hex'));
    terminal.dispose();
  });

  it('interrupts with Ctrl-C', async () => {
    const terminal = await openShell();
    terminal.sendText('sleep 900; echo $? > /tmp/interrupted');
    await until('it sleeps', () => isRunning('sleep 900'));
    terminal.sendText('\x03', false);
    // What follows on the same line is dropped as well, so the shell is asked anew.
    terminal.sendText('echo $? > /tmp/interrupted');
    assert.equal(await fileSays('/tmp/interrupted'), '130\n');
    assert.equal(await isRunning('sleep 900'), false);
    terminal.dispose();
  });

  it('runs as the user and in the folder asked for', async () => {
    const { exitCode } = await exec({
      command: ['sh', '-c', 'test $(id -u) = 1000 && test $(pwd) = /tmp'],
      user: '1000',
      workdir: '/tmp',
      wait: true,
    });
    assert.equal(exitCode, 0);
  });

  it('leaves no shell behind when it is closed', async () => {
    const terminal = await openShell();
    terminal.sendText('sleep 901');
    await until('it sleeps', () => isRunning('sleep 901'));
    terminal.dispose();
    await until('it is gone', async () => !(await isRunning('sleep 901')));
  });

  it('attaches to the main process and leaves it running', async () => {
    const main = uniqueName('main');
    const mainId = await container(
      shell('while read line; do echo "$line" >> /tmp/heard; done', { Tty: true, OpenStdin: true }),
      { name: main },
    );
    const heard = async () => (await engine.run(mainId, { command: ['cat', '/tmp/heard'] })).stdout;
    const outcome = await vscode.commands.executeCommand<Outcome>('dockhound.attach', {
      kind: 'container',
      id: mainId,
    });
    const terminal = vscode.window.terminals.find((each) => each.name === outcome.terminal);
    assert.equal(terminal?.name, `${main} · Attach`);
    terminal?.sendText('hällo');
    await until('it heard', async () => (await heard()) === 'hällo\n');
    terminal?.dispose();
    await until('it is closed', () => terminal && closed.has(terminal));
    const read = await engine.get('container', mainId);
    assert.equal(read.ok && read.value.state, 'running');
  });

  it('says what to do for a container without a shell', async () => {
    const bare = await container({ Image: 'scratch/sleeper:1.0' });
    const open = vscode.commands.executeCommand('dockhound.exec', { kind: 'container', id: bare });
    await assert.rejects(Promise.resolve(open), /has no shell/);
  });

  it('says that a stopped container must be started first', async () => {
    const stopped = await container(shell('true'), { start: false });
    const open = vscode.commands.executeCommand('dockhound.exec', { kind: 'container', id: stopped });
    await assert.rejects(Promise.resolve(open), /is not running/);
  });

  it('rejects, and leaves no terminal, when the program cannot start', async () => {
    const count = vscode.window.terminals.length;
    const open = exec({ command: ['true'], user: 'nobody-by-this-name', wait: true });
    // Engines differ: some refuse the start, some start and end with 126.
    const outcome = await Promise.resolve(open).catch((error: unknown) => error);
    if (!(outcome instanceof Error)) assert.equal((outcome as Outcome).exitCode, 126);
    await until('no terminal is left', () => vscode.window.terminals.length === count);
  });
});
