// The docker command line tool, as those see it who have it run.

import type { Endpoint } from '../../engine/endpoint';

/**
 * Runs it against this engine, without a shell; resolves with whatever exit code it ends with. Rejects with a `HumanError`
 * where it is not installed, and with the signal's reason once it was ended by that. What it prints is untrusted text.
 */
export type DockerCli = (
  endpoint: Endpoint,
  args: readonly string[],
  options: {
    readonly cwd: string;
    /** Added to the process's own variables; never overrides one of them. */
    readonly variables?: Readonly<Record<string, string>>;
    readonly signal?: AbortSignal;
    readonly onLine?: (line: string) => void;
  },
) => Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }>;
