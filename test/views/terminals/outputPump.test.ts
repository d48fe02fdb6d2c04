import assert from 'node:assert/strict';
import { OutputPump } from '../../../src/views/terminals/outputPump';

function collect(tty: boolean) {
  const batches: string[] = [];
  return { batches, pump: new OutputPump({ tty, write: (text) => batches.push(text) }) };
}

/** A small generator with a seed, so that a failure can be seen again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function chunks(bytes: Buffer, next: () => number): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = 1 + Math.floor(next() * 9);
    parts.push(bytes.subarray(at, at + size));
    at += size;
  }
  return parts;
}

describe('OutputPump', () => {
  const text = 'ä€😀 déjà vu \x1b[31mred\x1b[0m 漢字\r\n\ufeffplain\n'.repeat(40);

  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`loses nothing, however the bytes are cut (seed ${seed})`, async () => {
      const { batches, pump } = collect(true);
      for (const chunk of chunks(Buffer.from(text), random(seed))) await pump.add('stdout', chunk);
      pump.end();
      assert.equal(batches.join(''), text);
    });

    it(`makes line feeds new lines without a TTY, however the bytes are cut (seed ${seed})`, async () => {
      const { batches, pump } = collect(false);
      for (const chunk of chunks(Buffer.from(text), random(seed))) await pump.add('stdout', chunk);
      pump.end();
      assert.equal(batches.join(''), text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'));
    });
  }

  it('gathers what comes together into one batch', async () => {
    const { batches, pump } = collect(true);
    for (let line = 0; line < 500; line++) await pump.add('stdout', Buffer.from(`line ${line}\r\n`));
    pump.end();
    assert.equal(batches.length, 1);
  });

  it('holds the stream back while a full batch waits', async () => {
    const { batches, pump } = collect(true);
    await pump.add('stdout', Buffer.alloc(200_000, 'x'));
    // add() came back, so the batch must have been handed over before more may come.
    assert.equal(batches.join('').length, 200_000);
    pump.end();
  });

  it('shows a character that is never completed, and bytes that are none', async () => {
    const { batches, pump } = collect(true);
    await pump.add('stdout', Buffer.from([0x61, 0xff, 0x62, 0xe2, 0x82]));
    pump.end();
    assert.equal(batches.join(''), 'a\ufffdb\ufffd');
  });

  it('completes characters per stream', async () => {
    const { batches, pump } = collect(false);
    await pump.add('stdout', Buffer.from([0xe2, 0x82]));
    await pump.add('stderr', Buffer.from('!'));
    await pump.add('stdout', Buffer.from([0xac]));
    pump.end();
    assert.equal(batches.join(''), '!€');
  });
});
