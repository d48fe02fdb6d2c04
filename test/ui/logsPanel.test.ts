// The logs panel in a real workbench against a real engine: filters, levels, folds, the detail pane, keys, a reload.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { engineRequest, managerUrl } from '../support/lab';
import { pick } from './quickPick';
import { useWorkbench, type Workbench } from './workbench';

const run = `logview-${process.pid}`;
type Frame = Awaited<ReturnType<Workbench['webview']>>;

const mixed = [
  'echo "2026-11-22T08:00:00Z INFO listening on 8000"',
  'echo "{\\"level\\":\\"error\\",\\"msg\\":\\"order declined\\",\\"status\\":502,\\"peer\\":{\\"host\\":\\"db\\"}}"',
  'echo "{\\"level\\":\\"info\\",\\"msg\\":\\"order taken\\",\\"status\\":200}"',
  'echo "<img src=x onerror=alert(1)> plain words"',
  'printf "java.lang.IllegalStateException: no route\\n\\tat shop.Router.find(Router.java:41)\\n\\tat shop.Main.main(Main.java:7)\\n"',
  'i=0; while [ $i -lt 400 ]; do i=$((i+1)); echo "level=debug msg=\\"tick $i\\" worker=$((i%7))"; done',
  'sleep 100000',
].join('; ');

