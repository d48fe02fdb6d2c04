// The panels in a real workbench against a real engine: what a person sees, types and clicks.
import assert from 'node:assert/strict';
import { engineRequest, managerUrl } from '../support/lab';
import { pick } from './quickPick';
import { useWorkbench, type Workbench } from './workbench';

const run = `panels-${process.pid}`;

describe('panels', () => {
  const workbench = useWorkbench();
  const names = { talker: `${run}-talker`, mute: `${run}-mute`, never: `${run}-never`, counter: `${run}-counter` };
  const ids: Record<string, string> = {};

  before(async function () {
    this.timeout(60_000);
    ids.talker = await create(
      names.talker,
      'i=0; while true; do i=$((i+1)); echo "out $i <img src=x onerror=alert(1)>"; printf "\\033[31mred $i\\033[0m\\n" >&2; sleep 1; done',
      {
        Env: ['DB_PASSWORD=hunter2', 'PLAIN=visible'],
        Healthcheck: { Test: ['CMD-SHELL', 'echo probe-said-so; exit 1'], Interval: 1e9, Retries: 2 },
      },
    );
    ids.counter = await create(
      names.counter,
      'i=0; while [ $i -lt 30000 ]; do i=$((i+1)); echo "row $i of many"; done; sleep 100000',
    );
    ids.mute = await create(names.mute, 'sleep 100000', { HostConfig: { LogConfig: { Type: 'none' } } });
    ids.never = await create(names.never, 'true');
    for (const name of ['talker', 'counter', 'mute'])
      await engineRequest(managerUrl(), 'POST', `/containers/${ids[name]}/start`);
  });

  after(async () => {
    for (const id of Object.values(ids)) await engineRequest(managerUrl(), 'DELETE', `/containers/${id}?force=1&v=1`);
  });

  it('logs: follows, tells stderr apart, shows colours, and runs no markup of a log', async function () {
    this.timeout(60_000);
    const w = workbench();
    await open(w, 'Dockhound: Show Logs', names.talker);
    const frame = await w.webview('dockhound-logs .row .text');
    await w.until(() => frame.locator('.row .stream.stderr').count(), 'a line of stderr');
    const red = frame.locator('.row .text span', { hasText: /^red \d+$/ }).first();
    const [colour, plain] = await Promise.all([
      textColour(red),
      textColour(frame.locator('.row .text', { hasText: /^out \d+/ }).first()),
    ]);
    assert.notEqual(colour, plain);
    assert.equal(await frame.locator('.row img').count(), 0);
    assert.ok(await frame.locator('.row .text', { hasText: '<img src=x' }).count());
    const before = await lineCount(frame);
    await w.until(async () => (await lineCount(frame)) > before, 'more lines');
    await w.screenshot('panel-logs');
  });

  it('logs: goes on through a restart with a marker, nothing lost and nothing twice', async function () {
    this.timeout(60_000);
    const w = workbench();
    const frame = await w.webview('dockhound-logs .row .text');
    await engineRequest(managerUrl(), 'POST', `/containers/${ids.talker}/restart?t=0`);
    await w.until(
      () => frame.locator('.row .marker', { hasText: /exited with code|started again/ }).count(),
      'a marker',
    );
    await w.until(async () => {
      const texts = await frame.locator('.row .text, .row .marker').allTextContents();
      const at = texts.findIndex((text) => /exited with code|started again/.test(text));
      return texts.slice(at).filter((text) => /^out \d+/.test(text)).length >= 3;
    }, 'lines of the second run');
    const texts = await frame.locator('.row .text, .row .marker').allTextContents();
    const second = texts.slice(texts.findLastIndex((text) => /exited with code|started again/.test(text)));
    const numbers = second.flatMap((text) => /^out (\d+)/.exec(text)?.[1] ?? []).map(Number);
    assert.deepEqual(
      numbers,
      numbers.map((_, i) => i + 1),
    );
    await w.until(() => frame.locator('.status-line', { hasText: /1 restart/ }).count(), 'the count of restarts');
  });

  it('logs: searches far more rows than are in sight and jumps to a match', async function () {
    this.timeout(90_000);
    const w = workbench();
    await open(w, 'Dockhound: Show Logs', names.counter);
    const frame = await w.until(() => frameWith(w, 'of many'), 'the log of the counter');
    await choose(frame, 'Lines to read from the engine', 'all lines');
    await w.until(async () => (await lineCount(frame)) === 30_000, 'all 30,000 lines');
    await frame.locator('.find').click();
    await w.page.keyboard.type('row 12345 ');
    await w.until(() => frame.locator('.row.current mark', { hasText: 'row 12345' }).count(), 'the match in sight');
    await w.until(() => frame.locator('.found', { hasText: '1 of 1' }).count(), 'the count of matches');
    await w.screenshot('panel-logs-find');
    // Keyboard: to the first row and to the last.
    await frame.locator('.row.current').focus();
    await w.page.keyboard.press('Home');
    await w.until(() => frame.locator('.row:focus .text', { hasText: 'row 1 of many' }).count(), 'the first row');
    assert.equal(await frame.locator('.row:focus').getAttribute('aria-posinset'), '1');
    assert.equal(await frame.locator('.row:focus').getAttribute('aria-setsize'), '30000');
    await w.page.keyboard.press('End');
    await w.until(() => frame.locator('.row:focus .text', { hasText: 'row 30000 of many' }).count(), 'the last row');
    // An expression that is not valid is said, not thrown.
    await frame.getByRole('button', { name: 'Regular expression' }).click();
    await w.fillIn(frame.locator('.find'), 'row (');
    await w.until(
      async () => (await frame.locator('.found').textContent()) === 'not valid',
      'the word about the expression',
    );
  });

  it('logs: says why there is nothing to read', async function () {
    this.timeout(60_000);
    const w = workbench();
    await open(w, 'Dockhound: Show Logs', names.mute);
    await w.until(() => frameWith(w, 'logging driver none'), 'the word about the driver');
    await open(w, 'Dockhound: Show Logs', names.never);
    await w.until(() => frameWith(w, 'never been started'), 'the word about a container that never ran');
  });

  it('inspect: shows health with probe output, masks secrets, reveals one on demand, searches', async function () {
    this.timeout(60_000);
    const w = workbench();
    await open(w, 'Dockhound: Inspect', names.talker);
    const frame = await w.webview('dockhound-inspect .fact-section');
    await w.until(
      () => frame.locator('.fact-section td', { hasText: 'probe-said-so' }).count(),
      'the output of a probe',
    );
    assert.equal(await frame.getByText('hunter2').count(), 0);
    const row = frame.locator('tr', { hasText: 'DB_PASSWORD' });
    await row.getByLabel('Reveal this value').click();
    await w.until(() => row.getByText('hunter2', { exact: true }).count(), 'the revealed value');
    await frame.locator('.find').click();
    await w.page.keyboard.type('pidslimit');
    await w.until(() => frame.locator('.tree-row.hit', { hasText: 'PidsLimit' }).count(), 'the match in the tree');
    await w.page.keyboard.press('Enter');
    await w.until(() => frame.locator('.found', { hasText: '1 of 1' }).count(), 'which match it is');
    await frame.locator('.tree-row.at').focus();
    await w.page.keyboard.press('p');
    await w.until(() => frame.locator('.said', { hasText: 'Path copied: HostConfig.PidsLimit' }).count(), 'the copy');
    // Each probe is a reading: what was revealed and found stays as it is.
    const probes = frame.locator('.fact-section td', { hasText: 'probe-said-so' });
    await w.page.keyboard.press('Control+F');
    await w.page.keyboard.press('Escape');
    const before = await probes.count();
    await w.until(async () => (await probes.count()) > Math.max(5, before), 'more probes than the engine keeps');
    assert.equal(await row.getByText('hunter2', { exact: true }).count(), 1);
    await w.screenshot('panel-inspect');
    await frame.getByText('Raw JSON').click();
    await w.until(() => w.page.locator('.monaco-editor .view-line', { hasText: '"Id"' }).count(), 'the JSON');
    await w.page.keyboard.type('x');
    assert.equal(await w.page.locator('.monaco-editor .view-line', { hasText: 'hunter2' }).count(), 0);
  });

  it('inspect: compares with another container, and shows the layers of an image', async function () {
    this.timeout(60_000);
    const w = workbench();
    await open(w, 'Dockhound: Inspect', names.talker);
    const frame = await w.webview('dockhound-inspect .fact-section');
    await frame.getByText('Compare…').click();
    await pick(w, names.counter, names.counter);
    await w.page.getByRole('tab', { name: `${names.counter} ↔ ${names.talker}` }).waitFor();
    const lines = w.page.locator('.monaco-diff-editor .view-line', { hasText: 'Args' });
    await w.until(async () => (await lines.count()) === 2, 'both sides');
    assert.equal(await w.page.locator('.view-line', { hasText: 'hunter2' }).count(), 0);
    await w.screenshot('compare');
    await open(w, 'Dockhound: Inspect', 'shop/web:2.4.1');
    const image = await w.webview('dockhound-inspect td.share');
    await w.until(() => image.locator('.fact-section', { hasText: 'Shares layers with' }).count(), 'who shares');
    await w.screenshot('panel-inspect-image');
  });

  it('shows a panel again instead of opening a second one, and brings panels back after a reload', async function () {
    this.timeout(90_000);
    const w = workbench();
    const tab = w.page.getByRole('tab', { name: `${names.talker} · Logs` });
    await open(w, 'Dockhound: Show Logs', names.talker);
    await w.until(async () => (await tab.getAttribute('aria-selected')) === 'true', 'the tab in front');
    assert.equal(await tab.count(), 1);
    await w.reload();
    await tab.waitFor({ timeout: 30_000 });
    await tab.click();
    const frame = await w.webview('dockhound-logs .row .stream.stderr');
    await w.until(() => frame.locator('.row .text', { hasText: /^out \d+/ }).count(), 'the log after the reload');
  });
});

