// The content of a secret or a config on its way to the engine: it can be used, and wiped, but not told.

/** Whatever prints, serialises or inspects it gets `***`. Whoever made it wipes it. */
export class SecretValue {
  readonly #bytes: Buffer;
  #wiped = false;

  /** Takes the bytes over: they are zeros after `wipe`. */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get size(): number {
    return this.#bytes.length;
  }

  /** Editors and `echo` add one, and most programs take it for a part of the password. */
  get endsWithNewline(): boolean {
    return this.#bytes.at(-1) === 0x0a;
  }

  /** The same bytes, up to the newline at the end: wiping either wipes both. */
  withoutNewline(): SecretValue {
    const cut = this.endsWithNewline ? (this.#bytes.at(-2) === 0x0d ? 2 : 1) : 0;
    return new SecretValue(this.#bytes.subarray(0, this.#bytes.length - cut));
  }

  /** The bytes must not be kept beyond `run`. */
  use<T>(run: (bytes: Buffer) => Promise<T>): Promise<T> {
    if (this.#wiped) return Promise.reject(new Error('The value has been wiped already.'));
    return run(this.#bytes);
  }

  wipe(): void {
    this.#wiped = true;
    this.#bytes.fill(0);
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  // What node's util.inspect and console.log ask for.
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '***';
  }
}
