import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BadTar, readTar } from '../../src/engine/streams/tarReader';
import type { ArchiveEntry } from '../../src/model/containerFile';
import { seeded } from '../records/seeded';

type Whole = Omit<ArchiveEntry, 'content'> & { readonly text: string };

async function* inPieces(bytes: Buffer, next: () => number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; ) {
    const piece = bytes.subarray(at, at + next());
    at += piece.length;
    yield piece;
  }
}

async function whole(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}

async function all(bytes: Buffer, pieceBytes = 700): Promise<Whole[]> {
  const found: Whole[] = [];
  for await (const { content, ...entry } of readTar(inPieces(bytes, () => pieceBytes))) {
    found.push({ ...entry, text: (await whole(content)).toString('latin1') });
  }
  return found;
}

/** A header by hand: what no tar program would write. */
function header(fields: { name?: string; size?: string; type?: string; link?: string }): Buffer {
  const block = Buffer.alloc(512);
  block.write(fields.name ?? 'file', 0);
  block.write('0000644\0', 100);
  block.write(fields.size ?? '00000000000\0', 124, 'latin1');
  block.write('00000000001\0', 136);
  block.write(fields.type ?? '0', 156);
  block.write(fields.link ?? '', 157);
  block.write('ustar\x0000', 257);
  block.fill(' ', 148, 156);
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
const padded = (text: string) => Buffer.concat([Buffer.from(text), Buffer.alloc((512 - (text.length % 512)) % 512)]);
const octal = (size: number) => `${size.toString(8).padStart(11, '0')}\0`;
const end = Buffer.alloc(1024);

describe('readTar', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dockhound-tar-'));
  const longName = `${'a-long-folder-name/'.repeat(15)}${'f'.repeat(120)}.txt`;
  before(() => {
    const file = (name: string) => path.join(folder, 'top', name);
    mkdirSync(path.dirname(file(longName)), { recursive: true });
    writeFileSync(file(longName), 'deep');
    writeFileSync(file('größe 文.txt'), 'x'.repeat(513), { mode: 0o640 });
    writeFileSync(file('empty'), '');
    writeFileSync(file('exact'), 'y'.repeat(1024));
    symlinkSync('../exact', file('link'));
    linkSync(file('exact'), file('twin'));
    mkdirSync(file('hollow'));
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const format of ['gnu', 'pax', 'ustar']) {
    it(`reads what tar writes as ${format}`, async () => {
      const skip = format === 'ustar' ? ['--exclude=a-long-folder-name'] : [];
      const bytes = execFileSync('tar', ['-c', `--format=${format}`, '--sort=name', ...skip, '-C', folder, 'top']);
      for (const size of [1, 511, 512, 10_000]) {
        const found = await all(bytes, size);
        const of = (name: string) => found.find((entry) => entry.name === `top/${name}`);
        assert.deepEqual([of('größe 文.txt')?.text, of('größe 文.txt')?.mode], ['x'.repeat(513), 0o640]);
        if (format !== 'ustar') assert.equal(of(longName)?.text, 'deep');
        assert.deepEqual([of('empty')?.type, of('empty')?.text], ['file', '']);
        assert.equal(of('exact')?.text, 'y'.repeat(1024));
        assert.deepEqual([of('link')?.type, of('link')?.linkTarget], ['symlink', '../exact']);
        assert.deepEqual([of('twin')?.type, of('twin')?.linkTarget], ['hardlink', 'top/exact']);
        assert.deepEqual([of('hollow')?.type, of('hollow')?.bytes], ['folder', 0]);
        assert.match(of('exact')?.modifiedAt ?? '', /^20\d\d-/);
      }
    });
  }

  it('takes a large number in binary, and a size from a pax header before the one it cannot hold', async () => {
    const binary = Buffer.alloc(12);
    binary[0] = 0x80;
    binary.writeUInt32BE(5, 8);
    const records = '10 size=4\n';
    const bytes = Buffer.concat([
      ...[header({ name: 'binary', size: binary.toString('latin1') }), padded('12345')],
      ...[header({ type: 'x', size: octal(records.length) }), padded(records)],
      ...[header({ name: 'pax' }), padded('1234'), end],
    ]);
    const found = await all(bytes);
    assert.deepEqual(
      found.map(({ name, text }) => [name, text]),
      [
        ['binary', '12345'],
        ['pax', '1234'],
      ],
    );
  });

  it('passes over the content that nobody read, also half of it', async () => {
    const body = 'z'.repeat(5000);
    const bytes = Buffer.concat([header({ size: octal(5000) }), padded(body), header({ name: 'next' }), end]);
    const names: string[] = [];
    for await (const entry of readTar(inPieces(bytes, () => 600))) {
      names.push(entry.name);
      for await (const part of entry.content) {
        assert.ok(part.length > 0);
        break;
      }
    }
    assert.deepEqual(names, ['file', 'next']);
  });

  it('takes no part for the whole', async () => {
    const bytes = Buffer.concat([header({ size: octal(2000) }), padded('z'.repeat(2000)), end]);
    for (const length of [3, 511, 700, 1500]) {
      await assert.rejects(all(bytes.subarray(0, length)), BadTar, `${length} bytes`);
    }
    await assert.rejects(all(Buffer.from('<html>not a tar at all</html>'.repeat(40))), BadTar);
    await assert.rejects(
      all(Buffer.concat([header({ type: 'L', size: octal(2 ** 30) }), end])),
      /longer than any name/,
    );
  });

  it('ends for any damage, with entries or with BadTar, and never hangs', async () => {
    const good = execFileSync('tar', ['-c', '--format=pax', '-C', folder, 'top']);
    const random = seeded(7);
    for (let round = 0; round < 400; round++) {
      const bytes = Buffer.from(good);
      for (let left = 1 + random.int(8); left > 0; left--) bytes[random.int(bytes.length)] = random.int(256);
      try {
        const length = random.pick([bytes.length, bytes.length, random.int(bytes.length)]);
        await all(bytes.subarray(0, length), 1 + random.int(3000));
      } catch (error) {
        assert.ok(error instanceof BadTar, String(error));
      }
    }
  });
});
