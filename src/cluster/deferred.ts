// A promise that somebody else settles.

export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly settled: boolean;
  resolve(value: T): void;
  reject(error: unknown): void;
}

/** Its rejection counts as seen even when nobody waits, since waiting for it is optional. */
export function createDeferred<T>(): Deferred<T> {
  let settled = false;
  let resolveIt: (value: T) => void = () => undefined;
  let rejectIt: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((resolve, reject) => {
    resolveIt = resolve;
    rejectIt = reject;
  });
  promise.catch(() => undefined);
  return {
    promise,
    get settled() {
      return settled;
    },
    resolve(value) {
      settled = true;
      resolveIt(value);
    },
    reject(error) {
      settled = true;
      rejectIt(error);
    },
  };
}

/** Settles as the promise does, but rejects with `reason()` as soon as the signal fires. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined, reason: () => Error): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(reason());
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
