// Reads tar as it streams by: ustar, pax (POSIX.1-2001), and GNU's long names and large numbers.

import type { ArchiveEntry, FileType } from '../../model/containerFile';
import { byteQueue } from './byteQueue';

/** What came is no tar, or ends too early. The message completes "Could not …: ". */
export class BadTar extends Error {
  override readonly name = 'BadTar';
}

const blockBytes = 512;
/** Names and attributes that are announced with more than this are no names. */
const maxHeaderBytes = 1024 * 1024;

/**
 * Yields the entries in their order; the content of each is read before the next is asked for, or passed over. Ends at the
 * archive's end mark. Throws `BadTar`.
 */
export async function* readTar(chunks: AsyncIterable<Buffer>): AsyncGenerator<ArchiveEntry> {
  const bytes = byteQueue(chunks);
  /** What extended headers say about the entry that follows them, and about all that follow. */
  let own: Attributes = new Map();
  let all: Attributes = new Map();
  try {
    for (;;) {
      const block = await bytes.take(blockBytes);
      // Two empty blocks end an archive; some writers leave out the second, or both.
      if (block.length === 0 || isEmpty(block)) return;
      if (block.length < blockBytes) throw new BadTar('the archive ends in the middle of a header');
      const header = readHeader(block);
      switch (header.typeflag) {
        case 'x':
          own = merged(own, paxRecords(await extended(header.size)));
          continue;
        case 'g':
          all = merged(all, paxRecords(await extended(header.size)));
          continue;
        case 'L':
          own = merged(own, new Map([['path', endText(await extended(header.size))]]));
          continue;
        case 'K':
          own = merged(own, new Map([['linkpath', endText(await extended(header.size))]]));
          continue;
        default: {
          const size = sizeOf(header.size, own.get('size') ?? all.get('size'));
          const entry = entryOf(header, size, merged(all, own));
          own = new Map();
          const state = { left: sizeInArchive(header.typeflag, entry.bytes) };
          const padding = (blockBytes - (state.left % blockBytes)) % blockBytes;
          yield { ...entry, content: contentOf(state) };
          while (state.left > 0) await take(state);
          await pass(padding);
        }
      }
    }
  } finally {
    await bytes.end();
  }

  async function extended(size: number): Promise<Buffer> {
    if (size > maxHeaderBytes) throw new BadTar('a name in the archive is longer than any name');
    const content = await bytes.take(size);
    if (content.length < size) throw new BadTar('the archive ends in the middle of a name');
    await pass((blockBytes - (size % blockBytes)) % blockBytes);
    return content;
  }

  async function* contentOf(state: { left: number }): AsyncGenerator<Buffer> {
    while (state.left > 0) yield await take(state);
  }

  async function take(state: { left: number }): Promise<Buffer> {
    const part = await bytes.takeSome(state.left);
    if (part.length === 0) throw new BadTar('the archive ends in the middle of a file');
    state.left -= part.length;
    return part;
  }

  async function pass(count: number): Promise<void> {
    for (let left = count; left > 0; ) {
      const part = await bytes.takeSome(left);
      // The padding of the last file may be missing.
      if (part.length === 0) return;
      left -= part.length;
    }
  }
}

type Attributes = ReadonlyMap<string, string>;

interface Header {
  readonly name: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly modifiedSeconds: number;
  readonly typeflag: string;
  readonly linkName: string;
}

// Offsets: POSIX.1-2001, "ustar Interchange Format"; the GNU form keeps them.
function readHeader(block: Buffer): Header {
  if (!checksumHolds(block)) throw new BadTar('what came is not a tar archive, or is damaged');
  const prefix = block.toString('latin1', 257, 263) === 'ustar\0' ? endText(block.subarray(345, 500)) : '';
  const name = endText(block.subarray(0, 100));
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    mode: number(block.subarray(100, 108)),
    uid: number(block.subarray(108, 116)),
    gid: number(block.subarray(116, 124)),
    size: number(block.subarray(124, 136)),
    modifiedSeconds: number(block.subarray(136, 148)),
    typeflag: String.fromCharCode(block[156] ?? 0),
    linkName: endText(block.subarray(157, 257)),
  };
}

