// Lets only so many do something at once; the others wait in line.

export interface Slots {
  /** Resolves when there is room; call the result once to make room again. Rejects with the signal's reason. */
  enter(signal?: AbortSignal): Promise<() => void>;
}

export function slots(count: number): Slots {
  const waiting: (() => void)[] = [];
  let free = count;
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  return {
    async enter(signal) {
      signal?.throwIfAborted();
      if (free > 0) free--;
      else await turn(waiting, signal);
      let left = false;
      return () => {
        if (!left) leave();
        left = true;
      };
    },
  };
}

function turn(waiting: (() => void)[], signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const come = () => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    };
    const giveUp = () => {
      waiting.splice(waiting.indexOf(come), 1);
      reject(signal?.reason);
    };
    waiting.push(come);
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}
