// Builds dossiers for the tests of causes out of raw answers of an engine, so that the tests cover how they are read, too. Long
// because a scene is one language: containers, services and the picture around them.

import { dossierCases } from '../../src/diagnosis/cases/dossierCases';
import type { AnyCause, CauseScope, CauseSubjects } from '../../src/diagnosis/cause';
import { diagnose } from '../../src/diagnosis/diagnose';
import { gapOf } from '../../src/diagnosis/evidenceGaps';
import { containerFacts } from '../../src/engine/facts/containerFacts';
import { imageFacts } from '../../src/engine/facts/imageFacts';
import { serviceFacts } from '../../src/engine/facts/serviceFacts';
import { containerFromInspect } from '../../src/engine/records/containerRecord';
import { serviceRecord } from '../../src/engine/records/serviceRecord';
import type { Container } from '../../src/model/container';
import type {
  ContainerDossier,
  Dossier,
  EvidenceLine,
  ScriptHead,
  ServiceDossier,
} from '../../src/model/dossier/dossier';
import { type Known, known, missing } from '../../src/model/dossier/known';
import { splitRuns } from '../../src/model/dossier/logRuns';
import { taskContainer } from '../../src/model/dossier/taskContainer';
import type { EngineEvent } from '../../src/model/engineEvent';
import type { EngineInfo } from '../../src/model/engineInfo';
import type { Diagnosis, Finding } from '../../src/model/finding';
import type { Network } from '../../src/model/network';
import type { Service } from '../../src/model/service';
import type { StatsReading } from '../../src/model/statsSample';
import type { Volume } from '../../src/model/storage';
import type { SwarmNode } from '../../src/model/swarmNode';
import type { TargetRef } from '../../src/model/target';
import type { Task } from '../../src/model/task';
import { assertSteady } from './mutants';
import { ago, info, node, now, task } from './pictures';

export type Json = { readonly [key: string]: unknown };

/** What a test says of one container; everything else is a sound web server that has run for an hour. */
export interface Box {
  readonly name?: string;
  readonly state?: Json;
  readonly config?: Json;
  readonly host?: Json;
  readonly mounts?: readonly Json[];
  /** By name; each with `Aliases`, `IPAddress` … */
  readonly networks?: Json;
  readonly ports?: Json;
  readonly restarts?: number;
  /** Oldest first; `secondsAgo text`, or text alone for now. */
  readonly log?: readonly string[] | 'unknown';
  /** `secondsAgo action key=value …` */
  readonly events?: readonly string[];
  readonly image?: Json | 'unknown';
  readonly stats?: Partial<StatsReading['sample']> & Partial<StatsReading['counters']>;
  readonly processes?: { readonly threads: number };
  /** The first line of a script that could not be run. */
  readonly script?: ScriptHead;
  /** Paths in its own layer; absent: not asked for. */
  readonly written?: readonly string[];
  /** The node it is on. */
  readonly node?: string;
  readonly depth?: number;
  readonly id?: string;
  readonly task?: Task;
}

export const exited = (code: number, more: Json = {}): Json => ({
  Status: 'exited',
  Running: false,
  ExitCode: code,
  StartedAt: ago(20),
  FinishedAt: ago(10),
  ...more,
});

export const notStarted = (error: string, code = 128): Json => ({
  Status: 'created',
  Running: false,
  ExitCode: code,
  Error: error,
  StartedAt: '0001-01-01T00:00:00Z',
  FinishedAt: '0001-01-01T00:00:00Z',
});

/** `GET /containers/{id}/json` for it. */
export function inspectOf(box: Box): Json {
  const name = box.name ?? 'web';
  return {
    Id: (box.id ?? name).padEnd(64, '0'),
    Name: `/${name}`,
    Created: ago(3700),
    Image: 'sha256:1111',
    RestartCount: box.restarts ?? 0,
    State: {
      Status: 'running',
      Running: true,
      ExitCode: 0,
      Error: '',
      OOMKilled: false,
      StartedAt: ago(3600),
      FinishedAt: '0001-01-01T00:00:00Z',
      ...box.state,
    },
    Config: {
      Image: 'acme/web:1',
      Cmd: ['/srv/web'],
      Entrypoint: null,
      Env: ['PATH=/usr/bin'],
      User: '',
      Labels: {},
      ...box.config,
    },
    HostConfig: {
      NetworkMode: 'shop',
      RestartPolicy: { Name: 'no', MaximumRetryCount: 0 },
      LogConfig: { Type: 'json-file', Config: {} },
      ...box.host,
    },
    Mounts: box.mounts ?? [],
    NetworkSettings: {
      Ports: box.ports ?? {},
      Networks: box.networks ?? { shop: { IPAddress: '172.20.0.9', Aliases: [] } },
    },
  };
}

export function boxDossier(box: Box): ContainerDossier {
  return dossierOf(inspectOf(box), box);
}

