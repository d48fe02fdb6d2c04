// The part of the benchmark about stats: 50 running containers in one panel, beside `docker stats` of the same ones.
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { managerUrl } from '../support/lab';
import { openWorkbench, type Workbench } from '../ui/workbench';
import { fillEngine, frontName, startContainer } from './engineLab';
import { median, report, spread } from './figures';
import { cpuSeconds, extensionHosts } from './processes';

const quick = process.env.DOCKHOUND_BENCH_QUICK === '1';
/** Holds the folders that stageExtension.mjs makes. */
const stage = process.env.DOCKHOUND_BENCH_STAGE ?? '';
const sizes = quick ? { containers: 20, seconds: 5, frameRounds: 1 } : { containers: 50, seconds: 40, frameRounds: 5 };
const frameSeconds = 4;
const group = `stats of ${sizes.containers} running containers`;

async function main(): Promise<void> {
  const url = managerUrl();
  await fillEngine(url, sizes.containers);
  for (let i = 0; i < sizes.containers; i++) await startContainer(url, frontName(i));
  const w = await openWorkbench({
    extensions: [path.join(stage, 'dockhound')],
    size: { width: 1600, height: 1100 },
    // Where a browser's window can forward ports, only this stops the extension host from looking for open ones.
    settings: { 'remote.autoForwardPortsSource': 'output' },
  });
  try {
    await measurePanel(w, url);
  } finally {
    await w.close();
  }
}

async function measurePanel(w: Workbench, url: string): Promise<void> {
  await w.command('Dockhound: Show Stats of Everything');
  const frame = await w.webview('dockhound-stats .sources');
  const pace = () => frame.locator('.pace').textContent();
  await w.until(async () => ((await pace()) ?? '').includes(`${sizes.containers} containers`), 'all rows');
  await w.until(
    async () => (await frame.getByText('waiting for the first').count()) === 0,
    'a reading of each row',
    60_000,
  );
  // Six lines over each other in each chart, which move with every reading.
  for (const index of [1, 2, 3, 4, 5]) await frame.locator('.sources .pick input').nth(index).click();
  await frame.locator('dockhound-chart canvas').first().waitFor();
  await w.page.waitForTimeout(5000);
  const host = extensionHosts(w.server.work).at(-1);
  if (host === undefined) throw new Error('There is no extension host.');
  const own = await share(host, sizes.seconds);
  const said = ((await pace()) ?? '').trim();
  const [moving, still] = await frameRates(w, frame);
  await w.command('View: Close All Editors');
  await w.page.waitForTimeout(3000);
  const idle = await share(host, sizes.seconds / 2);
  const cli = await dockerStats(url);
  report({
    ...{ group, what: 'CPU of the extension host while the panel is open', unit: '% of a core', value: own },
    reference: { name: 'docker stats', value: cli },
    target: 'under 5 %',
    note: said,
  });
  report({ group, what: 'CPU of the extension host, panel closed', unit: '% of a core', value: idle });
  report({
    ...{ group, what: 'frames in the page while six lines a chart move', unit: '1/s', value: median(moving) },
    reference: { name: 'the same page, paused', value: median(still) },
    target: '60 /s',
    note: spread(moving),
  });
}

/** Per cent of one core. */
async function share(pid: number, seconds: number): Promise<number> {
  const before = cpuSeconds(pid);
  await new Promise((done) => setTimeout(done, seconds * 1000));
  return ((cpuSeconds(pid) - before) / seconds) * 100;
}

/** Frames a second while readings come and the cursor moves over a chart, and while nothing does, by turns. */
async function frameRates(w: Workbench, frame: Frame): Promise<[number[], number[]]> {
  const [moving, still]: [number[], number[]] = [[], []];
  for (let round = 0; round < sizes.frameRounds; round++) {
    moving.push(await frames(w, frame, true));
    await frame.getByRole('button', { name: 'Pause' }).click();
    still.push(await frames(w, frame, false));
    await frame.getByRole('button', { name: 'Go on' }).click();
    await w.page.waitForTimeout(1500);
  }
  return [moving, still];
}

async function frames(w: Workbench, frame: Frame, withCursor: boolean): Promise<number> {
  const box = await frame.locator('dockhound-chart .u-over').first().boundingBox();
  const counting = frame.evaluate(
    (ms) =>
      new Promise<number>((resolve) => {
        const began = performance.now();
        let count = 0;
        const next = (now: number) => {
          count++;
          if (now - began < ms) requestAnimationFrame(next);
          else resolve((count * 1000) / (now - began));
        };
        requestAnimationFrame(next);
      }),
    frameSeconds * 1000,
  );
  for (let step = 0; withCursor && box && step < frameSeconds * 10; step++) {
    await w.page.mouse.move(box.x + 20 + step * 3, box.y + 30);
    await w.page.waitForTimeout(80);
  }
  return counting;
}

/** What the CLI itself takes while it shows them all; per cent of one core. */
async function dockerStats(url: string): Promise<number> {
  const child = spawn('docker', ['-H', url, 'stats'], { stdio: 'ignore' });
  const gone = new Promise((done) => child.once('exit', done));
  try {
    if (child.pid === undefined) throw new Error('docker could not be started.');
    await new Promise((done) => setTimeout(done, 3000));
    return await share(child.pid, sizes.seconds);
  } finally {
    child.kill();
    await gone;
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
