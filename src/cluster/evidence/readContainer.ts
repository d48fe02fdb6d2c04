// Everything that is read about one container: inspect first, then log, image, stats and processes at once.

import type { Engine } from '../../engine/engine';
import { containerFacts } from '../../engine/facts/containerFacts';
import { imageFacts } from '../../engine/facts/imageFacts';
import type { ContainerFacts } from '../../model/dossier/containerFacts';
import type { ContainerDossier, ProcessCount } from '../../model/dossier/dossier';
import { type Known, known, missing } from '../../model/dossier/known';
import { splitRuns } from '../../model/dossier/logRuns';
import type { EngineEvent } from '../../model/engineEvent';
import type { Gap } from '../../model/gap';
import { threadsOf } from '../../model/processes';
import type { StatsReading } from '../../model/statsSample';
import type { Task } from '../../model/task';
import { type Asking, ask } from './askEvidence';
import { readScriptHead, readWritten } from './readFiles';
import { readLog } from './readLog';

export interface ContainerToRead {
  readonly id: string;
  readonly name: string;
  readonly depth: number;
  readonly task?: Task;
}

/** An engine with its events of late, which are read once for all its containers. */
export interface EvidenceSource {
  readonly engine: Engine;
  readonly asking: Asking;
  readonly events: Promise<Known<readonly EngineEvent[]>>;
  /** By how many milliseconds its clock is ahead of that of the engine in hand. */
  readonly clockAheadMs: number;
  /** Whether it matters what containers wrote into their own layers. */
  readonly layers: boolean;
}

/** The engine takes about a second for a sample; what comes later is not worth waiting for. */
const statsWithinMs = 2_500;

/** Compared with nothing: the sample's shares are then those since the start, and the engine need not take two. */
const nothingBefore: Pick<StatsReading, 'counters' | 'limits' | 'limitsReadAt'> = {
  counters: { periods: 0, throttledPeriods: 0 },
  limits: {},
  limitsReadAt: Number.POSITIVE_INFINITY,
};

/** Never rejects: what fails is a gap of its part. */
export async function readContainer(wanted: ContainerToRead, source: EvidenceSource): Promise<ContainerDossier> {
  const { engine, asking } = source;
  const { id, name, depth, task } = wanted;
  const facts = await ask('inspect', `the settings of ${name}`, asking, async (signal) =>
    containerFacts(await engine.inspect('container', id, { signal })),
  );
  const base = {
    kind: 'container' as const,
    id,
    name,
    depth,
    from: 'inspect' as const,
    ...(asking.node === undefined ? {} : { node: asking.node }),
    ...(source.clockAheadMs === 0 ? {} : { clockAheadMs: source.clockAheadMs }),
    ...(task === undefined ? {} : { task }),
  };
  if (!facts.known) return { ...base, facts, log: facts, events: facts, stats: facts, image: facts };
  const [events, lines, image, stats, processes, written] = await Promise.all([
    eventsOf(id, source),
    ask('log', `the log of ${name}`, asking, (signal) => readLog(engine, { kind: 'container', id }, signal)),
    readImage(facts.value, source),
    readStats(wanted, facts.value, source),
    countProcesses(wanted, facts.value, source),
    source.layers && depth === 0 ? readWritten(id, name, source) : undefined,
  ]);
  const script = lines.known ? await readScriptHead(id, facts.value, lines.value.lines, source) : undefined;
  const { state } = facts.value;
  const known_ = events.known ? events.value : [];
  return {
    ...base,
    facts,
    log: lines.known ? known(splitRuns(lines.value.lines, state, known_, lines.value.cut)) : lines,
    events,
    stats,
    image,
    ...(processes === undefined ? {} : { processes }),
    ...(script === undefined ? {} : { script }),
    ...(written === undefined ? {} : { written }),
  };
}

async function eventsOf(id: string, { events }: EvidenceSource): Promise<Known<readonly EngineEvent[]>> {
  const all = await events;
  return all.known ? known(all.value.filter((event) => event.id === id)) : all;
}

function readImage({ imageId, image }: ContainerFacts, { engine, asking }: EvidenceSource) {
  return ask('image', `the image ${image}`, asking, async (signal) =>
    imageFacts(await engine.inspect('image', imageId ?? image, { signal })),
  );
}

/** Only of what was asked about: a sample takes the engine a second. */
async function readStats(
  { id, name, depth }: ContainerToRead,
  { state }: ContainerFacts,
  { engine, asking }: EvidenceSource,
): Promise<Known<StatsReading | undefined>> {
  if (state.status !== 'running') return known(undefined);
  if (depth > 0) return missing(notAsked('stats'));
  const signal = AbortSignal.any([asking.signal, AbortSignal.timeout(statsWithinMs)]);
  return ask('stats', `the resource use of ${name}`, { ...asking, signal }, (within) =>
    engine.statsOnce(id, { ...nothingBefore, sample: emptySample }, { signal: within }),
  );
}

async function countProcesses(
  { id, name, depth }: ContainerToRead,
  { state }: ContainerFacts,
  { engine, asking }: EvidenceSource,
): Promise<Known<ProcessCount> | undefined> {
  if (state.status !== 'running' || depth > 0) return undefined;
  return ask('processes', `the processes of ${name}`, asking, async (signal) => {
    const threads = threadsOf(await engine.top(id, '-eo pid,nlwp,args', { signal }));
    if (threads === undefined) throw new Error('the engine’s ps does not count threads');
    return { threads };
  });
}

function notAsked(part: string): Gap {
  return { part, reason: 'not-asked', message: 'It was not asked for.' };
}

const emptySample: StatsReading['sample'] = {
  at: '1970-01-01T00:00:00.000Z',
  onlineCpus: 1,
  memoryBytes: 0,
  cacheBytes: 0,
  networkRxBytes: 0,
  networkTxBytes: 0,
  blockReadBytes: 0,
  blockWriteBytes: 0,
  pids: 0,
};
