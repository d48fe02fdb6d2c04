// The part of the benchmark about a burst: 50,000 log lines a second for a minute, into a panel that somebody looks at.
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { engineRequest, managerUrl } from '../support/lab';
import { openWorkbench, type Workbench } from '../ui/workbench';
import { median, report, spread } from './figures';
import { cpuSeconds, extensionHosts, residentMegabytes } from './processes';

const quick = process.env.DOCKHOUND_BENCH_QUICK === '1';
const perSecond = 50_000;
const seconds = quick ? 6 : 60;
const lines = perSecond * seconds;
const name = 'aa-burst';
const group = 'a burst of log lines';
/** Ten times a second, as many lines as a tenth of it; a busy machine falls behind and says so by the rate. */
const script = `sleep 12; i=0; while [ $i -lt ${seconds * 10} ]; do seq $((i * ${perSecond / 10} + 1)) $((i * ${perSecond / 10} + ${perSecond / 10})); i=$((i+1)); usleep 90000; done; echo done; sleep 100000`;

async function main(): Promise<void> {
  const url = managerUrl();
  const spec = { Image: 'busybox:1.36', Cmd: ['sh', '-c', script] };
  await engineRequest(url, 'POST', `/containers/create?name=${name}`, spec);
  const w = await openWorkbench({
    extensions: [path.join(process.env.DOCKHOUND_BENCH_STAGE ?? '', 'dockhound')],
    // Where a browser's window can forward ports, only this stops the extension host from looking for open ones.
    settings: { 'remote.autoForwardPortsSource': 'output' },
  });
  try {
    await measure(w, url);
  } finally {
    await w.close();
    await engineRequest(url, 'DELETE', `/containers/${name}?force=1&v=1`);
  }
}

async function measure(w: Workbench, url: string): Promise<void> {
  await w.command('Dockhound: Show Logs');
  const input = w.page.locator('.quick-input-widget:visible input').first();
  await input.fill(name);
  const choice = w.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first();
  await engineRequest(url, 'POST', `/containers/${name}/start`);
  await choice.click();
  const frame = await w.webview('dockhound-logs .row');
  const began = Date.now();
  const host = extensionHosts(w.server.work).at(-1);
  if (host === undefined) throw new Error('There is no extension host.');
  const cpu = cpuSeconds(host);
  const lags = await newestLags(frame, (seconds * 1000) / 2);
  const scrolls = await scrollAnswers(frame, (seconds * 1000) / 2 - 2000);
  await frame.evaluate(() => document.querySelector<HTMLElement>('.newest')?.click());
  await frame.locator('.row .text', { hasText: /^done$/ }).waitFor({ timeout: 240_000 });
  const took = (Date.now() - began) / 1000;
  const spent = cpuSeconds(host) - cpu;
  const counts = (await frame.locator('.counts').textContent()) ?? '';
  const number = (words: RegExp) => Number((words.exec(counts)?.[1] ?? '0').replaceAll(',', ''));
  const kept = number(/([\d,]+) lines/);
  const dropped = number(/([\d,]+) older/);
  report({ group, what: 'lines written and read', unit: 'lines/s', value: lines / took, target: '50,000' });
  const lost = lines + 1 - kept - dropped;
  report({
    group,
    what: `lines lost (or, below 0, doubled) of ${lines}`,
    unit: '',
    value: lost,
    target: '0',
    note: counts,
  });
  report({
    ...{ group, what: 'newest line in the page after it was written, 95th percentile', unit: 'ms' },
    ...{ value: percentile(lags), target: 'under 250 ms', note: `median ${median(lags).toFixed(0)}, ${spread(lags)}` },
  });
  report({
    ...{ group, what: 'scrolling answered, 95th percentile', unit: 'ms' },
    ...{ value: percentile(scrolls), target: 'under 50 ms', note: spread(scrolls) },
  });
  report({ group, what: 'CPU of the extension host', unit: '% of a core', value: (spent / took) * 100 });
  report({ group, what: 'memory of the extension host', unit: 'MB', value: residentMegabytes(host) });
  const heap = await frame.evaluate(
    () => ((performance as unknown as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0) / 1e6,
  );
  report({ group, what: "heap of the panel's page", unit: 'MB', value: heap, target: 'under 150 MB' });
}

/** In each frame: how old the newest line in sight is, by the engine's own time stamp. */
function newestLags(frame: Frame, ms: number): Promise<number[]> {
  return frame.evaluate(
    (length) =>
      new Promise<number[]>((resolve) => {
        const ages: number[] = [];
        const end = performance.now() + length;
        let last = '';
        const look = () => {
          const found = [...document.querySelectorAll('.row')].at(-1);
          const [text, clock] = ['.text', '.time'].map((part) => found?.querySelector(part)?.textContent ?? '');
          if (text && clock && text !== last) {
            last = text;
            const [hours = 0, minutes = 0, rest = 0] = clock.split(':').map(Number);
            const then = new Date();
            then.setHours(hours, minutes, Math.floor(rest), Math.round((rest % 1) * 1000));
            ages.push(Date.now() - then.getTime());
          }
          if (performance.now() < end) requestAnimationFrame(look);
          else resolve(ages);
        };
        look();
      }),
    ms,
  );
}

/**
 * Turns the wheel up and down five times a second; the milliseconds until other rows are in sight. Goes to the newest rows and
 * leaves them again every three seconds: at the oldest, which are dropped meanwhile, there would be nothing to scroll to.
 */
function scrollAnswers(frame: Frame, ms: number): Promise<number[]> {
  return frame.evaluate(
    (length) =>
      new Promise<number[]>((resolve) => {
        const answers: number[] = [];
        const end = performance.now() + length;
        const first = () => document.querySelector('.row .text')?.textContent ?? '';
        let turn = 0;
        let isBack = true;
        const next = () => {
          if (performance.now() > end) return resolve(answers);
          if (turn > 0 && turn % 16 === 0 && isBack) {
            isBack = false;
            document.querySelector<HTMLElement>('.newest')?.click();
            return setTimeout(next, 200);
          }
          isBack = true;
          const before = first();
          const at = performance.now();
          const target = document.querySelector('.row');
          const deltaY = turn++ % 8 < 5 ? -240 : 240;
          target?.dispatchEvent(new WheelEvent('wheel', { deltaY, bubbles: true, cancelable: true, composed: true }));
          const look = () => {
            if (first() !== before) {
              answers.push(performance.now() - at);
              setTimeout(next, 200);
            } else if (performance.now() - at > 2000) {
              answers.push(2000);
              next();
            } else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        };
        next();
      }),
    ms,
  );
}

function percentile(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
