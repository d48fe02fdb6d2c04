// A person creates and edits services: the form by keyboard alone, its problems, its previews, its looks, what became of it.
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { engineRequest, managerUrl } from '../support/lab';
import { useWorkbench, type Workbench } from './workbench';

const run = `svc-${process.pid}`;
const made: string[] = [];

async function removeAll(): Promise<void> {
  for (const name of made) await engineRequest(managerUrl(), 'DELETE', `/services/${name}`).catch(() => undefined);
}

async function specOf(name: string): Promise<string> {
  return JSON.stringify(await engineRequest(managerUrl(), 'GET', `/services/${name}`));
}

async function ready(w: Workbench): Promise<void> {
  await w.openSidebar();
  const pane = await w.view('Services');
  await pane.locator('.monaco-list-row, .welcome-view').first().waitFor();
}

async function openForm(w: Workbench): Promise<Frame> {
  await w.command('Dockhound: Create Service…');
  const frame = await w.webview('dockhound-service #tab-command');
  await frame.locator('#field-name').waitFor();
  return frame;
}

async function agree(w: Workbench, word: RegExp): Promise<string> {
  const dialog = w.page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  const text = await dialog.innerText();
  await dialog.locator('.monaco-button', { hasText: word }).first().click();
  return text;
}

async function overflow(frame: Frame): Promise<number> {
  return frame.locator('.scroll').evaluate((element) => element.scrollWidth - element.clientWidth);
}

