// A stack by hand: from the editor's button to the confirmation that names engine and services, then drift, then removal.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { engineRequest, managerUrl } from '../support/lab';
import { pick } from './quickPick';
import { useWorkbench } from './workbench';

const compose = `services:
  web:
    image: busybox:1.36
    command: sh -c 'trap "exit 0" TERM; while :; do sleep 0.2; done'
    stop_grace_period: 1s
    depends_on: [cache]
    deploy: {replicas: 2}
  cache:
    image: busybox:1.36
    command: sleep 100000
    stop_grace_period: 1s
`;

describe('a stack, by hand', function () {
  this.timeout(180_000);
  const stack = `ui-stack-${process.pid}`;
  const workbench = useWorkbench({
    files: { 'compose.yml': compose, 'docs/notes.md': 'x' },
    settings: { 'dockhound.stacks.resolveImage': 'never' },
    size: { width: 1400, height: 1000 },
  });
  const api = (method: string, path: string, body?: unknown) => engineRequest(managerUrl(), method, path, body);
  after(async () => {
    const services = (await api('GET', '/services')) as { ID: string; Spec: { Name: string } }[];
    for (const { ID, Spec } of services) if (Spec.Name.startsWith(stack)) await api('DELETE', `/services/${ID}`);
  });

  const choose = async (title: string) => {
    const { choose, view } = workbench();
    await choose((await view('Services')).locator('.monaco-list-row', { hasText: stack }).first(), title);
  };
  const dialog = () => workbench().page.locator('.monaco-dialog-box');
  const toast = (text: RegExp): Locator =>
    workbench().page.locator('.notifications-toasts .notification-list-item', { hasText: text }).first();
  const openFile = async () => {
    const { page } = workbench();
    // The diff bears the file's name as well, in tabs and in the list of files, but not at its beginning.
    const tab = page.locator('.tab[aria-label^="compose.yml"]').first();
    if ((await tab.count()) > 0) {
      await tab.click();
    } else {
      await page.keyboard.press('Control+P');
      await pick(workbench(), 'compose.yml', 'compose.yml');
    }
    await page.locator('.tab.active[aria-label^="compose.yml"]').first().waitFor();
  };
  const button = (title: string) =>
    workbench()
      .page.locator(`.editor-actions a[aria-label^="${title}"], .title-actions a[aria-label^="${title}"]`)
      .first();

  it('is deployed from the editor: name, then a plan that names engine, services and what a swarm ignores', async () => {
    const w = workbench();
    await openFile();
    await button('Deploy Stack').click();
    const input = w.page.locator('.quick-input-widget:visible input').first();
    await input.waitFor();
    // Bad names are refused while they are typed.
    await input.fill('no good');
    await w.page.locator('.quick-input-widget', { hasText: 'letters, digits' }).waitFor();
    await input.fill(stack);
    await input.press('Enter');
    await dialog().waitFor();
    const told = await dialog().innerText();
    for (const expected of [
      new RegExp(`Deploy stack ${stack} on lab-manager\\?`),
      /Creates cache, web/,
      /depends_on of web is ignored/,
      /docker stack deploy/,
    ]) {
      assert.match(told, expected);
    }
    await w.screenshot('stack-deploy-confirm');
    await dialog()
      .locator('.monaco-button', { hasText: /^Deploy$/ })
      .click();
    await w.openSidebar();
    const services = await w.view('Services');
    await services
      .locator('.monaco-list-row', { hasText: stack })
      .filter({ hasText: '3/3 running' })
      .waitFor({ timeout: 60_000 });
    await w.until(
      async () =>
        (await w.page.locator('.notifications-toasts .notification-list-item', { hasText: 'Deploy stack' }).count()) ===
        0,
      'the progress ends',
    );
  });

  it('shows drift in the diff editor, from the row of the stack', async () => {
    const w = workbench();
    const services = (await api('GET', '/services')) as {
      ID: string;
      Version: { Index: number };
      Spec: { Name: string; Mode: { Replicated: { Replicas: number } } };
    }[];
    const web = services.find(({ Spec }) => Spec.Name === `${stack}_web`);
    assert(web);
    web.Spec.Mode.Replicated.Replicas = 3;
    await api('POST', `/services/${web.ID}/update?version=${web.Version.Index}`, web.Spec);
    await choose('Compare Stack with Its File');
    await toast(/web has other replicas/).waitFor();
    const diff = w.page.locator('.monaco-diff-editor').first();
    await diff.waitFor();
    await w.until(async () => {
      const texts = await diff.locator('.view-lines').allInnerTexts();
      return /replicas:\s*2/.test(texts[0] ?? '') && /replicas:\s*3/.test(texts[1] ?? '');
    }, 'both sides show their replicas');
    await w.screenshot('stack-drift');
  });

  it('is inspected: its services with mode and image', async () => {
    const w = workbench();
    await choose('Inspect');
    const frame = await w.webview('dockhound-inspect .fact-section');
    await frame.locator('.fact-section', { hasText: 'web' }).filter({ hasText: '3 replicas' }).first().waitFor();
    await w.screenshot('stack-inspect');
  });

  it('leads to the line that is wrong, and changes nothing', async () => {
    const w = workbench();
    writeFileSync(
      path.join(w.folder, 'compose.yml'),
      compose.replace('    deploy: {replicas: 2}', '    ports: ["99999:80"]'),
    );
    await openFile();
    await w.page.locator('.view-lines', { hasText: '99999' }).first().waitFor();
    await button('Deploy Stack').click();
    const input = w.page.locator('.quick-input-widget:visible input').first();
    await input.waitFor();
    // The stack that was deployed from this file is suggested.
    assert.equal(await input.inputValue(), stack);
    await input.press('Enter');
    const error = toast(/cannot be deployed.*Line 7: The port 99999/);
    await error.waitFor();
    await error.locator('.monaco-button', { hasText: 'Show Line 7' }).click();
    await w.page.locator('.part.statusbar', { hasText: 'Ln 7, Col 1' }).waitFor();
    writeFileSync(path.join(w.folder, 'compose.yml'), compose);
  });

  it('is removed after naming all that goes', async () => {
    const w = workbench();
    const pane = await w.view('Services');
    await choose('Remove Stack');
    await dialog().waitFor();
    const told = await dialog().innerText();
    for (const expected of [
      new RegExp(`Remove stack ${stack} on lab-manager`),
      /services.*: cache, web/,
      /networks: default/,
      /Volumes are kept/,
    ])
      assert.match(told, expected);
    await dialog()
      .locator('.monaco-button', { hasText: /^Remove$/ })
      .click();
    await w.until(
      async () => !((await api('GET', '/networks')) as { Name: string }[]).some(({ Name }) => Name.startsWith(stack)),
      'the network is gone',
    );
    await w.until(
      async () => (await pane.locator('.monaco-list-row', { hasText: stack }).count()) === 0,
      'its row is gone',
    );
  });
});
