// Takes a stream of chunks apart by counts of bytes, without copying what fits into one chunk.

export interface ByteQueue {
  /** Exactly this many; fewer only where the stream ends. */
  take(count: number): Promise<Buffer>;
  /** At least one and at most this many, as they lie there; empty only where the stream ends. */
  takeSome(most: number): Promise<Buffer>;
  /** Gives up the stream. */
  end(): Promise<void>;
}

export function byteQueue(chunks: AsyncIterable<Buffer>): ByteQueue {
  const source = chunks[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);

  async function takeSome(most: number): Promise<Buffer> {
    while (rest.length === 0) {
      const next = await source.next();
      if (next.done) return rest;
      rest = next.value;
    }
    const part = rest.subarray(0, most);
    rest = rest.subarray(part.length);
    return part;
  }

  return {
    takeSome,
    async take(count) {
      const first = await takeSome(count);
      if (first.length === count || first.length === 0) return first;
      const parts = [first];
      for (let left = count - first.length; left > 0; ) {
        const part = await takeSome(left);
        if (part.length === 0) break;
        parts.push(part);
        left -= part.length;
      }
      return Buffer.concat(parts);
    },
    async end() {
      await source.return?.();
    },
  };
}