describe('the service form', function () {
  this.timeout(120_000);
  const workbench = useWorkbench();
  after(removeAll);

  it('is filled by keyboard alone, and says beside a field what is wrong as soon as it is left', async () => {
    const w = workbench();
    await ready(w);
    const frame = await openForm(w);
    const { keyboard } = w.page;
    const name = `${run}-web`;
    made.push(name);
    await frame.locator('#field-name').focus();
    await keyboard.type('-bad');
    await keyboard.press('Tab');
    const problem = frame.locator('#field-name-problem');
    await problem.waitFor();
    assert.equal(await frame.locator('#field-name').getAttribute('aria-describedby'), 'field-name-problem');
    assert.equal(await frame.locator('#field-name').getAttribute('aria-invalid'), 'true');
    await keyboard.press('Shift+Tab');
    // Ctrl+A takes a way through the workbench, so that what is typed next may overtake it.
    await keyboard.press('Home');
    await keyboard.press('Shift+End');
    await keyboard.type(name);
    await w.until(async () => (await problem.count()) === 0, 'the problem is gone');
    await keyboard.press('Tab');
    await keyboard.type('busybox:1.36');
    await keyboard.press('Tab');
    assert.equal(await frame.evaluate(() => document.activeElement?.id), 'field-mode');
    await keyboard.press('Tab');
    // Ctrl+A takes a way through the workbench, so that what is typed next may overtake it.
    await keyboard.press('Home');
    await keyboard.press('Shift+End');
    await keyboard.type('2');
    await keyboard.press('Tab');
    await keyboard.type(`sh -c 'trap "exit 0" TERM; while :; do sleep 0.2; done'`);
    await frame.locator('#fold-env').focus();
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await w.until(
      async () => (await frame.evaluate(() => document.activeElement?.id)) === 'field-env-0-name',
      'the row',
    );
    await keyboard.type('COLOUR');
    await keyboard.press('Tab');
    await keyboard.type('blue');
    await w.screenshot('service-form-dark');
    await frame.locator('#tab-form').focus();
    await keyboard.press('ArrowRight');
    const preview = frame.locator('pre.preview');
    await w.until(async () => /--env COLOUR=blue/.test(await preview.innerText()), 'the command');
    assert.match(await preview.innerText(), new RegExp(`--name ${name}[\\s\\S]*--replicas 2`));
    await keyboard.press('ArrowLeft');
  });

  it('creates it after a question that names the engine, and follows it until it stands', async () => {
    const w = workbench();
    const frame = await w.webview('dockhound-service #tab-command');
    await frame.locator('#field-name').focus();
    await w.page.keyboard.press('Control+Enter');
    const question = await agree(w, /^Create$/);
    assert.match(question, /Create service svc-.* on lab-manager\?/);
    await frame.locator('.slots li').first().waitFor({ timeout: 20_000 });
    await w.until(async () => /created and stands/.test(await frame.locator('.bar').innerText()), 'that it stands');
    assert.match(await specOf(`${run}-web`), /COLOUR=blue/);
  });

  it('edits it: shows what differs, and writes only that', async () => {
    const w = workbench();
    await w.choose(w.row(`${run}-web`).first(), 'Edit Service…');
    const frame = await w.webview('dockhound-service #tab-changes');
    await frame.locator('#field-env-0-value').waitFor();
    await frame.locator('#field-env-0-value').fill('green');
    await w.until(async () => /\(1\)/.test(await frame.locator('#tab-changes').innerText()), 'one change');
    await frame.locator('#tab-changes').click();
    assert.match(await frame.locator('.changes').innerText(), /env COLOUR\s+blue\s+green/);
    await frame.locator('.submit').click();
    assert.match(await agree(w, /^Update$/), /env COLOUR: blue → green/);
    await w.until(
      async () => /as you wrote it/.test(await frame.locator('.bar').innerText()),
      'that it is done',
      60_000,
    );
    assert.match(await specOf(`${run}-web`), /COLOUR=green/);
  });

  it('tells in inspect what the last update changed', async () => {
    const w = workbench();
    await w.choose(w.row(`${run}-web`).first(), /^Inspect$/);
    const frame = await w.webview('dockhound-inspect .fact-section');
    const section = frame.locator('.fact-section', { hasText: 'Changed by the last update' });
    await section.waitFor();
    assert.match(await section.innerText(), /Env\.COLOUR\s+blue\s+green/);
    await frame.locator('.actions vscode-button[aria-label="Last Update"]').click();
    await w.page.locator('.monaco-diff-editor .view-line', { hasText: 'COLOUR=green' }).waitFor();
    await w.screenshot('service-diff-dark');
  });

  it('keeps what was written while the panel is hidden', async () => {
    const w = workbench();
    const frame = await openForm(w);
    await frame.locator('#field-name').fill('kept');
    await frame.locator('#field-image').fill('shop/web:2.4.1');
    await w.page.waitForTimeout(400);
    await w.page.keyboard.press('Escape');
    await w.row(`${run}-web`).first().dblclick();
    await w.webview('dockhound-logs');
    const again = await openForm(w);
    await w.until(async () => (await again.locator('#field-name').inputValue()) === 'kept', 'the name');
    assert.equal(await again.locator('#field-image').inputValue(), 'shop/web:2.4.1');
  });

  it('says what the failing task said, keeps the service and offers to remove it', async () => {
    const w = workbench();
    await ready(w);
    const frame = await openForm(w);
    const name = `${run}-broken`;
    made.push(name);
    await frame.locator('#field-name').fill(name);
    await frame.locator('#field-image').fill('no-such-image:1');
    await frame.locator('.submit').click();
    await agree(w, /^Create$/);
    await w.until(async () => /No such image/.test(await frame.locator('.bar-bad').innerText()), 'the error', 60_000);
    await w.screenshot('service-failed-dark');
    await frame.getByText('Remove It', { exact: true }).click();
    await agree(w, /^Remove$/);
    await w.until(
      async () =>
        !(await specOf(name).then(
          () => true,
          () => false,
        )),
      'that it is gone',
    );
  });
});

for (const [theme, word, width] of [
  ['Default Light Modern', 'light', 1400],
  ['Default High Contrast', 'contrast', 760],
] as const) {
  describe(`the service form in ${word}, ${width} wide`, function () {
    this.timeout(120_000);
    const workbench = useWorkbench({ theme, size: { width, height: 900 } });

    it('shows its problems, and nothing sticks out', async () => {
      const w = workbench();
      await ready(w);
      const frame = await openForm(w);
      await frame.locator('#fold-ports').click();
      await frame.locator('[data-add=ports]').click();
      await frame.locator('#field-ports-0-published').fill('70000');
      await frame.locator('.submit').click();
      await frame.locator('#field-ports-0-published-problem').waitFor();
      await frame.locator('#fold-mounts').click();
      await frame.locator('[data-add=mounts]').click();
      assert.ok((await overflow(frame)) <= 0);
      await w.screenshot(`service-form-${word}`);
    });
  });
}
