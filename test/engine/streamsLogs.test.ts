// Logs of containers, services and tasks of real engines.

import assert from 'node:assert/strict';
import type { Engine, LogEntry, LogSource, LogsOptions } from '../../src/engine/engine';
import { engineRequest, managerUrl } from '../support/lab';
import { realEngine, shell, uniqueName, until, workshop } from './callsSupport';

const all: LogsOptions = { follow: false, tail: 'all' };

describe('logs of a real engine', () => {
  const made = workshop(managerUrl);
  let engine: Engine;
  before(async () => {
    engine = await realEngine(managerUrl());
  });
  after(async () => {
    await made.clear();
    engine.dispose();
  });

  async function read(source: LogSource, options: LogsOptions = all): Promise<LogEntry[]> {
    const lines: LogEntry[] = [];
    for await (const batch of engine.logs(source, options, AbortSignal.timeout(20_000))) lines.push(...batch);
    return lines;
  }

  const finished = async (spec: object) => {
    const id = await made.container(spec);
    await engineRequest(managerUrl(), 'POST', `/containers/${id}/wait`);
    return { kind: 'container' as const, id };
  };

  const longLine = 'head -c 100000 /dev/zero | tr "\\0" a; printf "\\303\\244\\n"';

  for (const tty of [false, true]) {
    const stream = tty ? 'tty' : 'stdout';
    it(`keeps lines whole ${tty ? 'with' : 'without'} a TTY: 100 kB, CRLF, no UTF-8, no line end`, async () => {
      const script = `echo first; ${longLine}; printf 'crlf\\r\\n'; printf '\\377x\\n\\n'; printf '\\033[31mred\\033[0m\\nno end'`;
      const lines = await read(await finished(shell(script, { Tty: tty })));
      assert.deepEqual(
        lines.map((line) => line.text),
        ['first', `${'a'.repeat(100_000)}ä`, 'crlf', '\ufffdx', '', '\u001b[31mred\u001b[0m', 'no end'].map((text) =>
          // The terminal turns the program's own CR LF into CR CR LF.
          tty && text === 'crlf' ? 'crlf\r' : text,
        ),
      );
      for (const line of lines) {
        assert.equal(line.stream, stream);
        assert.match(line.time ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
        assert.equal(line.details, undefined);
      }
    });
  }

  it('tells stderr from stdout, also within a line of each', async () => {
    const script = `head -c 20000 /dev/zero | tr "\\0" o; sleep 0.3; head -c 20000 /dev/zero | tr "\\0" e >&2; echo >&2; echo`;
    const lines = await read(await finished(shell(script)));
    assert.deepEqual(lines.map((line) => [line.stream, line.text.length, line.text[0]]).sort(), [
      ['stderr', 20_000, 'e'],
      ['stdout', 20_000, 'o'],
    ]);
  });

  it('reads the last lines, and those since and until an instant', async () => {
    const source = await finished(shell('for i in 1 2 3 4 5; do echo $i; sleep 0.02; done'));
    const lines = await read(source);
    const texts = async (options: Partial<LogsOptions>) =>
      (await read(source, { ...all, ...options })).map((line) => line.text).join('');
    assert.equal(await texts({ tail: 2 }), '45');
    assert.equal(await texts({ tail: 0 }), '');
    assert.equal(await texts({ since: lines[2]?.time ?? '' }), '345');
    // Both ends belong to it, unless the engine is one that leaves the last out: then one nanosecond later.
    assert.match(await texts({ until: lines[2]?.time ?? '' }), /^123?$/);
    const seconds = `${Math.floor(Date.parse(lines[4]?.time ?? '') / 1000) - 3600}.5`;
    assert.equal(await texts({ since: seconds }), '12345');
  });

  it('follows until the container ends, over a restart in between by following anew', async () => {
    const id = await made.container(shell('echo run; trap "echo bye; exit 0" TERM; while :; do sleep 0.05; done'));
    const source = { kind: 'container' as const, id };
    const first: string[] = [];
    let last = '';
    for await (const batch of engine.logs(source, { ...all, follow: true }, AbortSignal.timeout(20_000))) {
      if (first.length === 0) await engine.act(id, { type: 'stop', timeoutSeconds: 5 });
      first.push(...batch.map((line) => line.text));
      last = batch.at(-1)?.time ?? last;
    }
    assert.deepEqual(first, ['run', 'bye']);
    await engine.act(id, { type: 'start' });
    const again: LogEntry[] = [];
    for await (const batch of engine.logs(
      source,
      { follow: true, tail: 'all', since: last },
      AbortSignal.timeout(20_000),
    )) {
      again.push(...batch);
      if (again.some((line) => line.text === 'run')) break;
    }
    assert.deepEqual(
      again.map((line) => line.text),
      ['bye', 'run'],
    );
    assert.ok((again[1]?.time ?? '') > last);
  });

  it('ends quietly with its signal, and waits while nobody reads', async () => {
    const id = await made.container(shell('yes 0123456789012345678901234567890123456789'));
    const controller = new AbortController();
    let lines = 0;
    for await (const batch of engine.logs({ kind: 'container', id }, { ...all, follow: true }, controller.signal)) {
      lines += batch.length;
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (lines > 1000) controller.abort();
    }
    assert.ok(lines > 1000);
    await engine.act(id, { type: 'remove', force: true });
  });

  it('says that nothing can be read back from the driver none', async () => {
    const id = await made.container(shell('echo lost; sleep 1000', { HostConfig: { LogConfig: { Type: 'none' } } }));
    await assert.rejects(read({ kind: 'container', id }), /log driver none, which keeps nothing/);
    const service = await made.service(uniqueName('mute'), {
      ContainerSpec: { Image: 'busybox:1.36', Command: ['sh', '-c', 'echo lost; sleep 1000'] },
      LogDriver: { Name: 'none' },
    });
    await assert.rejects(read({ kind: 'service', id: service }), { reason: 'refused' });
  });

  it('says that the source is gone', async () => {
    await assert.rejects(read({ kind: 'container', id: 'gone' }), { reason: 'notFound' });
    await assert.rejects(read({ kind: 'service', id: 'gone' }), { reason: 'notFound' });
    await assert.rejects(read({ kind: 'task', id: 'gone' }), { reason: 'notFound' });
  });

  for (const tty of [false, true]) {
    it(`gathers a service's logs from both nodes ${tty ? 'with' : 'without'} a TTY, long lines whole`, async () => {
      const script = `echo "hello = world, a"; ${longLine}; echo end; sleep 1000`;
      const id = await made.service(
        uniqueName('logs'),
        { ContainerSpec: { Image: 'busybox:1.36', Command: ['sh', '-c', script], TTY: tty } },
        { Global: {} },
      );
      const source = { kind: 'service' as const, id };
      const lines = await until('three lines from each of two tasks', async () => {
        const found = await read(source);
        return found.filter((line) => line.text === 'end').length === 2 && found;
      });
      const tasks = (await engine.list('task')).items.filter((task) => task.serviceId === id);
      assert.equal(tasks.length, 2);
      for (const task of tasks) {
        const own = lines.filter((line) => line.details?.taskId === task.id);
        assert.deepEqual(
          own.map((line) => (line.text.length > 1000 ? line.text.length : line.text)),
          ['hello = world, a', 100_001, 'end'],
        );
        assert.equal(own[0]?.details?.nodeId, task.nodeId);
        assert.equal(own[0]?.details?.serviceId, id);
        assert.equal(own[0]?.stream, tty ? 'tty' : 'stdout');
        const single = await read({ kind: 'task', id: task.id });
        assert.deepEqual(
          single.map((line) => line.text),
          own.map((line) => line.text),
        );
      }
    });
  }
});
