// Makes a picture of a window small: as PNG with a palette of 256 colours, which is nearly all that a window has.
import { deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Takes an 8-bit RGB or RGBA PNG without interlacing, as browsers write it, and returns one with a palette. Colours beyond
 * 256 become the nearest of them; transparency is dropped. Format: https://www.w3.org/TR/png/.
 */
export function smallPng(png) {
  const { width, height, pixels } = decode(png);
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = paletteOf(counts);
  const nearest = nearestIn(palette);
  // Rows without a filter: with a palette, neighbours' numbers mean nothing to each other.
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = nearest(pixels[y * width + x]);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap(parts));
  const data = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Colours are 24-bit numbers, red first. */
function parts(colour) {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function decode(png) {
  let width = 0;
  let height = 0;
  let channels = 0;
  const data = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 8, at + 8 + length);
    const type = png.toString('latin1', at + 4, at + 8);
    if (type === 'IHDR') {
      width = body.readUInt32BE(0);
      height = body.readUInt32BE(4);
      channels = { 2: 3, 6: 4 }[body[9]];
      if (body[8] !== 8 || !channels || body[12] !== 0) throw new Error('This PNG is not 8-bit RGB or RGBA.');
    }
    if (type === 'IDAT') data.push(body);
    at += length + 12;
  }
  const rows = unfiltered(inflateSync(Buffer.concat(data)), width * channels, height, channels);
  const pixels = new Uint32Array(width * height);
  for (let i = 0; i < pixels.length; i++) {
    const at = i * channels;
    pixels[i] = (rows[at] << 16) | (rows[at + 1] << 8) | rows[at + 2];
  }
  return { width, height, pixels };
}

function unfiltered(raw, stride, height, step) {
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const left = x >= step ? out[y * stride + x - step] : 0;
      const up = y > 0 ? out[(y - 1) * stride + x] : 0;
      const corner = x >= step && y > 0 ? out[(y - 1) * stride + x - step] : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      out[y * stride + x] = raw[y * (stride + 1) + 1 + x] + guess;
    }
  }
  return out;
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

// Median cut: the box whose colours differ most, weighed by how many pixels have them, is halved until there are 256. The
// commonest colours (backgrounds, text) are kept exactly, since an error there would be seen.
function paletteOf(counts) {
  if (counts.size <= 256) return [...counts.keys()];
  const common = [...counts].sort((a, b) => b[1] - a[1]);
  const kept = common.slice(0, 64).map(([colour]) => colour);
  const boxes = [boxOf(common.slice(64))];
  while (boxes.length < 256 - kept.length) {
    boxes.sort((a, b) => a.weight - b.weight);
    const widest = boxes.pop();
    if (widest.colours.length < 2) {
      boxes.push({ ...widest, weight: -1 });
      if (boxes.every(({ weight }) => weight < 0)) break;
      continue;
    }
    const sorted = widest.colours.sort((a, b) => parts(a[0])[widest.channel] - parts(b[0])[widest.channel]);
    const middle = halfway(sorted);
    boxes.push(boxOf(sorted.slice(0, middle)), boxOf(sorted.slice(middle)));
  }
  return [...kept, ...boxes.map(mean)];
}

function boxOf(colours) {
  let best = { range: -1, channel: 0 };
  let total = 0;
  for (const [, count] of colours) total += count;
  for (const channel of [0, 1, 2]) {
    let low = 255;
    let high = 0;
    for (const [colour] of colours) {
      const value = parts(colour)[channel];
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    if (high - low > best.range) best = { range: high - low, channel };
  }
  return { colours, channel: best.channel, weight: colours.length < 2 ? 0 : best.range * Math.sqrt(total) };
}

function halfway(sorted) {
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (let i = 0; i < sorted.length - 1; i++) {
    seen += sorted[i][1];
    if (seen * 2 >= total) return i + 1;
  }
  return sorted.length - 1;
}

function mean({ colours }) {
  const total = colours.reduce((sum, [, count]) => sum + count, 0);
  const of = (channel) =>
    Math.round(colours.reduce((sum, [colour, count]) => sum + parts(colour)[channel] * count, 0) / total);
  return (of(0) << 16) | (of(1) << 8) | of(2);
}

function nearestIn(palette) {
  const known = new Map(palette.map((colour, index) => [colour, index]));
  return (colour) => {
    const found = known.get(colour);
    if (found !== undefined) return found;
    const [r, g, b] = parts(colour);
    let best = 0;
    let distance = Number.POSITIVE_INFINITY;
    for (const [index, other] of palette.entries()) {
      const [r2, g2, b2] = parts(other);
      const d = (r - r2) ** 2 + (g - g2) ** 2 + (b - b2) ** 2;
      if (d < distance) [best, distance] = [index, d];
    }
    known.set(colour, best);
    return best;
  };
}

function chunk(type, body) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const out = Buffer.alloc(body.length + 12);
  out.writeUInt32BE(body.length, 0);
  out.set(named, 4);
  out.writeUInt32BE(crc(named), body.length + 8);
  return out;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = crcTable[(c ^ byte) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}
