import assert from 'node:assert/strict';
import { EngineError } from '../../src/engine/engineError';
import { type Frame, FrameParser, maxFrameBytes } from '../../src/engine/streams/frameParser';
import { type Seeded, seeded } from '../records/seeded';

function frame(stream: number, bytes: Buffer | string): Buffer {
  const body = Buffer.from(bytes);
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(body.length, 4);
  return Buffer.concat([header, body]);
}

const names = ['stdout', 'stdout', 'stderr', 'engine'];
const plain = (frames: readonly Frame[]) => frames.map(({ stream, bytes }) => [stream, bytes.toString('latin1')]);

/** One byte at a time, as the format is written down; nothing clever. */
function slowTruth(all: Buffer): { frames: string[][]; rest: string; missing: number } {
  const frames: string[][] = [];
  let header: number[] = [];
  let body: number[] = [];
  let wanted = -1;
  for (const byte of all) {
    if (wanted < 0) {
      header.push(byte);
      if (header.length === 8)
        wanted = ((header[4] ?? 0) << 24) | ((header[5] ?? 0) << 16) | ((header[6] ?? 0) << 8) | (header[7] ?? 0);
    } else {
      body.push(byte);
    }
    if (wanted >= 0 && body.length === wanted) {
      frames.push([names[header[0] ?? 0] ?? '', Buffer.from(body).toString('latin1')]);
      header = [];
      body = [];
      wanted = -1;
    }
  }
  const missing = wanted >= 0 ? wanted - body.length : header.length === 0 ? 0 : 8 - header.length;
  return { frames, rest: Buffer.from(body).toString('latin1'), missing };
}

function cut(all: Buffer, random: Seeded): Buffer[] {
  const chunks: Buffer[] = [];
  const most = random.pick([1, 3, 9, 200, 5000]);
  for (let at = 0; at < all.length; ) {
    const next = at + random.int(most + 1);
    chunks.push(all.subarray(at, next));
    at = next;
  }
  return chunks;
}

describe('the frame parser', () => {
  it('agrees with a slow reader on any chunks and any end', () => {
    const random = seeded(20_260_101);
    for (let round = 0; round < 400; round++) {
      const frames = Array.from({ length: random.int(12) }, () =>
        frame(
          random.int(4),
          Buffer.from(Array.from({ length: random.pick([0, 1, 7, 8, 9, 300]) }, () => random.int(256))),
        ),
      );
      const whole = Buffer.concat(frames);
      const all = whole.subarray(0, random.int(2) === 0 ? whole.length : random.int(whole.length + 1));
      const parser = new FrameParser('lab');
      const found = cut(all, random).flatMap((chunk) => parser.push(chunk));
      const truth = slowTruth(all);
      const { rest, missingBytes } = parser.end();
      assert.deepEqual(plain(found), truth.frames);
      assert.equal(rest?.bytes.toString('latin1') ?? '', truth.rest);
      assert.equal(missingBytes, truth.missing);
    }
  });

  it('copies nothing of a chunk that holds whole frames', () => {
    const chunk = Buffer.concat([frame(1, 'one'), frame(2, 'two'), frame(1, '')]);
    const frames = new FrameParser('lab').push(chunk);
    assert.deepEqual(plain(frames), [
      ['stdout', 'one'],
      ['stderr', 'two'],
      ['stdout', ''],
    ]);
    for (const { bytes } of frames) assert.equal(bytes.buffer, chunk.buffer);
  });

  it('reads 100,000 frames in one chunk', () => {
    const one = frame(1, '0123456789\n');
    const chunk = Buffer.alloc(one.length * 100_000);
    for (let at = 0; at < chunk.length; at += one.length) one.copy(chunk, at);
    assert.equal(new FrameParser('lab').push(chunk).length, 100_000);
  });

  const refused = (chunk: Buffer, message: RegExp) => {
    assert.throws(
      () => new FrameParser('lab').push(chunk),
      (error) =>
        error instanceof EngineError &&
        error.reason === 'badReply' &&
        error.engine === 'lab' &&
        message.test(error.message),
    );
  };

  it('refuses a stream that it does not know, and a terminal’s bytes', () => {
    refused(frame(4, 'x'), /begins with 04000000/);
    refused(Buffer.from('hello world\r\n'), /begins with 68656c6c/);
    refused(Buffer.from([1, 0, 7, 0, 0, 0, 0, 1, 65]), /begins with 01000700/);
  });

  it('refuses absurd lengths without waiting for them', () => {
    for (const length of [maxFrameBytes + 1, 0xffffffff]) {
      const header = Buffer.alloc(8);
      header[0] = 1;
      header.writeUInt32BE(length, 4);
      refused(header, new RegExp(`${length} bytes`));
    }
    const header = Buffer.alloc(8);
    header[0] = 1;
    header.writeUInt32BE(maxFrameBytes, 4);
    assert.deepEqual(new FrameParser('lab').push(header), []);
  });
});