function checksumHolds(block: Buffer): boolean {
  let sum = 0;
  for (const [i, byte] of block.entries()) sum += i >= 148 && i < 156 ? 32 : byte;
  return sum === Number.parseInt(block.toString('latin1', 148, 156), 8);
}

/** Octal digits, or, with the first bit set, a binary number from the highest byte (GNU). */
function number(field: Buffer): number {
  if (((field[0] ?? 0) & 0x80) !== 0) {
    let value = (field[0] ?? 0) & 0x7f;
    for (const byte of field.subarray(1)) value = value * 256 + byte;
    if (!Number.isSafeInteger(value)) throw new BadTar('a number in the archive is out of range');
    return value;
  }
  const digits = field.toString('latin1').replace(/\0.*$/s, '').trim();
  if (digits === '') return 0;
  if (!/^[0-7]+$/.test(digits)) throw new BadTar('a number in the archive is damaged');
  return Number.parseInt(digits, 8);
}

function endText(field: Buffer): string {
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? field.length : end);
}

function isEmpty(block: Buffer): boolean {
  return block.every((byte) => byte === 0);
}

/** `LENGTH KEY=VALUE\n`, the length in bytes and counting itself (POSIX.1-2001, "pax Extended Header"). */
function paxRecords(content: Buffer): Attributes {
  const records = new Map<string, string>();
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(32, at);
    const length = space < 0 ? Number.NaN : Number(content.toString('latin1', at, space));
    const end = at + length;
    if (!Number.isInteger(length) || end <= space || end > content.length) break;
    const record = content.toString('utf8', space + 1, end - 1);
    const equals = record.indexOf('=');
    if (equals > 0) records.set(record.slice(0, equals), record.slice(equals + 1));
    at = end;
  }
  return records;
}

function merged(first: Attributes, second: Attributes): Attributes {
  return second.size === 0 ? first : new Map([...first, ...second]);
}

function sizeOf(inHeader: number, inAttributes: string | undefined): number {
  if (inAttributes === undefined) return inHeader;
  const size = Number(inAttributes);
  if (!/^\d+$/.test(inAttributes) || !Number.isSafeInteger(size)) throw new BadTar('a size in the archive is damaged');
  return size;
}

const types: Readonly<Record<string, FileType>> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '5': 'folder',
};

function entryOf(header: Header, size: number, attributes: Attributes) {
  const name = attributes.get('path') ?? header.name;
  const linkTarget = attributes.get('linkpath') ?? header.linkName;
  const seconds = Number(attributes.get('mtime') ?? header.modifiedSeconds);
  const at = seconds * 1000;
  // An old form marks a folder by the slash behind its name.
  const type = types[header.typeflag] ?? 'other';
  return {
    name: name.replace(/\/+$/, ''),
    type: type === 'file' && name.endsWith('/') ? ('folder' as const) : type,
    bytes: size,
    mode: header.mode % 0o1000,
    owner: {
      uid: wholeOf(attributes.get('uid'), header.uid),
      gid: wholeOf(attributes.get('gid'), header.gid),
    },
    ...(at > 0 && at <= 8.64e15 ? { modifiedAt: new Date(at).toISOString() } : {}),
    ...(linkTarget === '' ? {} : { linkTarget }),
  };
}

/** An id too large for the header stands in its attributes. */
function wholeOf(inAttributes: string | undefined, inHeader: number): number {
  return inAttributes !== undefined && /^\d{1,10}$/.test(inAttributes) ? Number(inAttributes) : inHeader;
}

/** Links, folders and devices may tell a size, but nothing follows them. */
function sizeInArchive(typeflag: string, size: number): number {
  return '123456'.includes(typeflag) ? 0 : size;
}
