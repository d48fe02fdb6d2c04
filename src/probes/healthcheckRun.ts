// Probe: the health check of a container, run by hand as the engine runs it.

import { HumanError } from '../model/humanError';
import { atPointer, maskSecrets } from '../model/maskSecrets';
import type { PlainJson } from '../model/plainJson';
import { findTools } from './findTools';
import { maskedWords } from './maskedWords';
import type { Probe } from './probe';
import { runInside } from './runInside';

/** What the engine keeps of an output (moby daemon/health.go). */
const mostOutput = 4_096;
const usualTimeoutMs = 30_000;
const longestMs = 60_000;

export const healthcheckProbe: Probe = {
  id: 'healthcheck',
  title: 'Run the Health Check by Hand',
  deadlineMs: longestMs + 20_000,
  offers: ({ facts }) =>
    facts.state.status === 'running' && hasTest(facts.healthcheck?.test)
      ? [{ probe: 'healthcheck', title: 'Run the health check by hand', question: {} }]
      : [],
  says: ({ name, engine, facts }) =>
    `Runs the configured health check of ${name} on ${engine} once, inside the container, as the engine does: ${(facts.healthcheck?.test ?? []).slice(1).join(' ').slice(0, 200)}. It is ended after its own time-out.`,
  async run({ id, name, facts }, _question, { engine, signal, now }) {
    // The evidence is masked: what is run has to be the real thing.
    const json = (await engine.inspect('container', id, { signal })) as PlainJson;
    const test = texts(atPointer(json, '/Config/Healthcheck/Test'));
    const command = healthcheckCommand(test, texts(atPointer(json, '/Config/Shell')));
    if (command === undefined) throw new HumanError(`${name} has no health check.`, 'Add one first.');
    const deadlineMs = Math.min(longestMs, facts.healthcheck?.timeoutMs || usualTimeoutMs);
    const { hasShell } = await findTools(engine, id, [], signal);
    const result = await runInside(engine, id, command, { signal, deadlineMs, hasShell });
    return [
      {
        kind: 'healthcheck',
        at: now(),
        test: texts(maskSecrets([...test]).json),
        ...(result.exitCode === undefined ? {} : { exitCode: result.exitCode }),
        timedOut: result.timedOut,
        tookMs: result.tookMs,
        output: maskedWords(result.output, mostOutput),
      },
    ];
  },
};

/** What is run for a test as it is configured: `CMD-SHELL` goes to the image's shell (moby daemon/health.go, getShell). */
export function healthcheckCommand(
  [kind, ...words]: readonly string[],
  shell: readonly string[] = [],
): readonly string[] | undefined {
  if (words.length === 0) return undefined;
  switch (kind) {
    case 'CMD':
      return words;
    case 'CMD-SHELL':
      return [...(shell.length > 0 ? shell : ['/bin/sh', '-c']), words.join(' ')];
    default:
      return undefined;
  }
}

function hasTest(test: readonly string[] | undefined): boolean {
  return test !== undefined && healthcheckCommand(test) !== undefined;
}

function texts(value: PlainJson | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
