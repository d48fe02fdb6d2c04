// What several tests of causes need in the same form: a container with a probe, a service whose task finds no node.
import type { Box, Crew } from './dossiers';
import { ago, task } from './pictures';

export interface ProbeResult {
  readonly exitCode: number;
  readonly output: string;
  /** `unhealthy` when not said. */
  readonly status?: 'healthy' | 'unhealthy' | 'starting';
}

/** A web server whose health check asks for port 8080 with curl; this is what the last probe said. */
export function probed({ exitCode, output, status = 'unhealthy' }: ProbeResult, more: Box = {}): Box {
  const test = ['CMD-SHELL', 'curl -f http://localhost:8080/'];
  const last = { Start: ago(20), End: ago(19), ExitCode: exitCode, Output: output };
  return {
    ...more,
    config: { Healthcheck: { Test: test, Timeout: 1e9, Interval: 5e9 }, ...more.config },
    state: { Health: { Status: status, FailingStreak: 4, Log: [last] } },
  };
}

/** A service whose only task has waited for a minute, with these words of the scheduler. */
export function unplaced(error: string, more: Crew = {}): Crew {
  return { ...more, tasks: [task({ id: 't1', state: 'pending', since: ago(60), error })] };
}
