// `dockhound.healthcheck.try`: tries health checks in a live container, or a throw-away one, and writes the one that passes.

import { readProbeTarget } from '../../cluster/evidence/readProbeTarget';
import type { Engine } from '../../engine/engine';
import { HumanError } from '../../model/humanError';
import type { TargetRef } from '../../model/target';
import { findTools } from '../../probes/findTools';
import { type HealthTry, healthTools, healthTries } from '../../probes/health/healthCandidates';
import { type HealthTrial, inThrowAway, portsInside, tryHealth } from '../../probes/health/tryHealth';
import type { Services } from '../../services';
import { plainMessage } from '../../views/plainMessage';
import type { CommandCall } from '../command';
import { confirm } from '../confirm';
import { findContainer } from '../containerTarget';
import { flagOption, type GivenOptions, textOption } from '../givenOptions';
import { withPatience } from '../lifecycle/progress';
import { chooseTasks } from '../serviceTasks';
import { destinationsOf, givenDestination, type Written, writeHealthcheck } from './healthDestinations';
import { pickTrial } from './trialPick';

export interface HealthTried {
  /** The container; for a throw-away one its image. */
  readonly where: string;
  readonly throwAway: boolean;
  readonly trials: readonly HealthTrial[];
  readonly written?: Written;
}

/**
 * A person sees each result as it comes, and chooses. A program gets all of them; with `write` (`dockerfile`, `compose` or
 * `service`) the check named by `candidate`, else the first that passed, is written: into `file` where one is meant. `throwAway`:
 * not in the container itself. `confirmed` stands for the person's yes. Undefined when the person said no. Rejects with a
 * `HumanError` where nothing passed that could be written.
 */
export async function healthcheckTry(
  services: Services,
  [first]: readonly [TargetRef, ...TargetRef[]],
  options: GivenOptions,
  { byPerson }: CommandCall = { byPerson: false },
): Promise<HealthTried | undefined> {
  const place = await placeOf(services, first, options);
  if (!place || !(await agreed(place, options))) return undefined;
  const { engine, where } = place;
  const isShown = (byPerson || options.fromPanel === true) && options.show !== false;
  const inside = (containerId: string, signal: AbortSignal) =>
    workIn({ services, place, containerId, options, isShown, signal });
  if (!place.throwAway) {
    const id = place.containerId ?? '';
    if (isShown) return inside(id, new AbortController().signal);
    return withPatience(plainMessage(`Trying health checks in ${where} on ${engine.label}`), (signal) =>
      inside(id, signal),
    );
  }
  const title = plainMessage(`A throw-away container of ${where} on ${engine.label}`);
  return withPatience(title, (signal) => inThrowAway(engine, place.image, signal, (id) => inside(id, signal)));
}

export interface HealthSite {
  readonly engine: Engine;
  readonly where: string;
  readonly image: string;
  readonly throwAway: boolean;
  /** The container that it is about, also where another one is tried. */
  readonly containerId?: string;
  /** What it was called with, or the task that was chosen of it. */
  readonly target: TargetRef;
}

const readMs = 15_000;

async function placeOf(services: Services, first: TargetRef, options: GivenOptions): Promise<HealthSite | undefined> {
  const { cluster, routes } = services;
  if (first.kind === 'image') {
    const image = first.name ?? first.id ?? '';
    return { engine: await cluster.engine(), where: image, image, throwAway: true, target: first };
  }
  const chosen = await chooseTasks(services, first, { title: 'Try Health Checks' }, options);
  if (!chosen) return undefined;
  const [target] = chosen.targets;
  const { engine, container } = await findContainer(cluster, target, { routes });
  const { facts } = await readProbeTarget(engine, container.id, AbortSignal.timeout(readMs));
  const throwAway = container.state !== 'running' || flagOption(options, 'throwAway');
  const where = throwAway ? facts.image : container.name;
  return { engine, where, image: facts.image, throwAway, containerId: container.id, target };
}

