// Collects the evidence about one target within a deadline: the target, what it depends on, and who else is there.

import type { Container } from '../../model/container';
import type { ContainerDossier, Dossier, NodeDossier, ServiceDossier } from '../../model/dossier/dossier';
import { type Known, known, missing } from '../../model/dossier/known';
import type { Gap } from '../../model/gap';
import type { ObjectKind, ObjectOf } from '../../model/objects';
import type { Service } from '../../model/service';
import type { TargetRef } from '../../model/target';
import type { Task } from '../../model/task';
import type { Cluster } from '../cluster';
import type { NodeRoutes } from '../nodeRoutes';
import { imagePage, type ProbeBook } from '../probeBook';
import { alignTasks } from './alignTasks';
import { createSources, type Sources } from './evidenceSources';
import { nextAlong } from './followDependencies';
import { readContainer } from './readContainer';
import { readService } from './readService';
import { readReservations } from './reservations';
import { subjectsOf } from './targetSubjects';

export interface CollectOptions {
  /** Milliseconds for everything; 5 s unless said. */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
  /** Also what the target's containers wrote into their own layers, which takes some storage drivers long to tell. */
  readonly layers?: boolean;
}

const usualDeadlineMs = 5_000;
const newcomerMs = 1_000;
const deepest = 3;
/** Objects read beside the target's own. */
const mostNeighbours = 8;

/** Rejects only when there is no engine at all, or `signal` fires; else what did not come is a gap. */
export async function collectEvidence(
  cluster: Cluster,
  routes: NodeRoutes,
  target: TargetRef,
  options: CollectOptions = {},
): Promise<Dossier> {
  const over = AbortSignal.timeout(options.deadlineMs ?? usualDeadlineMs);
  const signal = options.signal === undefined ? over : AbortSignal.any([options.signal, over]);
  const interest = cluster.watch({ tasks: true });
  try {
    await cluster.ready(options.signal);
    const engine = await cluster.engine(options.signal);
    const sources = createSources(cluster, routes, engine, { signal, over, node: undefined }, options.layers ?? false);
    await untilKnown(cluster, target, signal);
    const dossier = await collect(cluster, target, sources);
    options.signal?.throwIfAborted();
    return dossier;
  } finally {
    interest.dispose();
  }
}

/** What was made a moment ago may not be in the picture yet. */
async function untilKnown(cluster: Cluster, target: TargetRef, signal: AbortSignal): Promise<void> {
  const end = Date.now() + newcomerMs;
  while (subjectsOf(cluster, target).gaps.length > 0 && Date.now() < end && !signal.aborted) {
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function collect(cluster: Cluster, target: TargetRef, sources: Sources): Promise<Dossier> {
  const picture = {
    containers: part(cluster, 'container'),
    services: part(cluster, 'service'),
    tasks: part(cluster, 'task'),
    nodes: part(cluster, 'node'),
    networks: part(cluster, 'network'),
    volumes: part(cluster, 'volume'),
    images: part(cluster, 'image'),
    secrets: part(cluster, 'secret'),
    configs: part(cluster, 'config'),
  };
  const subjects = subjectsOf(cluster, target);
  const probed = (container: ContainerDossier) => withProbes(container, cluster.probes);
  const seen = new Set<string>();
  const containers: ContainerDossier[] = [];
  const services: ServiceDossier[] = [];
  let wave: { readonly containers: readonly Container[]; readonly services: readonly Service[] } = subjects;
  let left = mostNeighbours;
  for (let depth = 0; depth <= deepest && wave.containers.length + wave.services.length > 0; depth++) {
    for (const { id } of [...wave.containers, ...wave.services]) seen.add(id);
    const [readContainers, readServices] = await Promise.all([
      Promise.all(wave.containers.map((one) => readContainer({ id: one.id, name: one.name, depth }, sources.here))),
      Promise.all(
        wave.services.map((service) =>
          readService({ service, tasks: tasksOf(picture.tasks, service), depth }, sources.here, sources.ofNode),
        ),
      ),
    ]);
    containers.push(...readContainers.map(probed));
    services.push(...readServices.map((service) => ({ ...service, containers: service.containers.map(probed) })));
    if (sources.here.asking.over.aborted) break;
    wave = nextAlong({ containers: readContainers, services: readServices }, picture, seen, left);
    left -= wave.containers.length + wave.services.length;
  }
  const nodes: NodeDossier[] = subjects.nodes.map((node) => ({
    kind: 'node',
    id: node.id,
    name: node.name,
    depth: 0,
    node,
  }));
  const pending = services.some(
    ({ tasks }) => tasks.known && tasks.value.some(({ error }) => /insufficient resources/i.test(error ?? '')),
  );
  const now = sources.now();
  const aligned = (tasks: Known<readonly Task[]>) =>
    tasks.known ? known(alignTasks(tasks.value, sources.clocks(), now)) : tasks;
  return {
    target,
    takenAt: new Date(now).toISOString(),
    engine: cluster.info === undefined ? missing(gapOf('engine')) : known(cluster.info),
    containers,
    services: services.map((one) => ({ ...one, tasks: aligned(one.tasks) })),
    nodes,
    networks: picture.networks.known ? picture.networks.value : [],
    picture: { ...picture, tasks: aligned(picture.tasks) },
    reservations: pending ? await readReservations(picture.services, sources.here) : known([]),
    gaps: [...subjects.gaps, ...sources.gaps(), ...unseenOwner(subjects.containers, picture.services)],
  };
}

/** What was probed before belongs to the evidence, while the container has not been started anew. */
function withProbes(container: ContainerDossier, book: ProbeBook): ContainerDossier {
  const facts = container.facts.known ? container.facts.value : undefined;
  const probes =
    facts === undefined
      ? []
      : [...book.of(facts.id, facts.state.startedAt), ...book.of(imagePage(facts.image), undefined)];
  return probes.length === 0 ? container : { ...container, probes };
}

/** Why a task's container ended may stand in its service, which a worker does not tell. */
function unseenOwner(containers: readonly Container[], services: Known<readonly Service[]>): readonly Gap[] {
  return !services.known && containers.some(({ serviceId }) => serviceId !== undefined) ? [services.gap] : [];
}

/** Swarm's parts of a plain engine do not exist, so that nothing is missed. */
function part<K extends ObjectKind>(cluster: Cluster, kind: K): Known<readonly ObjectOf[K][]> {
  const all = cluster.all(kind);
  if (all !== undefined) return known([...all.values()]);
  const swarmless = cluster.info?.swarm.role === 'none';
  const swarmKind = kind === 'service' || kind === 'task' || kind === 'node' || kind === 'secret' || kind === 'config';
  if (swarmless && swarmKind) return known([]);
  const gap = cluster.gaps.find(({ part: name }) => name === `${kind}s` || (swarmKind && name === 'swarm'));
  return missing(gap ?? gapOf(`${kind}s`));
}

function tasksOf(tasks: Known<readonly Task[]>, service: Service): Known<readonly Task[]> {
  return tasks.known ? known(tasks.value.filter(({ serviceId }) => serviceId === service.id)) : tasks;
}

function gapOf(name: string): Gap {
  return { part: name, reason: 'unknown', message: `The list of ${name} is not known yet.` };
}