describe('the logs panel', function () {
  // Each test goes on where the one before it ended.
  this.retries(0);
  const workbench = useWorkbench();
  const ids: string[] = [];

  before(async function () {
    this.timeout(60_000);
    const scripts = {
      mixed,
      other: 'echo "WARN slow disk"; sleep 100000',
      million: 'seq 1000000; sleep 100000',
    };
    for (const [name, script] of Object.entries(scripts)) {
      const body = { Image: 'busybox:1.36', Cmd: ['sh', '-c', script] };
      const { Id } = (await engineRequest(managerUrl(), 'POST', `/containers/create?name=${run}-${name}`, body)) as {
        Id: string;
      };
      ids.push(Id);
      await engineRequest(managerUrl(), 'POST', `/containers/${Id}/start`);
    }
  });

  after(async () => {
    for (const id of ids) await engineRequest(managerUrl(), 'DELETE', `/containers/${id}?force=1&v=1`);
  });

  it('scrolls from the first to the last line of a million at pixel ratio 1 and 2', async function () {
    this.timeout(90_000);
    const w = workbench();
    const { keyboard } = w.page;
    const frame = await openLogs(w, 'million');
    await frame.getByRole('button', { name: /^Time:/ }).click();
    await choose(frame, 'Lines to read from the engine', 'all lines');
    await keyboard.press('Escape');
    await frame.locator('.counts', { hasText: '1,000,000 lines' }).waitFor({ timeout: 60_000 });
    const session = await w.page.context().newCDPSession(w.page);
    for (const deviceScaleFactor of [1, 2]) {
      const { width = 0, height = 0 } = w.page.viewportSize() ?? {};
      await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor, mobile: false });
      await frame.locator('.row').last().click();
      await keyboard.press('Home');
      await frame.locator('.row:focus .text', { hasText: /^1$/ }).waitFor();
      await keyboard.press('End');
      await frame.locator('.row:focus .text', { hasText: /^1000000$/ }).waitFor();
      assert.equal(await frame.locator('.row:focus').getAttribute('aria-setsize'), '1000000');
      await drag(w, frame, 0.5);
      const middle = await w.until(
        async () => Number(await frame.locator('.row .text').first().textContent()),
        'a row',
      );
      assert.ok(middle > 300_000 && middle < 700_000, `row ${middle} in the middle`);
    }
    await session.send('Emulation.clearDeviceMetricsOverride');
    await session.detach();
  });

  it('tells levels, folds a stack trace, shows a line in full, and filters by the value of a field', async function () {
    this.timeout(60_000);
    const w = workbench();
    const { keyboard } = w.page;
    const frame = await openLogs(w, 'mixed');
    await frame.locator('.row', { hasText: 'tick 400' }).waitFor();
    await frame.locator('dockhound-rows .row').last().click();
    await keyboard.press('Home');
    const first = frame.locator('.row:focus');
    await frame.locator('.row:focus .text', { hasText: 'listening on 8000' }).waitFor();
    assert.match((await first.getAttribute('aria-label')) ?? '', /^info, \d\d:\d\d:\d\d\.\d{3}, .*listening on 8000/);

    // A structured line: its message, and the fields dim behind it; markup stays text.
    const declined = frame.locator('.row', { hasText: 'order declined' });
    assert.equal(await declined.locator('.level').textContent(), 'ERROR');
    assert.match((await declined.locator('.fields').textContent()) ?? '', /status=502/);
    assert.equal(await frame.locator('.row img').count(), 0);

    // The stack trace is one row, opened and closed by the keyboard; reading stays where it is.
    const trace = frame.locator('.row', { hasText: 'IllegalStateException' });
    assert.equal(await trace.getAttribute('aria-expanded'), 'false');
    assert.equal(await frame.locator('.row', { hasText: 'Router.java' }).count(), 0);
    await trace.click();
    await keyboard.press('ArrowRight');
    await frame.locator('.row .folded', { hasText: 'Router.java:41' }).waitFor();
    await keyboard.press('ArrowLeft');
    await w.until(
      async () => (await frame.locator('.row', { hasText: 'Router.java' }).count()) === 0,
      'the closed entry',
    );

    // Enter shows the line in full with its fields; a value becomes a filter.
    await declined.click();
    await keyboard.press('Enter');
    const detail = frame.locator('.detail');
    await detail.locator('.field-row', { hasText: 'db' }).waitFor();
    await w.screenshot('logs-panel-detail');
    await detail.locator('.field-row', { hasText: 'status' }).click();
    await frame.getByRole('button', { name: 'Only lines with status = 502' }).click();
    await frame.locator('.counts', { hasText: '1 shown' }).waitFor();
    assert.deepEqual(await frame.locator('.chip-words').allTextContents(), ['status = 502']);
    await detail.locator('.detail-body').focus();
    await keyboard.press('Escape');
    await detail.waitFor({ state: 'detached' });
    await frame.getByText('show everything').click();
    await frame.locator('.filter-bar').waitFor({ state: 'detached' });
    await w.until(() => frame.locator('.row.current', { hasText: 'order declined' }).count(), 'the row that was read');
  });

  it('filters by text with lines around, by level, and says what is left out; steps to the next error', async function () {
    this.timeout(60_000);
    const w = workbench();
    const { keyboard } = w.page;
    const frame = await w.webview('dockhound-logs .row .text');
    await frame.locator('.find').click();
    await keyboard.type('tick 20');
    await frame.locator('.found', { hasText: '1 of 11' }).waitFor();
    await frame.getByRole('button', { name: 'Filter: show only lines that match' }).click();
    await frame.locator('.counts', { hasText: '11 shown' }).waitFor();
    await frame.getByRole('button', { name: 'More' }).click();
    await frame.getByRole('radio', { name: '1 around matches', exact: true }).click();
    await frame.locator('.counts', { hasText: '15 shown' }).waitFor();
    assert.ok(await frame.locator('.row .text.context', { hasText: 'tick 19' }).count());
    await keyboard.press('Escape');
    await w.screenshot('logs-panel-filter');
    // An expression that is not valid is said, and what is shown stays.
    await frame.getByRole('button', { name: 'Regular expression' }).click();
    await frame.locator('.find').click();
    await keyboard.type('(');
    await w.until(async () => (await frame.locator('.found').textContent()) === 'not valid', 'the word about it');
    await frame.getByRole('button', { name: 'Regular expression' }).click();
    await frame.locator('.find').click();
    await keyboard.press('Escape');
    await frame.locator('.row', { hasText: 'tick 22 ' }).waitFor();
    await frame.locator('.row').last().click();
    await keyboard.press('End');
    await frame.locator('.row:focus', { hasText: 'tick 400' }).waitFor();
    await keyboard.press('Shift+F8');
    await w.until(() => frame.locator('.row.current', { hasText: /IllegalState|declined/ }).count(), 'an error');
    await frame.getByRole('button', { name: 'Level', exact: true }).click();
    await frame.getByRole('radio', { name: 'warn or worse' }).click();
    await frame.locator('.popover:popover-open vscode-checkbox').click();
    await w.until(
      async () => (await frame.locator('.row .level').allTextContents()).every((word) => word === 'ERROR'),
      'errors only',
    );
    await keyboard.press('Escape');
    await w.screenshot('logs-panel-level');
  });

  it('saves all lines to a file, and opens what is shown in a read-only editor', async function () {
    this.timeout(60_000);
    const w = workbench();
    const frame = await w.webview('dockhound-logs .row .text');
    await frame.getByRole('button', { name: 'Save or open' }).click();
    await frame.getByText('Save all lines…').click();
    const input = w.page.locator('.quick-input-widget:visible input').first();
    await w.until(async () => /mixed\.log$/.test(await input.inputValue()), 'the name it suggests');
    const to = path.join(w.folder, 'kept.log');
    const ok = w.page.locator('.quick-input-widget:visible .quick-input-action', { hasText: 'OK' });
    await w.until(async () => {
      // The dialog may put its own suggestion back while it reads the folder.
      if (await input.isVisible()) await input.fill(to, { timeout: 1000 }).catch(() => undefined);
      if (await ok.isVisible()) await ok.click({ timeout: 1000 }).catch(() => undefined);
      return existsSync(to);
    }, 'the file on the disk');
    await w.until(() => readFileSync(to, 'utf8').split('\n').length >= 408, 'all of it');
    const lines = readFileSync(to, 'utf8').split('\n');
    assert.equal(lines.length, 408);
    assert.match(lines[1] ?? '', /^\d{4}-\S+Z \{"level":"error"/);
    await frame.getByRole('button', { name: 'Save or open' }).click();
    await frame.getByText('Open what is shown in an editor').click();
    await w.page.locator('.monaco-editor .view-line', { hasText: 'IllegalStateException' }).waitFor();
    assert.equal(await w.page.locator('.monaco-editor .view-line', { hasText: 'listening' }).count(), 0);
    await w.command('View: Close Editor');
  });

  it('keeps what was chosen and where it was read over a reload of the window', async function () {
    this.timeout(60_000);
    const w = workbench();
    let frame = await w.webview('dockhound-logs .filter-bar .chip');
    assert.deepEqual(await frame.locator('.chip-words').allTextContents(), ['≥ warn']);
    await frame.getByRole('button', { name: 'Level', exact: true }).click();
    await frame.getByRole('radio', { name: 'debug or worse' }).click();
    await w.page.keyboard.press('Escape');
    await frame
      .locator('.row', { hasText: /tick \d/ })
      .nth(3)
      .click();
    await w.page.keyboard.press('Home');
    await w.page.keyboard.press('PageDown');
    await w.page.keyboard.press('PageDown');
    const read = frame.locator('.row', { hasText: 'tick 40 ' });
    await w.until(
      async () => (await frame.locator('.row:focus').count()) === 1 && (await read.count()) === 1,
      'a place',
    );
    // The place is written down when scrolling pauses.
    await w.page.waitForTimeout(500);
    await w.reload();
    frame = await w.webview('dockhound-logs .filter-bar .chip');
    assert.deepEqual(await frame.locator('.chip-words').allTextContents(), ['≥ debug']);
    await frame.locator('.row', { hasText: 'tick 40 ' }).waitFor();
    await frame.locator('.reading', { hasText: 'scrolled back' }).waitFor();
  });
});

