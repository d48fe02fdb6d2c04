// What a person types or pastes, kept in order on its way into a container.

/** Small enough that a paste is handed on in steps, large enough that 100 kB are a handful of writes. */
const chunkBytes = 16 * 1024;

/**
 * Takes text at any time, also before there is anywhere to send it, and writes it one chunk after the other: the next
 * chunk waits until the last one was accepted, so that a slow reader slows the paste down instead of losing it.
 */
export class InputQueue {
  private readonly chunks: Buffer[] = [];
  private write: ((bytes: Uint8Array) => Promise<void>) | undefined;
  private heldSurrogate = '';
  private draining = false;
  private ended = false;

  /** `onLost` hears once when the other side takes no more; what was still waiting is dropped then. */
  constructor(private readonly onLost: (error: unknown) => void) {}

  push(text: string): void {
    if (this.ended) return;
    // An editor may hand over half of a surrogate pair; encoded by itself it would become U+FFFD.
    let whole = this.heldSurrogate + text;
    this.heldSurrogate = '';
    const last = whole.charCodeAt(whole.length - 1);
    if (last >= 0xd800 && last <= 0xdbff) {
      this.heldSurrogate = whole.slice(-1);
      whole = whole.slice(0, -1);
    }
    const bytes = Buffer.from(whole, 'utf8');
    for (let start = 0; start < bytes.length; start += chunkBytes) {
      this.chunks.push(bytes.subarray(start, start + chunkBytes));
    }
    void this.drain();
  }

  /** From now on there is somewhere to send it to. */
  connect(write: (bytes: Uint8Array) => Promise<void>): void {
    this.write = write;
    void this.drain();
  }

  end(): void {
    this.ended = true;
    this.chunks.length = 0;
  }

  private async drain(): Promise<void> {
    if (this.draining || !this.write) return;
    this.draining = true;
    try {
      for (let chunk = this.chunks.shift(); chunk; chunk = this.chunks.shift()) await this.write(chunk);
    } catch (error) {
      const first = !this.ended;
      this.end();
      if (first) this.onLost(error);
    } finally {
      this.draining = false;
    }
  }
}
