// Takes Docker's multiplexed streams apart: frames of stdout and stderr behind eight-byte headers.

import { EngineError } from '../engineError';

/** `engine`: words of the engine itself, sent in band when something fails after the answer has begun. */
export type FrameStream = 'stdout' | 'stderr' | 'engine';

export interface Frame {
  readonly stream: FrameStream;
  readonly bytes: Buffer;
}

/** Engines write frames of at most 32 KB; what claims more than this is no frame header. */
export const maxFrameBytes = 64 * 1024 * 1024;

const headerBytes = 8;
// Stream 0 is stdin, which engines write to stdout (moby, pkg/stdcopy).
const streams: readonly FrameStream[] = ['stdout', 'stdout', 'stderr', 'engine'];
const empty = Buffer.alloc(0);

/**
 * Feed it chunks cut anywhere. Format: `[stream, 0, 0, 0, length as big-endian uint32]`, then that many bytes (Engine
 * API, "Attach to a container"). A frame that lies whole in one chunk is a view into it, so nothing is copied; only a
 * frame, or a header, that is split over chunks is put together once.
 */
export class FrameParser {
  /** What of a header or a frame has come so far, when it does not end in the chunk. */
  private parts: Buffer[] = [];
  private partBytes = 0;
  private stream: FrameStream = 'stdout';
  /** Bytes of the frame in hand; -1 while a header is awaited. */
  private frameBytes = -1;

  /** `engine`: label for errors. */
  constructor(private readonly engine: string) {}

  /** The frames that this chunk completes. Throws an `EngineError` (`badReply`) where the bytes cannot be frames. */
  push(chunk: Buffer): Frame[] {
    const frames: Frame[] = [];
    let at = 0;
    for (;;) {
      if (this.frameBytes < 0) {
        const header = this.take(chunk, at, headerBytes);
        at += header.taken;
        if (!header.bytes) return frames;
        this.readHeader(header.bytes, header.from);
      }
      const body = this.take(chunk, at, this.frameBytes);
      at += body.taken;
      if (!body.bytes) return frames;
      const bytes = body.bytes.subarray(body.from, body.from + this.frameBytes);
      frames.push({ stream: this.stream, bytes });
      this.frameBytes = -1;
    }
  }

  /** What was cut off by the end of the stream: the frame as far as it came, and how many bytes are missing. */
  end(): { readonly rest?: Frame; readonly missingBytes: number } {
    if (this.frameBytes < 0) return { missingBytes: this.partBytes === 0 ? 0 : headerBytes - this.partBytes };
    const missingBytes = this.frameBytes - this.partBytes;
    const bytes = Buffer.concat(this.parts);
    return bytes.length === 0 ? { missingBytes } : { rest: { stream: this.stream, bytes }, missingBytes };
  }

  /** `wanted` bytes that begin at `from`, or nothing while more chunks are needed; then what there is has been kept. */
  private take(chunk: Buffer, at: number, wanted: number): Taken {
    const taken = Math.min(wanted - this.partBytes, chunk.length - at);
    if (taken === wanted) return { bytes: chunk, from: at, taken };
    if (taken > 0) this.parts.push(chunk.subarray(at, at + taken));
    this.partBytes += taken;
    if (this.partBytes < wanted) return { bytes: undefined, from: 0, taken };
    const bytes = this.parts.length === 0 ? empty : Buffer.concat(this.parts, wanted);
    this.parts = [];
    this.partBytes = 0;
    return { bytes, from: 0, taken };
  }

  private readHeader(bytes: Buffer, from: number): void {
    const code = bytes[from] ?? -1;
    const stream = streams[code];
    const padding = (bytes[from + 1] ?? 0) | (bytes[from + 2] ?? 0) | (bytes[from + 3] ?? 0);
    if (stream === undefined || padding !== 0) {
      const words = `a header that begins with ${bytes.subarray(from, from + 4).toString('hex')}`;
      throw this.badReply(`The engine sent ${words}, which names no known stream.`);
    }
    const length = bytes.readUInt32BE(from + 4);
    if (length > maxFrameBytes) {
      throw this.badReply(`The engine announced a frame of ${length} bytes; more than ${maxFrameBytes} is no frame.`);
    }
    this.stream = stream;
    this.frameBytes = length;
  }

  private badReply(message: string): EngineError {
    return new EngineError({ reason: 'badReply', engine: this.engine, message, next: 'Open the stream again.' });
  }
}

interface Taken {
  readonly bytes: Buffer | undefined;
  readonly from: number;
  /** How many bytes of this chunk have been used up. */
  readonly taken: number;
}
