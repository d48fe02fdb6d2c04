// A compose file in a real workbench: lens, mark and fix by hand; and a problem suppressed and told again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { engineRequest, managerUrl } from '../support/lab';
import { useWorkbench } from './workbench';

const project = `lens-${process.pid}`;
const name = `${project}-web-1`;
const text =
  'services:\n  web:\n    image: busybox:1.36\n    mem_limit: 32m # small\nsecrets:\n  token:\n    file: ./token\n';

describe('a compose file whose container fails', () => {
  const workbench = useWorkbench({ files: { 'compose.yaml': text } });

  before(async function () {
    this.timeout(60_000);
    const { folder } = workbench();
    const body = {
      Image: 'busybox:1.36',
      Cmd: ['sh', '-c', 'echo "open /run/secrets/token: no such file or directory"; exit 1'],
      Labels: {
        'com.docker.compose.project': project,
        'com.docker.compose.service': 'web',
        'com.docker.compose.project.config_files': path.join(folder, 'compose.yaml'),
      },
    };
    await engineRequest(managerUrl(), 'POST', `/containers/create?name=${name}`, body);
    await engineRequest(managerUrl(), 'POST', `/containers/${name}/start`);
  });
  after(() => engineRequest(managerUrl(), 'DELETE', `/containers/${name}?force=1`));

  it('tells its state above the service, marks the cause once diagnosed, and mends it by a key', async function () {
    this.timeout(90_000);
    const w = workbench();
    const { page } = w;
    await w.openSidebar();
    await w.row(name).first().waitFor();
    await page.keyboard.press('Control+p');
    const input = page.locator('.quick-input-widget:visible input').first();
    await input.fill('compose.yaml');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'compose.yaml' }).first().waitFor();
    await page.keyboard.press('Enter');
    const lens = page.locator('.codelens-decoration');
    await lens.filter({ hasText: 'exited (1)' }).first().waitFor();
    const squiggle = page.locator('.squiggly-error');
    // A lens that has only just come takes no click.
    await w.until(async () => {
      if ((await squiggle.count()) > 0) return true;
      await lens
        .locator('a', { hasText: 'Diagnose' })
        .first()
        .click({ timeout: 2000 })
        .catch(() => undefined);
      await page.waitForTimeout(1000);
      return (await squiggle.count()) > 0 || (await page.locator('.tab', { hasText: 'Diagnos' }).count()) > 0;
    }, 'a diagnosis by the lens');
    const tab = page.locator('.tab', { hasText: 'compose.yaml' }).first();
    await w.until(async () => {
      await tab.click({ timeout: 2000 }).catch(() => undefined);
      return squiggle.count();
    }, 'a mark in the file');
    await page.locator('.view-line', { hasText: 'web:' }).first().click();
    await w.until(async () => {
      await page.keyboard.press('Control+.');
      await page.waitForTimeout(700);
      return page.locator('.action-widget', { hasText: 'Give the secret token to web' }).count();
    }, 'the quick fixes');
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: '- token' }).first().waitFor();
    await w.until(async () => (await squiggle.count()) === 0, 'the mark to go');
    await page.keyboard.press('Control+z');
  });

  it('suppresses the problem from its row, and tells it again from the list', async function () {
    this.timeout(60_000);
    const w = workbench();
    const { page } = w;
    const row = w.row(name).first();
    const entry = (label: string) => page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();
    await w.openSidebar();
    await w.choose(row, 'Suppress Problem…');
    await entry(`Of ${name}`).waitFor();
    await page.keyboard.press('Enter');
    await row.waitFor({ state: 'hidden' });
    const settings = JSON.parse(readFileSync(path.join(w.folder, '.vscode/settings.json'), 'utf8')) as object;
    const [ignored] = Object.entries(settings).flatMap(([key, value]) =>
      key === 'dockhound.diagnosis.ignore' ? [value] : [],
    );
    assert.deepEqual(Object.values(ignored as object), [`container/${name}`]);
    await w.command('Dockhound: Show Suppressed Problems…');
    await entry('container/').waitFor();
    await page.keyboard.press('Enter');
    await row.waitFor();
  });
});
