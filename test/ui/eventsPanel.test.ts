// Events in a real workbench: past and live, timeline and list in step, filtered, in detail, saved; health checks; a reload.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { engineRequest, managerUrl } from '../support/lab';
import { pick } from './quickPick';
import { useWorkbench, type Workbench } from './workbench';

const run = `events-${process.pid}`;

describe('events panel', () => {
  const workbench = useWorkbench();
  const names = { crash: `${run}-crash`, probed: `${run}-probed` };
  const ids = new Map<string, string>();

  before(async function () {
    this.timeout(60_000);
    await start(names.probed, 'sleep 3000', {
      Healthcheck: { Test: ['CMD-SHELL', 'echo looked at $$; test -e /ok'], Interval: 2e9, Retries: 2 },
    });
    await start(names.crash, 'exit 3', { Labels: { 'example.password': 'never-shown' } });
  });
  after(async () => {
    for (const id of ids.values()) await engineRequest(managerUrl(), 'DELETE', `/containers/${id}?force=1&v=1`);
  });

  async function start(name: string, script: string, more: object): Promise<void> {
    const body = { Image: 'busybox:1.36', Cmd: ['sh', '-c', script], ...more };
    const made = (await engineRequest(managerUrl(), 'POST', `/containers/create?name=${name}`, body)) as { Id: string };
    ids.set(name, made.Id);
    await engineRequest(managerUrl(), 'POST', `/containers/${made.Id}/start`);
  }

  const shown = (frame: Frame) => frame.locator('dockhound-rows .row');
  const filter = async (w: Workbench, frame: Frame, text: string) => {
    await w.fillIn(frame.locator('.find'), text);
  };

  it('shows the past and what happens now, as a list and as a timeline that are in step', async function () {
    this.timeout(90_000);
    const w = workbench();
    await w.command('Dockhound: Show Events of Everything');
    const frame = await w.webview('dockhound-events dockhound-rows');
    await filter(w, frame, names.crash);
    // Others may have died before the filter takes effect.
    const died = shown(frame).filter({ hasText: names.crash }).filter({ hasText: 'died' });
    await w.until(async () => (await died.count()) === 1, 'the past of the container that ended');
    assert.match((await died.textContent()) ?? '', /container.*died.*exit code 3/s);
    assert.match((await died.getAttribute('aria-label')) ?? '', /problem, container, .*, died, exit code 3/);
    await engineRequest(managerUrl(), 'POST', `/containers/${ids.get(names.crash)}/restart`);
    await w.until(async () => (await died.count()) === 2, 'the second end, live');

    // From the timeline into the list: the worst mark of its lane.
    await frame.locator('.lane-label', { hasText: names.crash }).waitFor();
    await w.until(async () => (await frame.locator('.lane-label').count()) === 1, 'one lane');
    const spot = (name: string) =>
      frame.locator('dockhound-timeline').evaluate((element, name) => {
        const { data } = element as unknown as {
          data: { columns: number; lanes: { name: string; marks: { column: number; tone: string; seq: number }[] }[] };
        };
        const lane = data.lanes.findIndex((one) => one.name === name);
        const mark = data.lanes[lane]?.marks.find(({ tone }) => tone === 'bad');
        const canvas = element.querySelector('canvas.lanes') as HTMLCanvasElement;
        return { x: (((mark?.column ?? 0) + 0.5) / data.columns) * canvas.clientWidth, y: lane * 18 + 9 };
      }, name);
    const current = frame.locator('dockhound-rows .row.current');
    // The marks move on with the time.
    await w.until(async () => {
      await frame.locator('canvas.lanes').click({ position: await spot(names.crash) });
      return /died/.test((await current.textContent({ timeout: 1000 })) ?? '');
    }, 'the event of the mark');
    // By keys: the one before it, then zoomed in and out again.
    await frame.locator('.timeline').focus();
    await w.page.keyboard.press('ArrowLeft');
    await w.until(async () => !/died/.test((await current.textContent()) ?? ''), 'the event before');
    for (let i = 0; i < 3; i++) await w.page.keyboard.press('+');
    const status = frame.locator('.status-line [role=status]');
    await w.until(async () => /at other times/.test((await status.textContent()) ?? ''), 'less time in the list');
    await w.page.keyboard.press('0');
    await w.until(async () => !/at other times/.test((await status.textContent()) ?? ''), 'all of it again');

    await died.first().dblclick();
    const detail = frame.locator('aside.event-detail');
    await w.until(() => detail.locator('tr', { hasText: 'exitCode' }).count(), 'its attributes');
    const text = (await detail.textContent()) ?? '';
    assert.match(text, /example\.password\s*••••/);
    assert.doesNotMatch(text, /never-shown/);
    assert.equal(await detail.getByRole('button', { name: 'Logs' }).count(), 1);
    await w.screenshot('panel-events');
    await w.page.keyboard.press('Escape');
    await w.until(async () => (await detail.count()) === 0, 'the detail is closed');
    await w.page.keyboard.press('Control+C');
    await w.until(() => status.getByText('1 event copied').count(), 'the word of the copy');
    const copied = await w.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, new RegExp(`container ${names.crash} die exit code 3`));
  });

  it('leaves out the noise of health checks until asked, and pauses', async function () {
    this.timeout(60_000);
    const w = workbench();
    const frame = await w.webview('dockhound-events dockhound-rows');
    await filter(w, frame, names.probed);
    await w.until(async () => (await shown(frame).filter({ hasText: 'health' }).count()) > 0, 'its health');
    assert.equal(await shown(frame).filter({ hasText: 'exec' }).count(), 0);
    await frame.getByRole('button', { name: /Also exec/ }).click();
    await w.until(async () => (await shown(frame).filter({ hasText: 'exec ended' }).count()) > 1, 'its probes');
    await frame.getByRole('button', { name: 'Pause' }).click();
    await w.until(() => frame.locator('.reading', { hasText: /paused · \d+ new/ }).count(), 'events that wait');
    await frame.getByRole('button', { name: 'Go on' }).click();
    await frame.getByRole('button', { name: /Also exec/ }).click();
    await w.until(async () => (await shown(frame).filter({ hasText: 'exec' }).count()) === 0, 'no probes');
  });

  it('shows several actions at once, chosen by keys', async function () {
    this.timeout(60_000);
    const w = workbench();
    const frame = await w.webview('dockhound-events dockhound-rows');
    await filter(w, frame, names.crash);
    const actions = frame.locator('dockhound-choices[label="Action"]');
    const button = actions.getByRole('button', { name: /^Action: / });
    await w.until(async () => (await shown(frame).filter({ hasText: 'start' }).count()) > 0, 'all that it did');
    await button.press('Enter');
    const focused = frame.locator('.choices-row input:focus');
    await focused.waitFor();
    const row = (words: string) => frame.locator('.choices-row', { hasText: new RegExp(`^\\s*${words}\\s*$`) });
    for (const words of ['died', 'start']) {
      // The first one that begins so may be another, such as exec's.
      await w.until(async () => {
        if ((await row(words).locator('input:focus').count()) === 1) return true;
        await w.page.keyboard.press(words.charAt(0));
        return false;
      }, `the focus on ${words}`);
      await w.page.keyboard.press('Space');
      await w.until(() => row(words).locator('input:checked').count(), `${words} ticked`);
    }
    await w.screenshot('panel-events-choices');
    await w.page.keyboard.press('Escape');
    await w.until(async () => (await frame.locator('.choices-row').count()) === 0, 'the list is closed');
    assert.equal(await button.getAttribute('aria-label'), 'Action: died, start');
    await w.until(() => button.evaluate((element) => element === document.activeElement), 'the focus is back');
    await w.until(async () => {
      const said = await shown(frame).locator('.event-action').allTextContents();
      const words = new Set(said.map((one) => one.trim()));
      return words.size === 2 && words.has('died') && words.has('start');
    }, 'both and nothing else');
    await button.press('Enter');
    await focused.waitFor();
    await actions.getByRole('button', { name: 'all actions' }).last().press('Enter');
    await w.until(async () => (await button.getAttribute('aria-label')) === 'Action: all actions', 'nothing is ticked');
    await focused.waitFor();
    await w.page.keyboard.press('Space');
    await w.until(
      async () => /^Action: (?!all)/.test((await button.getAttribute('aria-label')) ?? ''),
      'one is ticked',
    );
    await w.page.keyboard.press('Space');
    for (const words of ['died', 'start']) await row(words).locator('input').check();
    await row('died').locator('input').focus();
    await w.page.keyboard.press('Control+F');
    await w.until(async () => (await frame.locator('.choices-row').count()) === 0, 'closed, since the keyboard left');
    const field = frame.locator('.find');
    assert.equal(await field.evaluate((element) => element === document.activeElement), true);
  });

  it('saves what is shown, and comes back after a reload as it was left', async function () {
    this.timeout(90_000);
    const w = workbench();
    const folder = mkdtempSync(path.join(tmpdir(), 'dockhound-ui-events-'));
    try {
      let frame = await w.webview('dockhound-events dockhound-rows');
      await filter(w, frame, names.crash);
      await w.until(async () => (await shown(frame).filter({ hasText: names.probed }).count()) === 0, 'the filter');
      await frame.getByRole('button', { name: /^Save/ }).click();
      const input = w.page.locator('.quick-input-widget:visible input').first();
      await w.until(async () => /events\.jsonl$/.test(await input.inputValue()), 'the name it suggests');
      const to = path.join(folder, 'kept.csv');
      await input.fill(to);
      const ok = w.page.locator('.quick-input-widget:visible .quick-input-action', { hasText: 'OK' });
      await w.until(async () => {
        if (await ok.isVisible()) await ok.click({ timeout: 1000 }).catch(() => undefined);
        return existsSync(to);
      }, 'the file on the disk');
      await w.until(() => readFileSync(to, 'utf8').startsWith('time,kind,action'), 'its head');
      assert.match(readFileSync(to, 'utf8'), new RegExp(`,container,die,,${names.crash},`));

      // The engine remembers 256 events, and the health check makes three with each run: one that is new is still among them.
      await engineRequest(managerUrl(), 'POST', `/containers/${ids.get(names.crash)}/restart`);
      await w.reload();
      frame = await w.webview('dockhound-events dockhound-rows .row');
      const found = frame.locator('.find');
      await w.until(
        async () => (await found.evaluate((field) => (field as HTMLInputElement).value)) === names.crash,
        'the filter as it was left',
      );
      await frame.getByRole('button', { name: 'Action: died, start' }).waitFor();
      await w.until(async () => (await shown(frame).filter({ hasText: 'died' }).count()) > 0, 'the past, read anew');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("keeps a health check's results beyond the engine's five", async function () {
    this.timeout(60_000);
    const w = workbench();
    await w.command('Dockhound: Show Events');
    await pick(w, names.probed, names.probed);
    const frame = await w.webview('dockhound-events vscode-button.tab');
    await frame.getByRole('button', { name: 'Health', exact: true }).click();
    const probes = frame.locator('tr.probe');
    await w.until(async () => (await probes.count()) > 6, 'more than five results', 30_000);
    assert.match((await probes.first().textContent()) ?? '', /failed\s*1\s*[\d.]+ m?s\s*looked at \d+/);
    await w.screenshot('panel-events-health');
  });
});