function agreed({ engine, where, throwAway }: HealthSite, options: GivenOptions): Promise<boolean> {
  const asks =
    'It is asked which tools it holds and what listens in it; then a few checks run one after the other, such as wget on its own ports. Each is ended at its time-out, and nothing is changed.';
  return confirm(
    {
      question: plainMessage(
        `Try health checks in ${throwAway ? `a throw-away container of ${where}` : where} on ${engine.label}?`,
      ),
      detail: throwAway
        ? `A container of the image is started with its own command, without network and without volumes, and removed afterwards. ${asks}`
        : asks,
      action: 'Try',
    },
    options,
  );
}

interface Work {
  readonly services: Services;
  readonly place: HealthSite;
  readonly containerId: string;
  readonly options: GivenOptions;
  readonly isShown: boolean;
  readonly signal: AbortSignal;
}

async function workIn({ services, place, containerId, options, isShown, signal }: Work): Promise<HealthTried> {
  const { engine, where, throwAway } = place;
  const { tries, found } = await triesIn(engine, containerId, signal);
  if (tries.length === 0) {
    throw new HumanError(
      `${where} holds no tool that a health check could use.`,
      'Let its program check itself: a subcommand that asks its own port and ends with 0 or 1.',
    );
  }
  const trials: HealthTrial[] = [];
  const run = async (one: HealthTry, within: AbortSignal) => {
    const trial = await tryHealth(engine, containerId, one, found, within);
    trials.push(trial);
    if (trial.passed && one.written) {
      services.cluster.probes.prove({ test: one.test, where, at: new Date().toISOString() });
    }
    return trial;
  };
  const tried = { where, throwAway, trials };
  if (isShown) {
    const destinations = () => destinationsOf(services, place.target);
    const picked = await pickTrial({ services, place, tries, run, signal });
    if (picked === undefined) return tried;
    const written = await writeHealthcheck(services, picked, where, { destinations });
    return written === undefined ? tried : { ...tried, written };
  }
  for (const one of tries) await run(one, signal);
  const destination = await givenDestination(services, place.target, options);
  if (destination === undefined) return tried;
  const passed = namedTry(tries, trials, textOption(options, 'candidate'));
  const written = await writeHealthcheck(services, passed, where, { destination, options });
  return written === undefined ? tried : { ...tried, written };
}

async function triesIn(engine: Engine, containerId: string, signal: AbortSignal) {
  const [{ facts, image }, found, listening] = await Promise.all([
    readProbeTarget(engine, containerId, signal),
    findTools(engine, containerId, healthTools, signal),
    portsInside(engine, containerId, signal),
  ]);
  const { healthcheck } = facts;
  const isChecked = healthcheck !== undefined && healthcheck.test.length > 1;
  const tries = healthTries({
    image: facts.image,
    entrypoint: facts.entrypoint,
    command: facts.command,
    exposed: portsOf([...facts.exposedPorts, ...(image?.exposedPorts ?? [])]),
    listening,
    found,
    ...(isChecked ? { current: { test: healthcheck.test, timeoutMs: healthcheck.timeoutMs } } : {}),
  });
  return { tries, found };
}

/** `80/tcp`. */
function portsOf(exposed: readonly string[]): readonly number[] {
  return [...new Set(exposed.flatMap((port) => (port.endsWith('/udp') ? [] : Number.parseInt(port, 10) || [])))];
}

function namedTry(tries: readonly HealthTry[], trials: readonly HealthTrial[], wanted: string | undefined): HealthTry {
  const passed = new Set(trials.flatMap((trial) => (trial.passed ? [trial.id] : [])));
  const found = tries.find(({ id, written }) => written && passed.has(id) && (wanted === undefined || id === wanted));
  if (found) return found;
  const ids = [...passed].join(', ') || 'none';
  throw new HumanError(`${wanted ?? 'No check'} did not pass, so nothing was written.`, `These passed: ${ids}.`);
}