async function openLogs(w: Workbench, name: string): Promise<Frame> {
  await w.command('Dockhound: Show Logs');
  await pick(w, `${run}-${name}`, `${run}-${name}`);
  // The panel that was in front before is there for a moment longer.
  return w.until(async () => {
    for (const frame of w.page.frames()) {
      const header = frame.locator('.header .name', { hasText: `${run}-${name}` });
      const rows = frame.locator('dockhound-logs .row .text');
      if ((await header.count().catch(() => 0)) > 0 && (await rows.count()) > 0) return frame;
    }
    return undefined;
  }, `the log of ${name}`);
}

async function choose(frame: Frame, label: string, option: string): Promise<void> {
  await frame.locator('.popover:popover-open').getByLabel(label, { exact: true }).click();
  await frame.locator('.popover:popover-open vscode-option', { hasText: option }).click();
}

/** Drags the thumb to this share of its track. */
async function drag(w: Workbench, frame: Frame, share: number): Promise<void> {
  const thumb = await frame.locator('.thumb').boundingBox();
  const track = await frame.locator('.track').boundingBox();
  if (!thumb || !track) throw new Error('There is no scroll bar.');
  const x = thumb.x + thumb.width / 2;
  await w.page.mouse.move(x, thumb.y + thumb.height / 2);
  await w.page.mouse.down();
  await w.page.mouse.move(x, track.y + track.height * share, { steps: 3 });
  await w.page.mouse.up();
}
