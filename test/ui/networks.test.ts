// Networks in a real workbench: made by keyboard with every wrong answer refused while it is typed, and seen on the map.

import assert from 'node:assert/strict';
import { engineRequest, managerUrl } from '../support/lab';
import { pickByKeys } from './quickPick';
import { useWorkbench, type Workbench } from './workbench';

describe('networks', function () {
  this.timeout(120_000);
  const workbench = useWorkbench({ size: { width: 1500, height: 1300 } });
  const run = `ui-net-${process.pid}`;
  const names = { net: `${run}-app`, web: `${run}-web`, db: `${run}-db` };
  const api = (method: string, path: string, body?: unknown) => engineRequest(managerUrl(), method, path, body);

  after(async () => {
    for (const name of [names.web, names.db]) await api('DELETE', `/containers/${name}?force=1`).catch(() => undefined);
    await api('DELETE', `/networks/${names.net}`).catch(() => undefined);
  });

  it('creates one by keyboard', async () => {
    const w = workbench();
    await w.openSidebar();
    await (await w.view('Networks')).locator('.monaco-list-row', { hasText: 'ingress' }).first().waitFor();
    await w.command('Dockhound: Create Network…');
    await step(w, /Driver/);
    await pickByKeys(w, 'overlay', 'overlay');

    await step(w, /Name/);
    await refusedAsTyped(w, 'bridge', /network of the engine's own/);
    await refusedAsTyped(w, 'ends-', /ends with a letter or a digit/);
    await refusedAsTyped(w, 'ingress', /engine's own/);
    await answer(w, names.net);

    await step(w, /Options/);
    await pickByKeys(w, 'Attachable', 'Attachable');

    await step(w, /Subnet/);
    await pickByKeys(w, 'Another', 'Another');
    await w.page
      .locator('.quick-input-widget:visible .quick-input-message', { hasText: 'Subnet, as an address' })
      .waitFor();
    await refusedAsTyped(w, '10.231.7.9/24', /host bits set: the subnet it is in is 10\.231\.7\.0\/24/);
    await refusedAsTyped(w, '10.0.0.128/25', /overlaps 10\.0\.0\.0\/24 of ingress, the swarm's ingress network/);
    await answer(w, '10.231.7.0/24');
    await step(w, /Gateway/);
    await refusedAsTyped(w, '10.231.8.1', /in none of the subnets/);
    await answer(w, '');

    const dialog = w.page.locator('.monaco-dialog-box');
    await dialog
      .getByText(`Create network ${names.net} (overlay, attachable, 10.231.7.0/24) on lab-manager?`)
      .waitFor();
    assert.match(await dialog.innerText(), /1\. Create network .*2\. See that/s);
    await w.screenshot('network-create');
    await w.page.keyboard.press('Enter');
    // Until swarm has allocated it, the engine names no driver.
    const made = await w.until(async () => {
      const read = (await api('GET', `/networks/${names.net}`)) as { Attachable: boolean; Driver: string };
      return read.Driver === '' ? undefined : read;
    }, 'the network');
    assert.deepEqual([made.Driver, made.Attachable], ['overlay', true]);
    await w.reveal(w.row(names.net).first());
  });

  it('shows it on the map, live, in the graph and in the tree', async () => {
    const w = workbench();
    for (const [name, alias] of [
      [names.web, 'www'],
      [names.db, 'store'],
    ] as const) {
      await api('POST', `/containers/create?name=${name}`, {
        ...{ Image: 'busybox:1.36', Cmd: ['sleep', '100000'], HostConfig: { NetworkMode: names.net } },
        NetworkingConfig: { EndpointsConfig: { [names.net]: { Aliases: [alias] } } },
      });
    }
    await api('POST', `/containers/${names.web}/start`);
    await w.command('Dockhound: Show Network Map');
    const frame = await w.webview('dockhound-map-graph .stop');
    const box = (name: string) => frame.locator(`.stop[aria-label^="${name}"]`).first();
    for (const name of ['ingress', 'bridge', names.net, names.web]) await box(name).waitFor();
    assert.match(
      (await box(names.net).getAttribute('aria-label')) ?? '',
      /network, overlay · 10\.231\.7\.0\/24 · attachable/,
    );
    assert.equal(await box(names.db).count(), 0);
    const before = await box(names.net).boundingBox();
    await api('POST', `/containers/${names.db}/start`);
    await box(names.db).waitFor();
    assert.ok(before);

    await frame.locator('.find').locator('input').fill(run);
    await w.until(async () => (await frame.locator('.frame').count()) === 1, 'the filter');
    await box(names.net).focus();
    await w.page.keyboard.press('ArrowDown');
    await w.page.keyboard.press('Enter');
    const details = frame.locator('.details');
    await details.getByText('Found there as').waitFor();
    const title = await details.locator('h2').innerText();
    assert.ok([names.web, names.db].includes(title), `an arrow leads from the network to ${title}`);
    await details.locator('.names', { hasText: title === names.db ? 'store' : 'www' }).waitFor();
    assert.match(await details.innerText(), /10\.231\.7\.\d+.*02:42/s);
    const other = title === names.db ? names.web : names.db;
    await details.locator('button.link', { hasText: other }).click();
    await details.locator('h2', { hasText: other }).waitFor();
    await w.screenshot('network-map');

    await frame.locator('vscode-button[aria-label="Tree"]').click();
    const rows = frame.locator('[role="treeitem"]');
    await rows.filter({ hasText: names.db }).waitFor();
    const texts = (await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
    assert.match(texts[0] ?? '', new RegExp(`^${names.net} overlay · 10\\.231\\.7\\.0/24 · attachable · 2 attached$`));
    assert.match(texts[1] ?? '', new RegExp(`^${names.db} container · 10\\.231\\.7\\.\\d+`));
    assert.deepEqual(await Promise.all([0, 1].map((at) => rows.nth(at).getAttribute('aria-level'))), ['1', '2']);
    await rows.first().focus();
    await w.page.keyboard.press('ArrowLeft');
    await w.until(async () => (await rows.count()) === 1, 'the network folded');
    await w.screenshot('network-map-tree');
  });

  it('names who is on a network instead of removing it', async () => {
    const w = workbench();
    const row = (await w.view('Networks')).locator('.monaco-list-row', { hasText: names.net }).first();
    await w.choose(row, 'Remove Network…');
    const toast = w.page.locator('.notification-toast', { hasText: 'in use by' });
    await toast.waitFor();
    assert.match(await toast.innerText(), new RegExp(`${names.db}.*${names.web}|${names.web}.*${names.db}`));
  });
});

async function step(w: Workbench, title: RegExp): Promise<void> {
  await w.page.locator('.quick-input-widget:visible .quick-input-title', { hasText: title }).waitFor();
}

/** Types it, sees why it is refused, and that Enter does not take it. */
async function refusedAsTyped(w: Workbench, text: string, why: RegExp): Promise<void> {
  const input = w.page.locator('.quick-input-widget:visible input').first();
  await input.fill(text);
  await w.page.locator('.quick-input-widget:visible .quick-input-message', { hasText: why }).waitFor();
  await w.page.keyboard.press('Enter');
  assert.equal(await input.inputValue(), text);
}

async function answer(w: Workbench, text: string): Promise<void> {
  await w.page.locator('.quick-input-widget:visible input').first().fill(text);
  await w.page.keyboard.press('Enter');
}
