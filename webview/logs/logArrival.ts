// Leads to the line at a time that a caller named: at once where it is read already, else as soon as it is.

import type { LogsContract } from '../../src/protocol/logs';
import type { Host } from '../shared/hostRpc';

export interface LogArrival {
  /** RFC 3339. */
  goTo(at: string): void;
  /** There are more rows, or the state is another one. */
  heed(): void;
}

export interface LogArrivalDoor {
  readonly host: Pick<Host<LogsContract>, 'request'>;
  /** Nothing is read yet. */
  isLoading(): boolean;
  show(place: { readonly epoch: number; readonly position: number }): void;
  fail(error: unknown): void;
}

/** Past lines come in a burst: what is the last line now may not be it a moment later. */
const burstMs = 2000;

export function createLogArrival({ host, isLoading, show, fail }: LogArrivalDoor): LogArrival {
  let wanted: string | undefined;
  let until = Number.POSITIVE_INFINITY;
  let asking = false;

  async function look(at: string): Promise<void> {
    asking = true;
    try {
      const { position, extent } = await host.request('locate', { at });
      if (wanted !== at || extent.end === extent.first) return;
      show({ epoch: extent.epoch, position });
      if (position < extent.end - 1) wanted = undefined;
    } catch (error) {
      wanted = undefined;
      fail(error);
    } finally {
      asking = false;
    }
  }

  function heed(): void {
    if (wanted === undefined || asking || isLoading()) return;
    if (until === Number.POSITIVE_INFINITY) until = performance.now() + burstMs;
    if (performance.now() > until) wanted = undefined;
    else void look(wanted);
  }

  return {
    goTo(at) {
      wanted = at;
      until = Number.POSITIVE_INFINITY;
      heed();
    },
    heed,
  };
}