async function create(name: string, script: string, more: Record<string, unknown> = {}): Promise<string> {
  const body = { Image: 'busybox:1.36', Cmd: ['sh', '-c', script], ...more };
  const answer = await engineRequest(managerUrl(), 'POST', `/containers/create?name=${name}`, body);
  return (answer as { Id: string }).Id;
}

async function open(w: Workbench, command: string, name: string): Promise<void> {
  await w.command(command);
  await pick(w, name, name);
}

type Frame = Awaited<ReturnType<Workbench['webview']>>;

async function frameWith(w: Workbench, text: string): Promise<Frame | undefined> {
  for (const frame of w.page.frames()) {
    if (/fake\.html/.test(frame.url()) && (await frame.getByText(text).count()) > 0) return frame;
  }
  return undefined;
}

async function lineCount(frame: Frame): Promise<number> {
  const text = (await frame.locator('.status-line .counts').textContent()) ?? '';
  return Number(/^([\d,.]+) line/.exec(text.trim())?.[1]?.replace(/\D/g, '') ?? Number.NaN);
}

async function choose(frame: Frame, label: string, option: string): Promise<void> {
  await frame.getByRole('button', { name: /^Time:/ }).click();
  await frame.getByLabel(label).click();
  await frame.locator('vscode-option', { hasText: option }).click();
}

function textColour(locator: ReturnType<Frame['locator']>): Promise<string> {
  return locator.evaluate((element) => getComputedStyle(element).color);
}
