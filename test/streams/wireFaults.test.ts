// Streams and lists from engines that break off, stall, talk nonsense or answer late.

import assert from 'node:assert/strict';
import type { RequestListener, ServerResponse } from 'node:http';
import { createDockerEngine } from '../../src/engine/dockerEngine';
import type { Engine } from '../../src/engine/engine';
import { EngineError } from '../../src/engine/engineError';
import { openConnection } from '../../src/engine/openConnection';
import { engineLike, type Running, serveHttp } from '../transport/servers';

const event = (id: string) =>
  `${JSON.stringify({ Type: 'container', Action: 'start', Actor: { ID: id, Attributes: {} }, time: 1 })}\n`;
const stdout = (text: string) => {
  const header = Buffer.from([1, 0, 0, 0, 0, 0, 0, Buffer.byteLength(text)]);
  return Buffer.concat([header, Buffer.from(text)]);
};
const time = '2026-01-02T03:04:05.123456789Z';

describe('streams on a bad wire', () => {
  let running: Running | undefined;
  let engine: Engine | undefined;
  afterEach(async () => {
    engine?.dispose();
    await running?.close();
  });

  /** An engine that says of every container that it has no TTY, and leaves the rest to `answer`. */
  async function engineThat(answer: (path: string, response: ServerResponse) => void, tty = false): Promise<Engine> {
    const handler: RequestListener = (request, response) => {
      const path = request.url ?? '';
      if (/\/containers\/[^/]+\/json/.test(path))
        json(response, { Id: 'c', Config: { Tty: tty }, State: { Running: true } });
      else answer(path, response);
    };
    running = await serveHttp(engineLike(handler));
    engine = createDockerEngine(await openConnection(running.endpoint));
    return engine;
  }

  const json = (response: ServerResponse, value: unknown, status = 200) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));

  /** What was read before the end, and how it ended. */
  async function drain<T>(stream: AsyncIterable<T>): Promise<{ items: T[]; error?: EngineError }> {
    const items: T[] = [];
    try {
      for await (const item of stream) items.push(item);
      return { items };
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      return { items, error };
    }
  }

  const events = (from: Engine, options = {}, signal = AbortSignal.timeout(5000)) =>
    drain(from.events(options, signal));
  const logs = (from: Engine) =>
    drain(from.logs({ kind: 'container', id: 'c' }, { follow: true, tail: 'all' }, AbortSignal.timeout(5000)));

  it('keeps the events before the engine closes, and says that it closed', async () => {
    const from = await engineThat((_, response) => response.end(event('a') + event('b')));
    const { items, error } = await events(from);
    assert.deepEqual(
      items.map((item) => item.id),
      ['a', 'b'],
    );
    assert.equal(error?.reason, 'unreachable');
  });

  it('says that the connection broke', async () => {
    const from = await engineThat((_, response) => {
      response.write(event('a'));
      setTimeout(() => response.destroy(), 50);
    });
    const { items, error } = await events(from);
    assert.equal(items.length, 1);
    assert.equal(error?.reason, 'unreachable');
  });

  it('calls half an event and no JSON a bad reply', async () => {
    for (const last of ['{"Type":"contai', 'nonsense', '{"Type":"x"\n']) {
      const from = await engineThat((_, response) => response.end(event('a') + last));
      const { items, error } = await events(from);
      assert.equal(items.length, 1, last);
      assert.equal(error?.reason, 'badReply', last);
      from.dispose();
      await running?.close();
    }
  });

  it('reads events however they are cut, characters included', async () => {
    const all = Buffer.from(event('ä€😀') + event('b') + event('c').trimEnd());
    const from = await engineThat(async (_, response) => {
      for (const byte of all) {
        response.write(Buffer.from([byte]));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    assert.deepEqual(
      (await events(from)).items.map((item) => item.id),
      ['ä€😀', 'b', 'c'],
    );
  });

  it('says what the engine says with a status of 500', async () => {
    const from = await engineThat((_, response) => json(response, { message: 'the disk is on fire' }, 500));
    assert.match((await events(from)).error?.message ?? '', /the disk is on fire/);
    assert.match((await logs(from)).error?.message ?? '', /the disk is on fire/);
    await assert.rejects(from.list('container'), /the disk is on fire/);
    await assert.rejects(from.info(), EngineError);
  });

  it('opens at once with the headers, and after a while where they wait for the first event', async () => {
    const quick = await engineThat((_, response) => response.flushHeaders());
    const opened = async (from: Engine) => {
      const controller = new AbortController();
      let calls = 0;
      await new Promise<void>((resolve) => {
        const onOpen = () => {
          calls++;
          resolve();
        };
        void events(from, { onOpen }, controller.signal);
      });
      controller.abort();
      return calls;
    };
    assert.equal(await opened(quick), 1);
    quick.dispose();
    await running?.close();
    let late: ServerResponse | undefined;
    const slow = await engineThat((_, response) => {
      late = response;
    });
    let calls = 0;
    const reading = events(slow, { onOpen: () => calls++ });
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.equal(calls, 1);
    late?.end(event('a'));
    assert.deepEqual(
      (await reading).items.map((item) => item.id),
      ['a'],
    );
    assert.equal(calls, 1);
  });

  it('does not open where the engine refuses', async () => {
    const from = await engineThat((_, response) => json(response, { message: 'no' }, 403));
    let calls = 0;
    const { error } = await events(from, { onOpen: () => calls++ });
    assert.equal(error?.reason, 'denied');
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.equal(calls, 0);
  });

  it('keeps the lines before a log breaks off in a frame', async () => {
    const part = stdout(`${time} whole\n`);
    const from = await engineThat((_, response) => response.end(Buffer.concat([part, part.subarray(0, 20)])));
    const { items, error } = await logs(from);
    assert.deepEqual(
      items.flat().map((line) => line.text),
      ['whole', time.slice(0, 12)],
    );
    assert.equal(error?.reason, 'badReply');
    assert.match(error?.message ?? '', /bytes are missing/);
  });

  it('calls a log without frames, where there should be some, a bad reply', async () => {
    const from = await engineThat((_, response) => response.end(`${time} hello\n`));
    assert.equal((await logs(from)).error?.reason, 'badReply');
  });

  it('passes on what the engine says within a log', async () => {
    const words = Buffer.from('Error grabbing logs: warning: incomplete log stream. node n is not available\n');
    const said = Buffer.concat([Buffer.from([3, 0, 0, 0, 0, 0, 0, words.length]), words]);
    const from = await engineThat((_, response) => response.end(Buffer.concat([stdout(`${time} one\n`), said])));
    const { items, error } = await logs(from);
    assert.equal(items.flat().length, 1);
    assert.equal(error?.reason, 'unreachable');
    assert.match(error?.message ?? '', /log is incomplete.*node n is not available/);
  });

  it('gives up on a line of statistics without an end', async () => {
    const from = await engineThat((path, response) => {
      if (path.endsWith('/info')) return void json(response, {});
      response.write('{"read":"');
      const block = Buffer.alloc(1024 * 1024, 120);
      const more = () => {
        while (response.writable && response.write(block));
      };
      response.on('drain', more);
      more();
    });
    const { error } = await drain(from.stats('c', AbortSignal.timeout(8000)));
    assert.equal(error?.reason, 'badReply');
    assert.match(error?.message ?? '', /line without an end/);
  });

  it('refuses a single reading of statistics that is nothing, half or no JSON, and gives up with its signal', async () => {
    let answer = '';
    const from = await engineThat((path, response) => {
      if (!path.includes('/stats')) return void json(response, {});
      if (answer === 'silence') response.flushHeaders();
      else response.end(answer);
    });
    for (const [text, said] of [
      ['', /sent no statistics/],
      ['{"read":', /stopped in the middle/],
      ['<html>\n', /not JSON/],
    ] as const) {
      answer = text;
      await assert.rejects(from.statsOnce('c'), (error: EngineError) => {
        assert.match(error.message, said);
        return error.reason === 'badReply';
      });
    }
    answer = 'silence';
    const late = from.statsOnce('c', undefined, { deadlineMs: 100 });
    await assert.rejects(late, (error: EngineError) => error.reason === 'timeout');
  });

  it('refuses answers that are no lists and no objects', async () => {
    for (const answer of ['text', 7, { a: 1 }]) {
      const from = await engineThat((_, response) => json(response, answer));
      await assert.rejects(from.list('service'), { reason: 'badReply' });
      if (typeof answer !== 'object') await assert.rejects(from.info(), { reason: 'badReply' });
      from.dispose();
      await running?.close();
    }
    const empty = await engineThat((_, response) => json(response, null));
    assert.deepEqual(await empty.list('service'), { items: [], unreadable: [] });
  });

  it('keeps the readable objects of a list beside an unreadable one', async () => {
    const from = await engineThat((_, response) =>
      json(response, [{ ID: 'a' }, { Spec: { Name: 'lost' } }, null, { ID: 'b' }]),
    );
    const { items, unreadable } = await from.list('service');
    assert.deepEqual(
      items.map((item) => item.id),
      ['a', 'b'],
    );
    assert.deepEqual(unreadable, [
      { kind: 'service', id: 'unreadable:1', name: 'lost', message: 'ID: expected a text, got nothing' },
      { kind: 'service', id: 'unreadable:2', message: 'service: expected an object, got null' },
    ]);
  });

  for (const [when, answers] of [
    ['after', true],
    ['before', false],
  ] as const)
    it(`ends every stream quietly with its signal while the engine is silent ${when} it answered`, async () => {
      const from = await engineThat((path, response) => {
        if (path.endsWith('/info')) answers && json(response, {});
        else if (answers) response.flushHeaders();
      });
      const signal = AbortSignal.timeout(100);
      const streams = [
        from.events({}, signal),
        from.stats('c', signal),
        from.logs({ kind: 'container', id: 'c' }, { follow: true, tail: 1 }, signal),
      ];
      const ends = await Promise.all(streams.map((stream) => drain<unknown>(stream)));
      assert.deepEqual(ends, [{ items: [] }, { items: [] }, { items: [] }]);
    });
});
