// Calls that change a swarm take longer than others: a manager may have to find its leader first.

import type { Call } from './engine';

const slowMs = 30_000;

export function slow(call: Call | undefined): Call {
  return { deadlineMs: slowMs, ...call };
}
