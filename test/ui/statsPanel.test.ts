// The stats panel in a real workbench against a real engine: the table of many, the charts, what happened, and by keys.
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { engineRequest, managerUrl } from '../support/lab';
import { pick } from './quickPick';
import { useWorkbench, type Workbench } from './workbench';

const run = `stats-${process.pid}`;
const project = `${run}-shop`;

describe('the stats panel', () => {
  const workbench = useWorkbench({ size: { width: 1500, height: 1000 } });
  const names = { busy: `${run}-busy`, calm: `${run}-calm`, later: `${run}-later` };
  const ids: Record<string, string> = {};
  const labels = { 'com.docker.compose.project': project, 'com.docker.compose.service': 'x' };

  before(async function () {
    this.timeout(60_000);
    const busy = { NanoCpus: 2e8, Memory: 64e6, PidsLimit: 50 };
    ids.busy = await create(names.busy, 'while :; do :; done', { Labels: labels, HostConfig: busy });
    ids.calm = await create(names.calm, 'exec sleep 100000', { Labels: labels });
    ids.later = await create(names.later, 'exec sleep 100000', { Labels: labels });
    for (const name of ['busy', 'calm']) await act(name, 'start');
  });

  after(async () => {
    for (const id of Object.values(ids)) await engineRequest(managerUrl(), 'DELETE', `/containers/${id}?force=1&v=1`);
  });

  it('shows a Compose project as a table, says who is near a limit, and takes in who joins and leaves', async function () {
    this.timeout(60_000);
    const w = workbench();
    await w.openSidebar();
    await w.view('Containers');
    await w.choose(w.row(project).first(), 'Show Stats');
    const frame = await w.webview('dockhound-stats .sources');
    const rows = frame.locator('tr[data-id]');
    await w.until(async () => (await rows.count()) === 2, 'two rows');
    const busy = rows.filter({ hasText: names.busy });
    await w.until(() => busy.locator('.level-critical .codicon-error').count(), 'the busy one at its limit');
    assert.match((await busy.textContent()) ?? '', /near its limit/);
    assert.equal(await rows.filter({ hasText: names.calm }).locator('.level-critical').count(), 0);
    assert.match((await frame.locator('.pace').textContent()) ?? '', /^2 containers/);
    await act('later', 'start');
    await w.until(async () => (await rows.count()) === 3, 'the third row');
    await act('calm', 'kill');
    await w.until(() => frame.locator('tr.gone', { hasText: names.calm }).count(), 'the ended one greyed');
    assert.match((await frame.locator('.pace').textContent()) ?? '', /^2 containers, 1 ended/);
    await act('calm', 'start');
    await w.until(async () => (await frame.locator('tr.gone').count()) === 0, 'it is back');
  });

  it('sorts by a column, filters, and charts several rows over each other, all by keys', async function () {
    this.timeout(60_000);
    const w = workbench();
    const frame = await w.webview('dockhound-stats .sources');
    const head = frame.locator('th', { hasText: 'CPU' });
    await head.getByRole('button').focus();
    await w.page.keyboard.press('Enter');
    assert.equal(await head.getAttribute('aria-sort'), 'descending');
    const first = frame.locator('tr[data-id]').first();
    await w.until(async () => ((await first.textContent()) ?? '').includes(names.busy), 'the busy one on top');
    await first.focus();
    await w.page.keyboard.press('Enter');
    assert.equal(await first.getAttribute('aria-selected'), 'true');
    assert.equal(await frame.locator('tr[aria-selected=true]').count(), 1);
    await w.page.keyboard.press('ArrowDown');
    await w.page.keyboard.press('Space');
    const selected = (await frame.locator('tr[aria-selected=true]').allTextContents()).join('\n');
    // Which of the idle ones is next is for the engine's figures to say.
    const chosen = Object.values(names).filter((name) => selected.includes(name));
    assert.equal(chosen.length, 2);
    for (const name of chosen) {
      await w.until(() => frame.locator('.legend .key', { hasText: name }).count(), `${name} in the legend`);
    }
    await w.screenshot('panel-stats-table');
    await frame.locator('.find').click();
    await w.page.keyboard.type('-later');
    await w.until(async () => (await frame.locator('tr[data-id]').count()) === 1, 'one row');
    await w.fillIn(frame.locator('.find'), '');
    await w.until(async () => (await frame.locator('tr[data-id]').count()) === 3, 'all rows again');
  });

  it('draws all charts with limits and what happened; zooms, pauses, and goes on with what was measured', async function () {
    this.timeout(60_000);
    const w = workbench();
    await open(w, names.busy);
    const frame = await w.until(() => chartsOf(w, names.busy), 'the charts of the busy one');
    assert.equal(await frame.locator('dockhound-chart canvas').count(), 6);
    const card = (title: string) => frame.locator('.chart-card', { hasText: title });
    await w.until(
      () =>
        card('Memory')
          .getByText(/limit 64\.0 MB/)
          .count(),
      'the memory limit',
    );
    await w.until(
      () =>
        card('Processes')
          .getByText(/limit 50/)
          .count(),
      'the limit of processes',
    );
    await w.until(
      () =>
        card('CPU throttled')
          .getByText(/[1-9]\d*(\.\d)? %/)
          .count(),
      'the throttling',
    );
    await act('busy', 'restart?t=0');
    await w.until(
      () => frame.locator('.marks', { hasText: 'restarted after it exited with code 137' }).count(),
      'a mark',
    );
    await choose(frame, 'What 100 % of CPU is', 'all cores');
    await w.until(() => card('CPU (100 % is all').count(), 'the other unit');
    await w.screenshot('panel-stats');
    // By keys: a cursor whose values are spoken, and a zoom.
    await frame.locator('.charts').focus();
    await w.page.keyboard.press('ArrowLeft');
    await w.until(async () => /CPU/.test((await frame.locator('[aria-live]').textContent()) ?? ''), 'spoken values');
    await w.page.keyboard.press('+');
    await frame.getByRole('button', { name: 'Reset the zoom' }).click();
    // By the pointer.
    const box = (await frame.locator('dockhound-chart .u-over').first().boundingBox()) ?? assert.fail();
    await w.page.mouse.move(box.x + 40, box.y + 40);
    await w.page.mouse.down();
    await w.page.mouse.move(box.x + 160, box.y + 40, { steps: 4 });
    await w.page.mouse.up();
    await frame.getByRole('button', { name: 'Reset the zoom' }).click();
    await frame.getByRole('button', { name: 'Pause' }).click();
    await w.until(() => frame.locator('.pace', { hasText: 'paused at' }).count(), 'the word about the pause');
    await frame.getByRole('button', { name: 'Show as a table' }).click();
    const samples = frame.locator('.samples tbody tr');
    const shown = await samples.count();
    assert.ok(shown >= 2);
    await frame.getByRole('button', { name: 'Go on' }).click();
    await w.until(async () => (await samples.count()) > shown, 'one more reading');
    // A second time it begins with the past, in the unit that was left.
    const times = await samples.locator('th').allTextContents();
    await w.command('View: Close Editor');
    await open(w, names.busy);
    const again = await w.until(() => chartsOf(w, names.busy), 'the charts again');
    await again.getByRole('button', { name: 'Show as a table' }).click();
    const oldest = times.at(-1) ?? assert.fail();
    await w.until(
      async () => (await again.locator('.samples tbody th').allTextContents()).includes(oldest),
      'the past',
    );
  });

  async function create(name: string, script: string, more: object): Promise<string> {
    const body = { Image: 'busybox:1.36', Cmd: ['sh', '-c', script], ...more };
    const made = (await engineRequest(managerUrl(), 'POST', `/containers/create?name=${name}`, body)) as { Id: string };
    return made.Id;
  }

  async function act(name: string, action: string): Promise<void> {
    await engineRequest(managerUrl(), 'POST', `/containers/${ids[name]}/${action}`);
  }
});

async function open(w: Workbench, name: string): Promise<void> {
  await w.command('Dockhound: Show Stats');
  await pick(w, name, name);
}

async function chartsOf(w: Workbench, name: string): Promise<Frame | undefined> {
  const frame = await w.webview('dockhound-stats dockhound-chart canvas');
  const title = await frame.locator('.header .name').textContent();
  return title === name && (await frame.locator('.sources').count()) === 0 ? frame : undefined;
}

async function choose(frame: Frame, label: string, option: string): Promise<void> {
  await frame.locator(`vscode-dropdown[aria-label="${label}"]`).click();
  await frame.locator('vscode-option:visible', { hasText: option }).click();
}