/** The same from a raw answer, whatever stands in it. */
export function dossierOf(inspect: unknown, box: Box): ContainerDossier {
  const facts = containerFacts(inspect);
  const events = (box.events ?? []).map((line) => eventOf(line, facts.id, facts.name));
  const lines = box.log === 'unknown' ? [] : (box.log ?? []).map(lineOf);
  return {
    kind: 'container',
    id: facts.id,
    name: facts.name,
    depth: box.depth ?? 0,
    from: 'inspect',
    ...(box.task === undefined ? {} : { task: box.task }),
    facts: known(facts),
    log:
      box.log === 'unknown'
        ? missing({ part: 'log', reason: 'timeout', message: `The log of ${facts.name} did not come in time.` })
        : known(splitRuns(lines, facts.state, events, false)),
    events: known(events),
    stats: known(statsOf(box)),
    ...(box.processes === undefined ? {} : { processes: known(box.processes) }),
    ...(box.script === undefined ? {} : { script: box.script }),
    ...(box.written === undefined ? {} : { written: known(box.written) }),
    ...(box.node === undefined ? {} : { node: box.node }),
    image:
      box.image === 'unknown'
        ? missing({ part: 'image', reason: 'notFound', message: 'The image is gone.' })
        : known(imageFacts({ Id: 'sha256:1111', Architecture: 'amd64', Os: 'linux', ...box.image })),
  };
}

/** What a test says of a service: its spec, and its tasks with what their containers say. */
export interface Crew {
  readonly name?: string;
  readonly spec?: Json;
  readonly container?: Json;
  readonly template?: Json;
  readonly mode?: Json;
  readonly more?: Json;
  readonly tasks?: readonly Task[];
  /** By task id: the container of the task, or lines of the service's log where its node was not reached. */
  readonly boxes?: Readonly<Record<string, Box | readonly string[]>>;
  readonly depth?: number;
}

export function crewDossier(crew: Crew): ServiceDossier {
  const raw = rawService(crew);
  const read = serviceRecord(raw);
  if (!read.ok) throw new Error(read.unreadable.message);
  const facts = serviceFacts(raw);
  const tasks = crew.tasks ?? [task({ serviceId: read.value.id })];
  return {
    kind: 'service',
    id: read.value.id,
    name: read.value.name,
    depth: crew.depth ?? 0,
    service: read.value,
    facts: known(facts),
    tasks: known(tasks),
    events: known([]),
    containers: tasks.flatMap((one) => {
      const box = crew.boxes?.[one.id];
      if (box === undefined && one.state === 'running') return [];
      const log = known({
        current: { lines: isLines(box) ? box.map(lineOf) : [] },
        previous: { lines: [] },
        cut: false,
      });
      return box === undefined || isLines(box)
        ? [taskContainer(facts, one, { depth: crew.depth ?? 0, name: read.value.name, log })]
        : [boxDossier({ ...box, task: one, depth: crew.depth ?? 0 })];
    }),
  };
}

export function rawService(crew: Crew): Json {
  return {
    ID: 's1',
    Version: { Index: 7 },
    CreatedAt: ago(7200),
    UpdatedAt: ago(3600),
    Spec: {
      Name: crew.name ?? 'api',
      Mode: crew.mode ?? { Replicated: { Replicas: 1 } },
      TaskTemplate: { ContainerSpec: { Image: 'acme/api:1', ...crew.container }, ...crew.template },
      ...crew.spec,
    },
    ...crew.more,
  };
}

export interface Scene {
  readonly target?: TargetRef;
  readonly boxes?: readonly Box[];
  readonly crews?: readonly Crew[];
  readonly nodes?: readonly SwarmNode[];
  readonly networks?: readonly Network[];
  readonly volumes?: readonly Volume[];
  readonly engine?: Partial<EngineInfo>;
  /** Containers that are only in the picture. */
  readonly others?: readonly Container[];
}

/** The first box or crew is the target, unless told. */
export function scene(given: Scene): Dossier {
  const containers = (given.boxes ?? []).map((box, at) => boxDossier({ depth: at === 0 ? 0 : 1, ...box }));
  const services = (given.crews ?? []).map((crew, at) => crewDossier({ depth: at === 0 ? 0 : 1, ...crew }));
  const dossier = dossierWith(containers, services, given);
  givenOf.set(dossier, given);
  return dossier;
}

const givenOf = new WeakMap<Dossier, Scene>();

