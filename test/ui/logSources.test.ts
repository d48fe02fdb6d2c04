// The log of a service on two nodes in a real workbench: merged, told apart, and where it is read; highlights; copying.
import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { engineRequest, managerUrl } from '../support/lab';
import { useWorkbench, type Workbench } from './workbench';

const name = `logpair-${process.pid}`;
const script =
  'for i in 1 2 3 4 5; do echo "$HOSTNAME told $i"; sleep 0.1; done; sleep 1; echo "$HOSTNAME told 6"; exec sleep 100000';

describe('the log of a service on two nodes', () => {
  // Without a way to the worker's engine, what runs there comes through the manager.
  const workbench = useWorkbench({ settings: { 'dockhound.logs.highlights': ['told 3'] } });

  before(async function () {
    this.timeout(60_000);
    await engineRequest(managerUrl(), 'POST', '/services/create', {
      Name: name,
      Mode: { Global: {} },
      TaskTemplate: {
        ContainerSpec: { Image: 'busybox:1.36', Command: ['sh', '-c', script], Hostname: '{{.Node.Hostname}}' },
      },
    });
  });
  after(async () => {
    await engineRequest(managerUrl(), 'DELETE', `/services/${name}`);
  });

  it('merges its tasks, colours, hides and names each source, and says which is read through the manager', async function () {
    this.timeout(60_000);
    const w = workbench();
    const frame = await openLogs(w);
    const of = (node: string) => frame.locator('.row', { hasText: `${node} told` });
    await w.until(async () => (await of('lab-manager').count()) === 6, 'the task on the manager');
    await w.until(async () => (await of('lab-worker').count()) === 6, 'the task on the worker');
    const times = await frame.locator('.row .time').allTextContents();
    assert.deepEqual(times, [...times].sort(), 'merged by time');
    const tag = (node: string) => of(node).first().locator('.source');
    const [near, far] = [await colour(tag('lab-manager')), await colour(tag('lab-worker'))];
    assert.notEqual(near, far);
    assert.match((await tag('lab-manager').getAttribute('title')) ?? '', /on lab-manager, read from its own engine$/);
    assert.match((await tag('lab-worker').getAttribute('title')) ?? '', /on lab-worker, read through the manager$/);

    await frame.getByRole('button', { name: 'Sources and streams' }).click();
    const popover = frame.locator('.popover:popover-open');
    const entry = (node: string) => popover.locator('.entry', { hasText: node });
    assert.match((await entry('lab-manager').textContent()) ?? '', /lab-manager, its own engine/);
    assert.match((await entry('lab-worker').textContent()) ?? '', /lab-worker, through the manager/);
    await w.screenshot('logs-panel-sources');
    await entry('lab-worker').locator('vscode-checkbox').click();
    await w.until(async () => (await of('lab-worker').count()) === 0, 'the worker is hidden');
    assert.equal(await of('lab-manager').count(), 6);
    await popover.getByText('Show all sources').click();
    await w.until(async () => (await of('lab-worker').count()) === 6, 'both again');
    await popover.locator('vscode-checkbox', { hasText: 'Source column' }).click();
    await w.until(async () => (await frame.locator('.row .source').count()) === 0, 'no column');
    await popover.locator('vscode-checkbox', { hasText: 'Source column' }).click();
    await frame.locator('.row .source').first().waitFor();
    await w.page.keyboard.press('Escape');
  });

  it('highlights what the setting and the popover say, and copies the chosen rows', async function () {
    this.timeout(60_000);
    const w = workbench();
    const frame = await w.webview('dockhound-logs .row .text');
    const painted = (colour: string) => frame.locator(`.row .paint-${colour}`);
    await w.until(async () => (await painted('yellow').allTextContents()).join() === 'told 3,told 3', 'the setting');
    await frame.getByRole('button', { name: 'More' }).click();
    await frame.getByText('Highlights…').click();
    const popover = frame.locator('.popover:popover-open');
    await w.fillIn(popover.locator('vscode-text-field'), 'LAB-\\w+');
    await popover.locator('vscode-checkbox.regex').click();
    await popover.getByText('Add', { exact: true }).click();
    await w.until(() => popover.locator('.entry mark', { hasText: 'LAB-' }).count(), 'the rule in the list');
    const second = (await popover.locator('.entry mark').last().getAttribute('class'))?.replace(/.*paint-/, '') ?? '';
    await w.until(async () => (await painted(second).count()) === 12, 'the nodes in another colour');
    await w.screenshot('logs-panel-highlights');
    await popover.getByTitle('Remove the highlight told 3').click();
    await w.until(async () => (await painted('yellow').count()) === 0, 'the first rule is gone');
    await w.page.keyboard.press('Escape');

    const row = frame.locator('.row', { hasText: 'lab-manager told 5' });
    await row.locator('.text').click();
    await w.page.keyboard.press('Shift+ArrowDown');
    await w.until(async () => (await frame.locator('.row.chosen').count()) === 2, 'two rows');
    await w.page.keyboard.press('Control+C');
    const said = frame.locator('.status-line [role=status]');
    await w.until(async () => (await said.textContent()) === '2 rows copied', 'the word of the copy');
    const copied = await w.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^\S* ?.*lab-manager told 5\n.*lab-\w+ told \d\n?$/);
  });
});

async function openLogs(w: Workbench): Promise<Frame> {
  await w.openSidebar();
  await w.view('Services');
  await w.choose(w.row(name).first(), 'Show Logs');
  return w.webview('dockhound-logs .row .text');
}

function colour(locator: Locator): Promise<string> {
  return locator.evaluate((element) => getComputedStyle(element).color);
}
