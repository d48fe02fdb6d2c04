// What several tests of causes need in the same form: a container with a probe, a program and its database, a service whose task finds no node.
import { type Box, type Crew, exited } from './dossiers';
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

/** Unhealthy by a check whose last run said `output`; more of the container beside. */
export function checked(test: readonly string[], output: string, more: Box = {}, status = 'unhealthy'): Box {
  const last = { Start: ago(20), End: ago(19), ExitCode: status === 'healthy' ? 0 : 1, Output: output };
  return {
    config: { Healthcheck: { Test: test } },
    state: { Health: { Status: status, FailingStreak: 4, Log: [last] } },
    ...more,
  };
}

/** A program that ended with this log, and the database that its settings name. */
export function databaseClient(log: readonly string[], state = exited(1)): readonly Box[] {
  const env = ['DB=postgres://u@db:5432/shop'];
  return [
    { name: 'api', config: { Env: env }, state, log },
    { name: 'db', config: { Image: 'postgres:16', Cmd: ['postgres'] } },
  ];
}

/** A service whose only task has waited for a minute, with these words of the scheduler. */
export function unplaced(error: string, more: Crew = {}): Crew {
  return { ...more, tasks: [task({ id: 't1', state: 'pending', since: ago(60), error })] };
}