export function dossierWith(
  containers: readonly ContainerDossier[],
  services: readonly ServiceDossier[],
  given: Scene,
): Dossier {
  const first = containers[0] ?? services[0];
  const nodes = given.nodes ?? [node()];
  const pictured = [
    ...(given.boxes ?? []).flatMap((box) => {
      const read = containerFromInspect(inspectOf(box));
      return read.ok ? [read.value] : [];
    }),
    ...(given.others ?? []),
  ];
  const all = <T>(list: readonly T[]): Known<readonly T[]> => known(list);
  return {
    target: given.target ?? (first ? { kind: first.kind, id: first.id, name: first.name } : { kind: 'engine' }),
    takenAt: new Date(now).toISOString(),
    engine: known({ ...info(), architecture: 'x86_64', ...given.engine }),
    containers,
    services,
    nodes: given.target?.kind === 'node' ? nodes.slice(0, 1).map((one) => nodeDossier(one)) : [],
    networks: given.networks ?? [],
    picture: {
      containers: all(pictured),
      services: all<Service>(services.map(({ service }) => service)),
      tasks: all(services.flatMap(({ tasks }) => (tasks.known ? tasks.value : []))),
      nodes: all(nodes),
      networks: all(given.networks ?? []),
      volumes: all(given.volumes ?? []),
      images: all([]),
      secrets: all([]),
      configs: all([]),
    },
    reservations: known([]),
    gaps: [],
  };
}

/** What this cause finds on the target by itself, before anything is ranked or followed. */
export function foundBy(cause: AnyCause, dossier: Dossier, symptom?: string): readonly Finding[] {
  const found = judgedBy(cause, dossier, symptom);
  const given = givenOf.get(dossier);
  // Evidence in which a cause is found is where it may go wrong when a part of it is missing or says something else.
  if (found.length > 0 && given !== undefined) {
    assertSteady(
      given,
      (mutant) => judgedBy(cause, scene(mutant), symptom),
      (crew) => serviceRecord(rawService(crew)).ok,
    );
  }
  return found;
}

function judgedBy(cause: AnyCause, dossier: Dossier, symptom: string | undefined): readonly Finding[] {
  const { containers, services, around } = dossierCases(dossier, symptom);
  if (cause.onlyWith && !cause.onlyWith.some((kind) => around.symptom.kinds.has(kind))) return [];
  const whole = <S extends CauseSubjects[CauseScope]>(subjects: readonly S[]) =>
    subjects.filter((subject) => cause.needs.every((part) => gapOf(part, subject, dossier) === undefined));
  const own = <S extends CauseSubjects['container' | 'service']>(subjects: readonly S[]) =>
    whole(subjects.filter((subject) => subject.dossier.depth === 0));
  switch (cause.over) {
    case 'container':
      return own(containers).flatMap((subject) => cause.judge(subject, around).map(({ finding }) => finding));
    case 'service':
      return own(services).flatMap((subject) => cause.judge(subject, around).map(({ finding }) => finding));
    case 'node':
      return dossier.nodes.flatMap(({ node: one }) => cause.judge(one, around).map(({ finding }) => finding));
    case 'swarm':
      return cause.judge(dossier, around).map(({ finding }) => finding);
  }
}

export function diagnosed(given: Scene, symptom?: string): Diagnosis {
  return diagnose(scene(given), symptom === undefined ? {} : { symptom });
}

/** The first finding's cause, `healthy` or `unknown`. */
export function verdict(given: Scene, symptom?: string): string {
  const diagnosis = diagnosed(given, symptom);
  const first = diagnosis.findings.find(({ severity }) => severity !== 'info');
  return first?.rule ?? diagnosis.status;
}

function nodeDossier(one: SwarmNode) {
  return { kind: 'node' as const, id: one.id, name: one.name, depth: 0, node: one };
}

function isLines(box: Box | readonly string[] | undefined): box is readonly string[] {
  return Array.isArray(box);
}

function lineOf(line: string): EvidenceLine {
  const [, seconds, text] = /^(-?[\d.]+) (.*)$/s.exec(line) ?? [];
  return seconds === undefined || text === undefined
    ? { stream: 'stderr', text: line }
    : { stream: 'stderr', time: ago(Number(seconds)), text };
}

function eventOf(line: string, id: string, name: string): EngineEvent {
  const [seconds = '0', action = '', ...rest] = line.split(' ');
  const attributes = Object.fromEntries(rest.map((part) => part.split('=', 2) as [string, string]));
  return {
    type: 'container',
    action,
    id,
    name,
    scope: 'local',
    timeNano: `${now - Number(seconds) * 1000}000000`,
    attributes: { name, ...attributes },
  };
}

function statsOf(box: Box): StatsReading | undefined {
  const running = box.state?.Status === undefined || box.state.Status === 'running';
  if (!running) return undefined;
  const { periods = 0, throttledPeriods = 0, ...sample } = box.stats ?? {};
  return {
    sample: {
      at: ago(0),
      onlineCpus: 2,
      memoryBytes: 10_000_000,
      cacheBytes: 0,
      networkRxBytes: 0,
      networkTxBytes: 0,
      blockReadBytes: 0,
      blockWriteBytes: 0,
      pids: 1,
      ...sample,
    },
    counters: { periods, throttledPeriods },
    limits: {},
    limitsReadAt: now,
  };
}
