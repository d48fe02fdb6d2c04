import assert from 'node:assert/strict';
import { InputQueue } from '../../../src/views/terminals/inputQueue';
import { until } from './fakeSession';

describe('InputQueue', () => {
  it('keeps what came before the stream was open, and the order', async () => {
    const written: Buffer[] = [];
    const queue = new InputQueue(() => assert.fail('nothing is lost'));
    queue.push('first ');
    queue.push('second ');
    queue.connect(async (bytes) => {
      written.push(Buffer.from(bytes));
    });
    queue.push('third');
    await until(() => written.length === 3);
    assert.equal(Buffer.concat(written).toString(), 'first second third');
  });

  it('sends a large paste in steps and never a second step before the first was taken', async () => {
    const paste = Array.from({ length: 12_000 }, (_, line) => `line ${line} ä€😀\n`).join('');
    const written: Buffer[] = [];
    let underway = 0;
    let most = 0;
    const queue = new InputQueue(() => assert.fail('nothing is lost'));
    queue.connect(async (bytes) => {
      underway++;
      most = Math.max(most, underway);
      await new Promise((resolve) => setImmediate(resolve));
      written.push(Buffer.from(bytes));
      underway--;
    });
    queue.push(paste);
    queue.push('\x03');
    await until(() => Buffer.concat(written).length === Buffer.byteLength(paste) + 1);
    assert.equal(Buffer.concat(written).toString(), `${paste}\x03`);
    assert.equal(most, 1);
    assert.ok(written.length > 5, 'a paste of this size takes several writes');
  });

  it('passes every control byte on as it is', async () => {
    const all = `${Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('')}\x7f\x1b[A`;
    const written: Buffer[] = [];
    const queue = new InputQueue(() => assert.fail('nothing is lost'));
    queue.connect(async (bytes) => {
      written.push(Buffer.from(bytes));
    });
    queue.push(all);
    await until(() => written.length === 1);
    assert.deepEqual(Buffer.concat(written), Buffer.from(all, 'latin1'));
  });

  it('joins a character whose halves come one after the other', async () => {
    const written: Buffer[] = [];
    const queue = new InputQueue(() => assert.fail('nothing is lost'));
    queue.connect(async (bytes) => {
      written.push(Buffer.from(bytes));
    });
    queue.push('a\ud83d');
    queue.push('\ude00b');
    await until(() => Buffer.concat(written).includes('b'));
    assert.equal(Buffer.concat(written).toString(), 'a😀b');
  });

  it('says once that nobody takes it, and drops the rest', async () => {
    const lost: unknown[] = [];
    let calls = 0;
    const queue = new InputQueue((error) => lost.push(error));
    queue.connect(async () => {
      calls++;
      throw new Error('gone');
    });
    queue.push('x'.repeat(100_000));
    await until(() => lost.length > 0);
    queue.push('y');
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(lost.length, 1);
    assert.equal(calls, 1);
  });
});
