import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { createSample } from '../../scripts/provision/sample.mjs';
import { engineRequest, managerUrl, workerUrl } from '../support/lab';
import { useWorkbench } from './workbench';

const views = [
  ['Problems', 'shop_db'],
  ['Services', 'shop'],
  ['Nodes', 'lab-worker'],
  ['Tasks', 'shop_web.1'],
  ['Containers', 'legacy-cart'],
  ['Networks', 'shop_default'],
  ['Secrets and Configs', 'shop_db-password'],
  ['Images and Volumes', 'Images'],
] as const;

describe('the sidebar on a real two-node swarm', function () {
  this.timeout(90_000);
  const name = `ui-live-${process.pid}`;
  const api = (method: string, path: string, body?: unknown) => engineRequest(managerUrl(), method, path, body);
  // Tall, since a list has only those rows in the page that fit.
  const workbench = useWorkbench({ size: { width: 1400, height: 1800 } });

  before(async () => {
    await createSample({ socket: managerUrl().slice(7) }, { socket: workerUrl().slice(7) });
    await api('POST', `/containers/create?name=${name}`, { Image: 'busybox:1.36', Cmd: ['sleep', '100000'] });
    await api('POST', `/containers/${name}/start`);
  });

  after(() => api('DELETE', `/containers/${name}?force=1`));

  const only = async (title: string): Promise<Locator> => {
    const { page, view } = workbench();
    for (const [other] of views) {
      if (other === title) continue;
      const header = page.locator(`.part.sidebar .pane-header[aria-label^="${other}"]`);
      if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
    }
    return view(title);
  };

  it('shows every view with what is there', async () => {
    const w = workbench();
    await w.openSidebar();
    for (const [title, expected] of views) {
      const pane = await only(title);
      await pane.locator('.monaco-list-row', { hasText: expected }).first().waitFor();
    }
    const plugins = await only('Plugins');
    await plugins.getByText('No plugins are installed on this engine.').waitFor();
  });

  it('names the engine and counts the problems', async () => {
    const { page, row } = workbench();
    await only('Problems');
    await page.locator('.pane-header', { hasText: /lab-manager · Swarm \(2 nodes\)/ }).waitFor();
    await row('legacy-cart').first().waitFor();
    const badge = page.locator('.activitybar .action-item', { has: page.locator('a[aria-label^="Dockhound"]') });
    assert.match((await badge.first().locator('.badge-content').innerText()).trim(), /^\d+$/);
  });

  it('follows what happens outside, and keeps selection', async () => {
    const w = workbench();
    const pane = await only('Containers');
    const row = pane.locator('.monaco-list-row', { hasText: name });
    await row.click();
    await pane.locator('.monaco-list-row.selected', { hasText: name }).waitFor();
    await api('POST', `/containers/${name}/pause`);
    await pane.locator('.monaco-list-row', { hasText: new RegExp(`${name}\\s*paused`) }).waitFor();
    await api('POST', `/containers/${name}/unpause`);
    await pane.locator('.monaco-list-row', { hasText: new RegExp(`${name}\\s*running`) }).waitFor();
    await api('POST', `/containers/${name}/kill`);
    await pane
      .locator('.monaco-list-row', { hasText: /exited \(137\)/ })
      .filter({ hasText: name })
      .waitFor();
    assert.equal(await pane.locator('.monaco-list-row.selected', { hasText: name }).count(), 1);
    await api('POST', `/containers/${name}/start`);
    await pane.locator('.monaco-list-row', { hasText: new RegExp(`${name}\\s*running`) }).waitFor();
    await w.until(
      async () => (await pane.locator('.monaco-list-row.selected', { hasText: name }).count()) === 1,
      'selection',
    );
  });

  it('adds and removes rows as objects come and go', async () => {
    const pane = await only('Containers');
    const other = `${name}-b`;
    await api('POST', `/containers/create?name=${other}`, { Image: 'busybox:1.36' });
    const row = pane.locator('.monaco-list-row', { hasText: other });
    await row.waitFor();
    await api('DELETE', `/containers/${other}`);
    await row.waitFor({ state: 'detached' });
  });

  it('tells states in words for a screen reader', async () => {
    const pane = await only('Containers');
    const label = await pane.locator('.monaco-list-row', { hasText: 'legacy-cart' }).first().getAttribute('aria-label');
    assert.match(label ?? '', /legacy-cart, unhealthy/);
  });

  it('tells in a tooltip what is wrong with an object and with its group', async () => {
    const w = workbench();
    const pane = await only('Containers');
    await w.page.mouse.move(1000, 500);
    await pane.locator('.monaco-list-row', { hasText: 'legacy-cart' }).first().hover();
    const hover = w.page.locator('.monaco-hover:visible', { hasText: 'health check fails' });
    await hover.waitFor();
    assert.match((await hover.innerText()).trim(), /^\S*legacy-cart\S*\s+(Problem|Warning): health check fails/);
    await w.page.mouse.move(1000, 500);
  });

  it('puts a problem aside until it changes, says so, and tells it again', async () => {
    const w = workbench();
    const pane = await only('Problems');
    const row = pane.locator('.monaco-list-row', { hasText: 'legacy-cart' });
    await w.choose(row.first(), 'Dismiss Problem Until It Changes');
    await row.first().waitFor({ state: 'detached' });
    await pane.getByText('One problem is dismissed until it changes.').waitFor();
    await w.command('Dockhound: Show Suppressed Problems…');
    const entry = w.page.locator('.quick-input-list .monaco-list-row', { hasText: 'container-unhealthy' });
    await w.until(async () => {
      if (await entry.isVisible()) await entry.click({ timeout: 1000 }).catch(() => undefined);
      return (await row.count()) > 0;
    }, 'the problem to be told again');
  });

  it('opens logs on a double-click and with Enter', async () => {
    const w = workbench();
    const pane = await only('Containers');
    await pane.locator('.monaco-list-row', { hasText: name }).dblclick();
    await w.page.locator('.tab', { hasText: `${name} · Logs` }).waitFor();
    // By the palette: while the panel loads, Ctrl+W may reach neither it nor the workbench.
    await w.command('View: Close Editor');
    await w.page.locator('.tab', { hasText: `${name} · Logs` }).waitFor({ state: 'detached' });
    await pane.locator('.monaco-list-row', { hasText: 'gateway' }).click();
    await w.page.keyboard.press('Enter');
    await w.page.locator('.tab', { hasText: 'gateway · Logs' }).waitFor();
  });

  it('opens with Enter the row to which arrow keys went, not the one that was clicked', async () => {
    const w = workbench();
    const pane = await only('Containers');
    await pane.locator('.monaco-list-row', { hasText: 'gateway' }).click();
    await w.page.keyboard.press('ArrowDown');
    await pane.locator('.monaco-list-row.focused', { hasText: 'legacy-cart' }).waitFor();
    await w.page.keyboard.press('Enter');
    await w.page.locator('.tab', { hasText: 'legacy-cart · Logs' }).waitFor();
  });

  it('asks before it removes, naming object and engine, and loses nothing on No', async () => {
    const w = workbench();
    const pane = await only('Containers');
    await w.choose(pane.locator('.monaco-list-row', { hasText: name }), /^Remove…$/);
    const dialog = w.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const text = await dialog.innerText();
    assert.match(text, new RegExp(name));
    assert.match(text, /lab-manager/);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(((await api('GET', `/containers/${name}/json`)) as { Name: string }).Name, `/${name}`);
  });
});
