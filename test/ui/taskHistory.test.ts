// What a person sees of tasks and nodes: the history of a slot, the way to a node's engine, and which task is entered.

import assert from 'node:assert/strict';
import { uniqueName, until, workshop } from '../engine/callsSupport';
import { engineRequest, managerUrl, workerUrl } from '../support/lab';
import { useWorkbench } from './workbench';

describe('tasks, their history and their nodes, by hand', function () {
  this.timeout(120_000);
  const made = workshop(managerUrl);
  const loop = uniqueName('loop');
  const pair = uniqueName('pair');
  const workbench = useWorkbench();
  let worker = '';

  before(async () => {
    worker = ((await engineRequest(workerUrl(), 'GET', '/info')) as { Name: string }).Name;
    const script = 'echo one try; sleep 1; test -e /tmp/never || exit 7';
    const crashing = { Image: 'busybox:1.36', Command: ['sh', '-c', script], StopGracePeriod: 1e8 };
    const restart = { Condition: 'any', Delay: 1e8, MaxAttempts: 2 };
    await made.service(loop, { ContainerSpec: crashing, RestartPolicy: restart });
    const sleeping = { Image: 'busybox:1.36', Command: ['sleep', '1000'] };
    await made.service(
      pair,
      { ContainerSpec: sleeping, Placement: { MaxReplicas: 1 } },
      { Replicated: { Replicas: 2 } },
    );
    await until('three tries are over', async () => {
      const filter = encodeURIComponent(JSON.stringify({ service: [loop] }));
      const tasks = (await engineRequest(managerUrl(), 'GET', `/tasks?filters=${filter}`)) as {
        Status: { State: string };
      }[];
      return tasks.filter(({ Status }) => Status.State === 'failed').length === 3;
    });
  });
  after(() => made.clear());

  it('unfolds the earlier tasks of a slot, with their logs and the whole slot in Inspect', async () => {
    const w = workbench();
    await w.openSidebar();
    const pane = await w.view('Services');
    const newest = pane.locator('.monaco-list-row', { hasText: '2 earlier' }).first();
    const service = pane.locator('.monaco-list-row', { hasText: loop }).first();
    await service.waitFor();
    // A failing service is open from the start, unless its tasks were not known then.
    if ((await service.getAttribute('aria-expanded')) !== 'true') await service.locator('.monaco-tl-twistie').click();
    await newest.waitFor();
    await newest.locator('.monaco-tl-twistie').click();
    const earlier = pane.locator('.monaco-list-row', { hasText: /failed .* ago · non-zero exit \(7\).* · container / });
    await w.until(async () => (await earlier.count()) === 2, 'both earlier tries');
    await w.screenshot('task-history');
    await earlier.first().dblclick();
    const logs = await w.webview('dockhound-logs .row .text');
    await logs.locator('.row .text', { hasText: 'one try' }).first().waitFor();
    await logs.locator('.header vscode-button[aria-label="Inspect"]').click();
    const frame = await w.webview('.fact-section');
    const table = frame.locator('.fact-section', { hasText: 'Tasks of this slot' }).first();
    await table.waitFor();
    assert.equal(await table.locator('tbody tr').count(), 3);
    assert.equal(await table.locator('tbody tr', { hasText: '(this one)' }).count(), 1);
    assert.ok(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth), 'it fits');
    await w.screenshot('task-history-inspect');
  });

  it('says of each node whether its engine is reached, and offers the way beside it', async () => {
    const w = workbench();
    const pane = await w.view('Nodes');
    const here = pane.locator('.monaco-list-row', { hasText: 'engine connected' });
    await here.waitFor();
    const far = pane.locator('.monaco-list-row', { hasText: worker });
    await far.filter({ hasText: 'no way to its engine known' }).waitFor();
    await far.hover();
    await w.screenshot('nodes');
    await far.locator('.action-label[aria-label^="Connect to Its Engine"]').click();
    const input = w.page.locator('.quick-input-widget:visible input').first();
    await input.fill(workerUrl());
    await input.press('Enter');
    await far.filter({ hasText: 'engine reached by unix://' }).waitFor();
    assert.equal(await here.locator('.action-label[aria-label^="Connect to Its Engine"]').count(), 0);
  });

  it('lets the keyboard choose the task that is entered', async () => {
    const w = workbench();
    const list = w.page.locator('.quick-input-list .monaco-list-row');
    await w.command('Dockhound: Open Shell');
    const input = w.page.locator('.quick-input-widget:visible input').first();
    await input.fill(pair);
    const service = list.filter({ hasText: 'service · ' }).first();
    // A list that has just opened may not take a click.
    await w.until(async () => {
      if (await service.isVisible()) await service.click({ timeout: 1000 }).catch(() => undefined);
      return (await list.filter({ hasText: 'All tasks' }).count()) > 0;
    }, 'its tasks');
    const rows = await list.allTextContents();
    assert.deepEqual(
      rows.map((text) => /^(\S+\.\d|All tasks)/.exec(text.replace(/^[^\w]+/, ''))?.[1]),
      [`${pair}.1`, `${pair}.2`, 'All tasks'],
    );
    await w.screenshot('service-tasks');
    const second = w.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: `${pair}.2` });
    await w.until(async () => {
      if ((await second.count()) > 0) return true;
      await w.page.keyboard.press('ArrowDown');
      await w.page.waitForTimeout(200);
      return second.count();
    }, 'the focus on the second task');
    await w.page.keyboard.press('Enter');
    await w.until(async () => (await w.terminalText()).includes('/ #'), 'a shell');
    assert.match(await w.terminalText(), new RegExp(`${pair}\\.2`));
  });
});
