import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { HumanError } from '../../../src/model/humanError';
import type { HostMessage } from '../../../src/protocol/rpc';
import { answer, type RequestDesk } from '../../../src/views/panels/requestDesk';

function desk(handlers: RequestDesk['handlers']): { desk: RequestDesk; posted: HostMessage[]; logged: string[] } {
  const posted: HostMessage[] = [];
  const logged: string[] = [];
  const validators = { add: z.object({ a: z.number(), b: z.number() }), never: z.null(), fails: z.null() };
  return {
    posted,
    logged,
    desk: { validators, handlers, post: (message) => posted.push(message), log: (line) => logged.push(line) },
  };
}

describe('answer', () => {
  it('hands a valid request on and posts its result', async () => {
    const { desk: one, posted } = desk({ add: ({ a, b }: { a: number; b: number }) => a + b });
    await answer(one, { type: 'request', id: 7, method: 'add', params: { a: 2, b: 3 } });
    assert.deepEqual(posted, [{ type: 'response', id: 7, ok: true, result: 5 }]);
  });

  it('never runs a handler with params that are not valid', async () => {
    let ran = false;
    const { desk: one, posted } = desk({
      add: () => {
        ran = true;
      },
    });
    for (const params of [undefined, null, { a: '2', b: 3 }, { a: 1 }, 'x']) {
      await answer(one, { type: 'request', id: 1, method: 'add', params });
    }
    assert.equal(ran, false);
    assert.equal(posted.length, 5);
    assert.ok(posted.every((message) => message.type === 'response' && !message.ok));
  });

  it('refuses methods that nobody offers, also those every object has', async () => {
    const { desk: one, posted } = desk({});
    for (const method of ['toString', 'constructor', '__proto__', 'add', 'unknown']) {
      await answer(one, { type: 'request', id: 1, method, params: null });
    }
    assert.equal(posted.length, 5);
    assert.ok(posted.every((message) => message.type === 'response' && !message.ok));
  });

  it('drops what is no request', async () => {
    const { desk: one, posted, logged } = desk({});
    for (const message of [
      undefined,
      null,
      5,
      'x',
      {},
      { type: 'request' },
      { type: 'request', id: 'a', method: 'add' },
    ]) {
      await answer(one, message);
    }
    assert.deepEqual(posted, []);
    assert.equal(logged.length, 7);
  });

  it('settles with what went wrong, in words for a person', async () => {
    const { desk: one, posted } = desk({
      fails: () => {
        throw new HumanError('It is gone.', 'Refresh.');
      },
    });
    await answer(one, { type: 'request', id: 1, method: 'fails', params: null });
    assert.deepEqual(posted, [
      { type: 'response', id: 1, ok: false, error: { message: 'It is gone.', next: 'Refresh.' } },
    ]);
  });

  it('settles although the work never does', async () => {
    const { desk: one, posted } = desk({ never: () => new Promise(() => undefined) });
    await answer(one, { type: 'request', id: 1, method: 'never', params: null }, 20);
    assert.equal(posted.length, 1);
    assert.ok(posted[0]?.type === 'response' && !posted[0].ok);
  });
});
