// The part of the benchmark that opens a large simulated swarm in a real VS Code window: 1,000 nodes, 10,000 tasks.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { BenchWindow } from './benchWindow';
import { median, report, spread } from './figures';
import { cpuSeconds, residentMegabytes } from './processes';
import { type Simulated, simulated } from './simulated';

const quick = process.env.DOCKHOUND_BENCH_QUICK === '1';
const size = quick ? { nodes: 100, services: 500, tasks: 1500 } : { nodes: 1000, services: 500, tasks: 10_000 };
const rounds = quick ? { openings: 1, changes: 3, idleSeconds: 5 } : { openings: 5, changes: 20, idleSeconds: 60 };
/** Of the simulated stacks; each service belongs to one of them. */
const stacks = 50;
const changeEveryMs = 4000;
const group = `simulated swarm: ${size.nodes} nodes, ${size.services} services, ${size.tasks} tasks`;

async function main(): Promise<void> {
  const sim = simulated();
  const { url } = await sim.ask({ type: 'start', size }, 'started');
  const panes = [
    { title: 'Services', rows: stacks + size.services },
    { title: 'Nodes', rows: size.nodes },
    // The view shows no more than the first 200.
    { title: 'Tasks', rows: Math.min(size.tasks, 200) },
  ];
  const folder = path.join(process.env.DOCKHOUND_BENCH_STAGE ?? '', 'dockhound');
  const window = await BenchWindow.open({ name: 'dockhound', folder, tab: 'Dockhound' }, panes, { DOCKER_HOST: url });
  try {
    const openings: number[] = [];
    const bytes: number[] = [];
    await window.leave();
    for (let round = 0; round < rounds.openings; round++) {
      bytes.push(curled(url));
      await window.load();
      openings.push(await window.timeOpening());
      if (round < rounds.openings - 1) await window.leave();
    }
    report({
      ...{
        group,
        what: 'views opened → all rows there',
        unit: 'ms',
        value: median(openings),
        target: 'under 2,000 ms',
      },
      reference: { name: 'curl of the three lists, thrown away', value: median(bytes) },
      note: spread(openings),
    });
    await window.page.waitForTimeout(20_000);
    await idle(window);
    await changes(window, sim);
  } finally {
    await window.close();
    sim.end();
  }
}

async function idle(window: BenchWindow): Promise<void> {
  const pid = window.extensionHost;
  const before = cpuSeconds(pid);
  await window.page.waitForTimeout(rounds.idleSeconds * 1000);
  const share = ((cpuSeconds(pid) - before) / rounds.idleSeconds) * 100;
  report({ group, what: `idle for ${rounds.idleSeconds} s`, unit: '% of a core', value: share, target: 'under 2 %' });
  // All memory of the process, which is more than its heap.
  const value = residentMegabytes(pid);
  report({ group, what: 'memory of the extension host', unit: 'MB', value, target: 'heap under 250 MB' });
}

/** Tasks fail one by one, each in another service that is on the screen; swarm replaces each. */
async function changes(window: BenchWindow, sim: Simulated): Promise<void> {
  await sim.ask({ type: 'requests' }, 'requests');
  await window.record('service');
  const pid = window.extensionHost;
  // What the same time costs without a change is not the change's.
  const quietBefore = cpuSeconds(pid);
  await window.page.waitForTimeout(rounds.changes * changeEveryMs);
  const quiet = cpuSeconds(pid) - quietBefore;
  const before = cpuSeconds(pid);
  const failures: { name: string; at: number }[] = [];
  for (let round = 0; round < rounds.changes; round++) {
    const service = (round % 10) * stacks;
    const { at } = await sim.ask({ type: 'fail', service }, 'failed');
    failures.push({ name: `service${service}`, at });
    await window.page.waitForTimeout(changeEveryMs);
  }
  const spent = (cpuSeconds(pid) - before - quiet) / rounds.changes;
  const shown = await window.shown();
  const lags = failures.flatMap(({ name, at }) => {
    const seen = shown.find((row) => row.name === name && row.at >= at);
    return seen ? [seen.at - at] : [];
  });
  const { requests } = await sim.ask({ type: 'requests' }, 'requests');
  report({
    ...{ group, what: 'CPU per failed and replaced task', unit: 's', value: spent, target: 'under 0.05 s' },
    note: `${rounds.changes} changes`,
  });
  report({ group, what: 'task failed → shown', unit: 'ms', value: median(lags), note: spread(lags) });
  report({ group, what: 'changes never shown', unit: '', value: failures.length - lags.length, target: '0' });
  const whole = requests.filter((request) => request === '/tasks').length;
  report({ group, what: 'times all tasks were read again', unit: '', value: whole, target: '0' });
}

/** Milliseconds in which curl reads the same lists. */
function curled(url: string): number {
  const socket = url.replace('unix://', '');
  const lists = ['services', 'nodes', 'tasks'].map((list) => `http://engine/v1.41/${list}`);
  const began = performance.now();
  execFileSync('curl', ['--silent', '--fail', '--unix-socket', socket, ...lists], {
    stdio: ['ignore', 'ignore', 'inherit'],
    maxBuffer: 1e9,
  });
  return performance.now() - began;
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
