// Proves that activation does no I/O. A hook before all tests of the ring watches it, whichever test would activate first.
import assert from 'node:assert/strict';
import childProcess from 'node:child_process';
import dns from 'node:dns';
import fs from 'node:fs';
import http from 'node:http';
import { createServer, Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';

/** Calls that Dockhound's own code made, as `fs.readFile` and the like. */
let calls: string[] = [];
let wasActiveBefore: boolean | undefined;
let connections = 0;

// Longer than any debounce or timer that could hide what activation began.
const afterwardsMs = 500;

before(async function watchActivation() {
  this.timeout(30_000);
  const extension = vscode.extensions.getExtension('dockhound.dockhound');
  if (!extension) throw new Error('VS Code does not know the extension.');
  wasActiveBefore = extension.isActive;
  await withEngineStandIn(async () => {
    const stop = watchCalls(path.join(extension.extensionPath, 'dist'));
    try {
      await extension.activate();
      await sleep(afterwardsMs);
    } finally {
      stop();
    }
  });
});

describe('activation', () => {
  it('was watched from its beginning', () => {
    assert.equal(wasActiveBefore, false, 'something activated Dockhound before the watch began');
  });

  it('reads and writes no file, opens no connection, looks up no name and starts no program', () => {
    assert.deepEqual(calls, []);
  });

  it('leaves the engine alone', () => {
    assert.equal(connections, 0);
  });

  it('would be caught: a command, which may talk to an engine, is', async () => {
    const extension = vscode.extensions.getExtension('dockhound.dockhound');
    calls = [];
    const stop = watchCalls(path.join(extension?.extensionPath ?? '', 'dist'));
    try {
      await vscode.commands.executeCommand('dockhound.refresh');
    } finally {
      stop();
    }
    assert.notDeepEqual(calls, []);
  });
});

/** Notes each call into the outside that comes straight from a file in this folder; ends with the returned function. */
function watchCalls(bundle: string): () => void {
  const undo: (() => void)[] = [];
  const watch = (owner: object, ownerName: string, names: readonly string[]) => {
    for (const name of names) {
      const original = Reflect.get(owner, name) as unknown;
      if (typeof original !== 'function') continue;
      const watched = function (this: unknown, ...args: unknown[]): unknown {
        if (callerIs(bundle)) calls.push(`${ownerName}.${name}`);
        return new.target ? Reflect.construct(original, args) : Reflect.apply(original, this, args);
      };
      Object.assign(watched, original);
      if (!Reflect.set(owner, name, watched)) throw new Error(`${ownerName}.${name} cannot be watched.`);
      undo.push(() => Reflect.set(owner, name, original));
    }
  };
  const functionsOf = (owner: object) =>
    Object.keys(owner).filter((name) => /^[a-z]/.test(name) && typeof Reflect.get(owner, name) === 'function');
  watch(fs, 'fs', functionsOf(fs));
  watch(fs.promises, 'fs.promises', functionsOf(fs.promises));
  watch(childProcess, 'child_process', functionsOf(childProcess));
  watch(dns, 'dns', functionsOf(dns));
  watch(dns.promises, 'dns.promises', functionsOf(dns.promises));
  watch(http, 'http', ['request', 'get']);
  watch(Socket.prototype, 'net.Socket', ['connect']);
  return () => {
    for (const back of undo) back();
  };
}

/**
 * Whether the nearest code on the stack is the bundle's, apart from node's, this test's, and VS Code's proxy support, which
 * stands between extensions and the network. Reading the code of the bundle's own parts does not count.
 */
function callerIs(bundle: string): boolean {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const stack = new Error().stack ?? '';
  Error.stackTraceLimit = limit;
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const between = /\(?node:|[\\/]@vscode[\\/]proxy-agent[\\/]/;
  const at = frames.findIndex((line) => !line.includes(__filename) && !between.test(line));
  const isLoadingCode = frames.slice(0, at).some((line) => line.includes('node:internal/modules/'));
  return !isLoadingCode && (frames[at]?.includes(bundle) ?? false);
}

/** While it runs, the environment names an engine at which nobody but the counter listens. */
async function withEngineStandIn(run: () => Promise<void>): Promise<void> {
  const file = path.join(fs.mkdtempSync(path.join(process.env.TMPDIR ?? '/tmp', 'dh-')), 's');
  const server = createServer((socket) => {
    connections++;
    socket.destroy();
  });
  const address = process.platform === 'win32' ? `\\\\.\\pipe\\${path.basename(path.dirname(file))}` : file;
  await new Promise<void>((done) => server.listen(address, done));
  const engine = process.env.DOCKER_HOST;
  process.env.DOCKER_HOST =
    process.platform === 'win32' ? `npipe://${address.replaceAll('\\', '/')}` : `unix://${file}`;
  try {
    await run();
  } finally {
    if (engine === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = engine;
    await new Promise((done) => server.close(done));
    fs.rmSync(path.dirname(file), { recursive: true, force: true });
  }
}
