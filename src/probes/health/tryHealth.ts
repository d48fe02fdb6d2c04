// Tries health checks in a container, one after the other, as its engine would run them.

import type { Engine } from '../../engine/engine';
import { EngineError } from '../../engine/engineError';
import { HumanError } from '../../model/humanError';
import { atPointer } from '../../model/maskSecrets';
import type { PlainJson } from '../../model/plainJson';
import { pause } from '../../util/pause';
import { type FoundTools, findTools } from '../findTools';
import { healthcheckCommand } from '../healthcheckRun';
import { removeHelper } from '../helper';
import { maskedWords } from '../maskedWords';
import { isSocketTable, listeningSockets } from '../procNet';
import { runInside } from '../runInside';
import type { HealthTry } from './healthCandidates';

export interface HealthTrial {
  readonly id: string;
  readonly title: string;
  /** Masked. */
  readonly command: string;
  readonly passed: boolean;
  readonly timedOut: boolean;
  readonly exitCode?: number;
  /** Masked, at most 4,096 characters. */
  readonly output: string;
  /** Milliseconds, the way to the engine included. */
  readonly tookMs: number;
}

const mostOutput = 4_096;
const readMs = 8_000;
/** A program that has just been started is given this long to listen. */
const listensWithinMs = 6_000;
const lookMs = 300;

/** TCP ports on which something listens in a container, its loopback included; empty where that cannot be read. */
export async function portsInside(
  engine: Engine,
  containerId: string,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const command = ['cat', '/proc/net/tcp', '/proc/net/tcp6'];
  const { stdout } = await runInside(engine, containerId, command, { signal, deadlineMs: readMs, hasShell: false });
  if (!isSocketTable(stdout)) return [];
  return [...new Set(listeningSockets(stdout).map(({ port }) => port))];
}

/** Of what is shown, the check that it has is masked: it is read anew to be run. Rejects as engines do, or with the signal's reason. */
export async function tryHealth(
  engine: Engine,
  containerId: string,
  one: HealthTry,
  { hasShell }: FoundTools,
  signal: AbortSignal,
): Promise<HealthTrial> {
  const json = (await engine.inspect('container', containerId, { signal })) as PlainJson;
  const test = one.id === 'current' ? texts(atPointer(json, '/Config/Healthcheck/Test')) : one.test;
  const command = healthcheckCommand(test, texts(atPointer(json, '/Config/Shell')));
  if (command === undefined) throw new HumanError('The container has no health check any more.');
  const result = await runInside(engine, containerId, command, { signal, deadlineMs: one.timeoutMs, hasShell });
  return {
    id: one.id,
    title: one.title,
    command: maskedWords(one.test.slice(1).join(' '), 1_000),
    passed: result.exitCode === 0,
    timedOut: result.timedOut,
    ...(result.exitCode === undefined ? {} : { exitCode: result.exitCode }),
    output: maskedWords(result.output, mostOutput),
    tookMs: result.tookMs,
  };
}

/**
 * A container of the image with nothing but its own command, without network and without volumes of others; `use` is called
 * when something listens in it, or after a while. It is removed before this settles.
 */
export async function inThrowAway<T>(
  engine: Engine,
  image: string,
  signal: AbortSignal,
  use: (containerId: string) => Promise<T>,
): Promise<T> {
  const id = await engine.probing.startHelper({ image, purpose: 'healthcheck', network: 'none' }, { signal });
  try {
    const end = Date.now() + listensWithinMs;
    while (Date.now() < end && (await isAlive(engine, id, image, signal))) {
      const { hasShell } = await findTools(engine, id, [], signal);
      if ((await portsInside(engine, id, signal)).length > 0) break;
      // Without cat nothing tells: it is given a moment, and then tried.
      if (!hasShell) break;
      await pause(lookMs, signal);
    }
    signal.throwIfAborted();
    return await use(id);
  } catch (error) {
    // It may have ended between two looks.
    if (error instanceof EngineError && (error.reason === 'notFound' || error.reason === 'conflict')) {
      await isAlive(engine, id, image, signal);
    }
    throw error;
  } finally {
    await removeHelper(engine, id);
  }
}

/** The engine removes a throw-away one as it ends. */
async function isAlive(engine: Engine, id: string, image: string, signal: AbortSignal): Promise<true> {
  try {
    const read = await engine.get('container', id, { signal });
    if (read.ok && read.value.state === 'running') return true;
  } catch (error) {
    if (!(error instanceof EngineError) || error.reason !== 'notFound') throw error;
  }
  throw new HumanError(
    `A container of ${image} with nothing but its own command ends at once.`,
    'Its program may need settings or other programs. Start the container itself, then try in it.',
  );
}

function texts(value: PlainJson | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
