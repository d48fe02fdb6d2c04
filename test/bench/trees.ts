// The part of the benchmark that follows a large simulated swarm with the trees but without a window: what the picture, the
// screen and the rows cost by themselves. Run with --expose-gc.

import { createCluster } from '../../src/cluster/createCluster';
import { createScreen, screen } from '../../src/diagnosis/screen/screen';
import { connectEngine } from '../../src/engine/connectEngine';
import type { SnapshotChange } from '../../src/model/snapshot';
import { createDismissals } from '../../src/views/dismissals';
import { Problems } from '../../src/views/trees/problems';
import { median, report, spread } from './figures';
import { type Simulated, simulated } from './simulated';
import { openViews, standInViews } from './vscodeStandIn';

const quick = process.env.DOCKHOUND_BENCH_QUICK === '1';
const size = quick
  ? { nodes: 100, services: 50, tasks: 1500, containers: 100 }
  : { nodes: 1000, services: 500, tasks: 10_000, containers: 1000 };
const rounds = quick ? { changes: 3, idleSeconds: 3 } : { changes: 20, idleSeconds: 20 };
const changeEveryMs = 2000;
const group = `trees without a window: ${size.nodes} nodes, ${size.services} services, ${size.tasks} tasks`;

const nothingSuppressed: ConstructorParameters<typeof Problems>[1] = {
  sift: (findings) => ({ listed: findings, suppressed: [] }),
  onDidChange: () => ({ dispose: () => undefined }),
};

async function main(): Promise<void> {
  // Not before the stand-in is in place.
  const { createTrees } = await import('../../src/views/trees/trees');
  for (const view of (process.env.DOCKHOUND_BENCH_VIEWS ?? 'problems,services,nodes,tasks').split(',')) {
    openViews.add(`dockhound.${view}`);
  }
  const sim = simulated();
  const { url } = await sim.ask({ type: 'start', size }, 'started');
  const endpoint = { ...{ url, label: 'simulated', origin: 'chosen' as const }, address: unixAddress(url) };
  const cluster = createCluster({ resolve: async () => endpoint, connect: connectEngine, log: () => undefined });
  const nothingKept = { get: () => undefined, update: async () => undefined };
  const problems = new Problems(cluster, nothingSuppressed, createDismissals(nothingKept, fail), fail);
  const began = performance.now();
  const cpuBefore = cpuSeconds();
  const trees = createTrees(cluster, problems, {
    ...{ status: () => ({ type: 'untried' }), knows: () => false, onDidChange: () => ({ dispose: () => undefined }) },
  } as unknown as Parameters<typeof createTrees>[2]);
  try {
    await until(() => standInViews.filter(({ id }) => openViews.has(id)).every(({ id, rows }) => rows >= least(id)));
    tell('views opened → all rows handed over', 'ms', performance.now() - began);
    tell('CPU of it', 's', cpuSeconds() - cpuBefore);
    await pause(5000);
    await idle();
    await changes(sim);
    judging(cluster);
  } finally {
    trees.dispose();
    problems.dispose();
    cluster.dispose();
    sim.end();
  }
}

function least(id: string): number {
  if (id === 'dockhound.services') return size.services;
  if (id === 'dockhound.nodes') return size.nodes;
  return id === 'dockhound.tasks' ? Math.min(size.tasks, 200) : 0;
}

async function idle(): Promise<void> {
  const before = cpuSeconds();
  await pause(rounds.idleSeconds * 1000);
  tell(`idle for ${rounds.idleSeconds} s`, '% of a core', ((cpuSeconds() - before) / rounds.idleSeconds) * 100);
}

async function changes(sim: Simulated): Promise<void> {
  const quietBefore = cpuSeconds();
  await pause(rounds.changes * changeEveryMs);
  const quiet = cpuSeconds() - quietBefore;
  const handed = standInViews.map(({ rows, wholes, bytes }) => ({ rows, wholes, bytes }));
  const before = cpuSeconds();
  for (let round = 0; round < rounds.changes; round++) {
    await sim.ask({ type: 'fail', service: (round * 50) % size.services }, 'failed');
    await pause(changeEveryMs);
  }
  tell('CPU per failed and replaced task', 's', (cpuSeconds() - before - quiet) / rounds.changes, 'under 0.05 s');
  for (const [at, { id, ...now }] of standInViews.entries()) {
    const was = handed[at];
    if (!openViews.has(id) || !was) continue;
    const per = (key: 'rows' | 'wholes' | 'bytes') => (now[key] - was[key]) / rounds.changes;
    tell(`${id}: rows handed over per change`, '', per('rows'), `${per('wholes')} wholes, ${per('bytes')} bytes`);
  }
}

/** All of it once, then one change at a time: of a task, a service, a node, a container. */
function judging(cluster: ReturnType<typeof createCluster>): void {
  const now = Date.now();
  const full = Array.from({ length: 5 }, () => milliseconds(() => screen(cluster, now)));
  tell('everything judged', 'ms', median(full), 'under 1,000 ms');
  const kept = createScreen();
  kept.update({ type: 'reset' }, cluster, now);
  for (const kind of ['task', 'service', 'node', 'container'] as const) {
    const ids = [...(cluster.all(kind)?.keys() ?? [])].slice(0, 200);
    const took = ids.map((id) => {
      const change: SnapshotChange = { type: 'patch', objects: [{ kind, id, change: 'changed' }] };
      return milliseconds(() => kept.update(change, cluster, now));
    });
    report({
      ...{ group, what: `one changed ${kind} judged`, unit: 'ms', value: median(took), target: 'under 20 ms' },
      note: spread(took, 1),
    });
  }
}

function tell(what: string, unit: string, value: number, target?: string): void {
  report({ group, what, unit, value, ...(target === undefined ? {} : { target }) });
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function milliseconds(act: () => void): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}

function unixAddress(url: string) {
  return { type: 'unix' as const, path: url.replace('unix://', '') };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await pause(2);
}

function fail(error: unknown): void {
  console.error(error);
  process.exit(1);
}

main().catch(fail);
