// A compose file in a real workbench: lens, mark and fix by hand; the same diagnosis by every way to it; and a problem
// suppressed and told again.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Diagnosis } from '../../src/model/finding';
import { engineRequest, managerUrl } from '../support/lab';
import { pick } from './quickPick';
import { useWorkbench } from './workbench';

const project = `lens-${process.pid}`;
const name = `${project}-web-1`;
const text =
  'services:\n  web:\n    image: busybox:1.36\n    mem_limit: 32m # small\nsecrets:\n  token:\n    file: ./token\n';

/** Another extension, which asks Dockhound's API and keeps the answer in a file. */
const asking = {
  title: 'Test: Diagnose by the API',
  manifest: {
    ...{ name: 'asks', publisher: 'test', version: '1.0.0', engines: { vscode: '^1.90.0' }, main: './asks.js' },
    ...{ activationEvents: [], extensionDependencies: ['dockhound.dockhound'] },
    contributes: { commands: [{ command: 'test.asks', title: 'Diagnose by the API', category: 'Test' }] },
  },
  main: (answer: string) => `
    const vscode = require('vscode');
    exports.activate = ({ subscriptions }) => subscriptions.push(vscode.commands.registerCommand('test.asks', async () => {
      const api = await vscode.extensions.getExtension('dockhound.dockhound').activate();
      const told = await api.diagnose({ kind: 'container', name: ${JSON.stringify(name)} });
      require('fs').writeFileSync(${JSON.stringify(answer)}, JSON.stringify(told));
    }));`,
};

describe('a compose file whose container fails', () => {
  const asks = mkdtempSync(path.join(tmpdir(), 'dockhound-asks-'));
  const answer = path.join(asks, 'answer.json');
  writeFileSync(path.join(asks, 'package.json'), JSON.stringify(asking.manifest));
  writeFileSync(path.join(asks, 'asks.js'), asking.main(answer));
  const root = path.resolve(__dirname, '../..');
  const workbench = useWorkbench({ files: { 'compose.yaml': text }, extensions: [root, asks] });

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
  after(async () => {
    await engineRequest(managerUrl(), 'DELETE', `/containers/${name}?force=1`);
    rmSync(asks, { recursive: true });
  });

  it('tells its state above the service, marks the cause once diagnosed, and mends it by a key', async function () {
    this.timeout(90_000);
    const w = workbench();
    const { page } = w;
    await w.openSidebar();
    await w.row(name).first().waitFor();
    await page.keyboard.press('Control+p');
    await pick(w, 'compose.yaml', 'compose.yaml');
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
    const mended = page.locator('.view-line', { hasText: '- token' });
    await w.until(async () => {
      if ((await mended.count()) > 0) return true;
      if (await page.locator('.action-widget').isVisible()) await page.keyboard.press('Enter');
      await page.waitForTimeout(500);
      return mended.count();
    }, 'the line that the fix writes');
    await w.until(async () => (await squiggle.count()) === 0, 'the mark to go');
    await page.keyboard.press('Control+z');
  });

  it('is told the same by palette, row, menu, lens and API', async function () {
    this.timeout(90_000);
    const w = workbench();
    const { page } = w;
    const tab = page.locator('.tab', { hasText: `${name} · Diagnosis` });
    const row = w.row(name).first();
    const ways: Record<string, () => Promise<unknown>> = {
      palette: async () => {
        await w.command('Dockhound: Diagnose');
        await pick(w, name, name);
      },
      row: async () => {
        await w.reveal(row);
        await row.hover();
        await row.getByRole('button', { name: 'Diagnose' }).click();
      },
      menu: () => w.choose(row, /^Diagnose$/),
      lens: async () => {
        await page.locator('.tab', { hasText: 'compose.yaml' }).first().click();
        await page.locator('.codelens-decoration a', { hasText: 'Diagnose' }).first().click();
      },
    };
    const told: Record<string, unknown> = {};
    for (const [way, go] of Object.entries(ways)) {
      while ((await tab.count()) > 0) {
        await tab.first().click();
        await w.command('View: Close Editor');
      }
      // What has just come may not take a click.
      await w.until(async () => {
        await page.keyboard.press('Escape');
        await go().catch(() => undefined);
        await tab.waitFor({ timeout: 2000 }).catch(() => undefined);
        return (await tab.count()) === 1;
      }, `a diagnosis by the ${way}`);
      const frame = await w.webview('dockhound-diagnosis .finding');
      told[way] = await frame.locator('.finding').evaluateAll((all) =>
        all.map((one) => ({
          rule: one.getAttribute('data-rule'),
          title: one.querySelector('.headline span:last-child')?.textContent,
          explanation: one.querySelector('.explanation')?.textContent,
          proofs: [...one.querySelectorAll('.excerpt')].map(({ textContent }) => textContent),
        })),
      );
    }
    await w.command(asking.title);
    await w.until(() => existsSync(answer), 'the answer of the API');
    const { findings } = JSON.parse(readFileSync(answer, 'utf8')) as Diagnosis;
    const expected = findings.map(({ rule, title, explanation, evidence }) => {
      return { rule, title, explanation, proofs: evidence.map(({ excerpt }) => excerpt) };
    });
    assert.equal(expected[0]?.rule, 'secret-not-mounted');
    assert.deepEqual(told, Object.fromEntries(Object.keys(ways).map((way) => [way, expected])));
  });

  it('suppresses the problem from its row, and tells it again from the list', async function () {
    this.timeout(60_000);
    const w = workbench();
    const row = w.row(name).first();
    await w.openSidebar();
    await w.choose(row, 'Suppress Problem…');
    await pick(w, `Of ${name}`);
    await row.waitFor({ state: 'hidden' });
    const settings = JSON.parse(readFileSync(path.join(w.folder, '.vscode/settings.json'), 'utf8')) as object;
    const [ignored] = Object.entries(settings).flatMap(([key, value]) =>
      key === 'dockhound.diagnosis.ignore' ? [value] : [],
    );
    assert.deepEqual(Object.values(ignored as object), [`container/${name}`]);
    await w.command('Dockhound: Show Suppressed Problems…');
    await pick(w, 'container/');
    await row.waitFor();
  });
});
