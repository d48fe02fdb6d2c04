// Which health checks are worth trying in a container: by its image, what listens in it, and the tools that it holds.

import { parseDockerfile } from '../../documents/dockerfile/parseDockerfile';
import { type HealthcheckCandidate, healthcheckAdvice } from '../../documents/healthcheck/healthcheckAdvice';
import { ownProbes, type ProbeRecipe } from '../../documents/healthcheck/ownProbes';
import { plainCommand } from '../../documents/healthcheck/probeCommand';
import { tcpOnlyPorts, type WorkloadId, workloads } from '../../documents/healthcheck/workloads';
import { parseGoDuration } from '../../model/goDuration';
import type { FoundTools } from '../findTools';

export interface HealthPlace {
  /** As it was asked for, for example `nginx:1.27`. */
  readonly image: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** TCP ports that its image or its settings name. */
  readonly exposed: readonly number[];
  /** TCP ports on which something listens in it now; empty where that could not be read. */
  readonly listening: readonly number[];
  readonly found: FoundTools;
  /** The health check that it has. Masked, so that it is shown, not run. */
  readonly current?: { readonly test: readonly string[]; readonly timeoutMs: number };
}

export interface HealthTry {
  /** Kebab-case, one of its kind in the list: `http-wget`, `http-wget-9000`; `current` is the check that it has. */
  readonly id: string;
  readonly title: string;
  readonly why: string;
  /** As an engine takes it: `['CMD', …]` or `['CMD-SHELL', script]`. */
  readonly test: readonly string[];
  readonly timeoutMs: number;
  /** How it is written down; absent for the check that it has. */
  readonly written?: HealthcheckCandidate;
}

/** All tools that any check calls: what `findTools` is to look for. */
export const healthTools: readonly string[] = [
  ...['curl', 'wget', 'nc', 'bash', 'grep', 'node', '/nodejs/bin/node', 'python', 'python3', '/usr/bin/python3'],
  ...['ruby', 'php', 'cgi-fcgi', 'pg_isready', 'mysqladmin', 'healthcheck.sh', 'redis-cli', 'valkey-cli'],
  ...['mongosh', 'mongo', 'rabbitmq-diagnostics', 'kafka-broker-api-versions', 'traefik'],
  '/opt/kafka/bin/kafka-broker-api-versions.sh',
];

const mostPorts = 3;
const mostTries = 16;
const usualTimeoutMs = 5_000;

/** The ports that programs register for themselves, where their own clients say more than a connection. */
const ownPorts: ReadonlyMap<number, WorkloadId> = new Map([
  [5432, 'postgres'],
  [3306, 'mysql'],
  [6379, 'redis'],
  [27017, 'mongo'],
  [5672, 'rabbitmq'],
]);
const interpreters: readonly WorkloadId[] = ['node', 'python', 'ruby'];

/** The check that it has comes first, then what fits best. What needs a tool that is not there is left out. */
export function healthTries(place: HealthPlace): readonly HealthTry[] {
  const tries = [...(place.current === undefined ? [] : [currentTry(place.current)]), ...advisedTries(place)];
  const seen = new Set<string>();
  return tries
    .filter(({ test }) => {
      const key = JSON.stringify(test);
      return !seen.has(key) && seen.add(key) !== undefined;
    })
    .slice(0, mostTries);
}

/** As an engine takes it. */
export function testOf(command: HealthcheckCandidate['command']): readonly string[] {
  return typeof command === 'string' ? ['CMD-SHELL', command] : ['CMD', ...command];
}

function currentTry({ test, timeoutMs }: NonNullable<HealthPlace['current']>): HealthTry {
  return { id: 'current', title: 'The check that it has', why: 'As it is configured now.', test, timeoutMs };
}

function advisedTries(place: HealthPlace): readonly HealthTry[] {
  const { listening, found } = place;
  const facts = parseDockerfile(dockerfileOf(place));
  const held = (tool: string) => (found.tools.has(tool) || (tool === 'sh' && found.hasShell) ? 'yes' : 'no');
  const targets = listening.length === 0 ? [undefined] : listening.slice(0, mostPorts);
  return targets.flatMap((port, at) => {
    const advised = healthcheckAdvice(facts, { held, ...(port === undefined ? {} : { target: { port } }) })
      // A subcommand that nobody knows may start the program a second time.
      .filter(({ id }) => id !== 'own-command');
    const timings = advised[0] ?? workloads.binary.timings;
    const more = port === undefined ? [] : recipesFor(port, found).map((recipe) => writtenOf(recipe, timings));
    const own = new Set(advised.map(({ id }) => id));
    // What speaks the program's own language says more than a mere connection.
    return [...more.filter(({ id }) => !own.has(id)), ...advised].map((candidate) => tryOf(candidate, at, port));
  });
}

function recipesFor(port: number, { tools }: FoundTools): readonly ProbeRecipe[] {
  const own = ownPorts.get(port);
  const ids = own !== undefined ? [own] : tcpOnlyPorts.has(port) ? [] : interpreters;
  return ids
    .flatMap((id) => ownProbes({ ...workloads[id], id, listens: { number: port, source: 'command', secure: false } }))
    .filter(({ tool }) => tools.has(tool));
}

function writtenOf(
  { id, title, why, tool, command }: ProbeRecipe,
  { interval, timeout, startPeriod, retries }: (typeof workloads)['binary']['timings'],
): HealthcheckCandidate {
  const timings = { interval, timeout, startPeriod, retries };
  return { id, title, why, tool, command: plainCommand(command), probe: command, confidence: 0.8, ...timings };
}

function tryOf(candidate: HealthcheckCandidate, at: number, port: number | undefined): HealthTry {
  const nanoseconds = parseGoDuration(candidate.timeout);
  return {
    id: at === 0 ? candidate.id : `${candidate.id}-${port}`,
    title: port === undefined ? candidate.title : `${candidate.title} (port ${port})`,
    why: candidate.why,
    test: testOf(candidate.command),
    timeoutMs: nanoseconds === undefined || nanoseconds <= 0 ? usualTimeoutMs : nanoseconds / 1e6,
    written: candidate,
  };
}

/** The container as the file that would make it, which is what the advice reads. */
function dockerfileOf({ image, entrypoint, command, exposed, listening }: HealthPlace): string {
  const from = /^[\w][\w./:@-]*$/.test(image) ? image : 'unknown';
  const ports = [...new Set([...listening, ...exposed])];
  const words = (list: readonly string[]) => JSON.stringify(list.map((word) => word.replace(/[^\x20-\x7e]/g, ' ')));
  return [
    `FROM ${from}`,
    ...(ports.length > 0 ? [`EXPOSE ${ports.join(' ')}`] : []),
    ...(entrypoint.length > 0 ? [`ENTRYPOINT ${words(entrypoint)}`] : []),
    ...(command.length > 0 ? [`CMD ${words(command)}`] : []),
    '',
  ].join('\n');
}
