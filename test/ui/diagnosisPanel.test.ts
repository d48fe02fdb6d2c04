// A diagnosis in a real workbench: headline, proofs that lead to their places, remedies, symptoms, the timeline, a cause that
// is mended, and a reload.
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { engineRequest, managerUrl } from '../support/lab';
import { useWorkbench, type Workbench } from './workbench';

const run = `diagnosis-${process.pid}`;
const hostile = '<img src=x onerror=alert(1)>';

describe('diagnosis panel', () => {
  const workbench = useWorkbench();
  const names = { crash: `${run}-crash`, stuck: `${run}-stuck` };
  let serviceId = '';
  const request = (method: string, path: string, body?: unknown) => engineRequest(managerUrl(), method, path, body);
  const spec = (constraints: readonly string[]) => ({
    Name: names.stuck,
    TaskTemplate: {
      ContainerSpec: { Image: 'busybox:1.36', Command: ['sleep', '3000'], StopGracePeriod: 1 },
      Placement: { Constraints: constraints },
    },
    Mode: { Replicated: { Replicas: 1 } },
  });

  before(async function () {
    this.timeout(60_000);
    const script = `echo 'started ${hostile}'; echo "KeyError: 'QUEUE_URL'" >&2; exit 1`;
    await request('POST', `/containers/create?name=${names.crash}`, {
      Image: 'busybox:1.36',
      Cmd: ['sh', '-c', script],
      Labels: { note: hostile },
      HostConfig: { RestartPolicy: { Name: 'always' } },
    });
    await request('POST', `/containers/${names.crash}/start`);
    const made = (await request('POST', '/services/create', spec(['node.labels.nowhere == yes']))) as { ID: string };
    serviceId = made.ID;
  });
  after(async () => {
    await request('DELETE', `/containers/${names.crash}?force=1&v=1`);
    await request('DELETE', `/services/${serviceId}`);
  });

  const tab = (w: Workbench, title: string) => w.page.locator('.tab', { hasText: title });
  async function headline(w: Workbench, frame: Frame, words: RegExp): Promise<void> {
    const line = frame.locator('.headline').first();
    await w.until(
      async () => words.test((await line.textContent({ timeout: 1000 }).catch(() => '')) ?? ''),
      String(words),
    );
  }
  async function diagnosis(w: Workbench, name: string): Promise<Frame> {
    await tab(w, `${name} · Diagnosis`).click();
    return w.webview('dockhound-diagnosis .headline');
  }

  it('names the cause of a crash loop, and leads to its proofs', async function () {
    this.timeout(90_000);
    const w = workbench();
    await w.command('Dockhound: Diagnose');
    const input = w.page.locator('.quick-input-widget:visible input').first();
    await input.fill(names.crash);
    await w.page.locator('.quick-input-list .monaco-list-row', { hasText: names.crash }).first().click();
    let frame = await w.webview('dockhound-diagnosis .headline');
    await headline(w, frame, /QUEUE_URL is not set/);
    assert.match(await frame.locator('.facts').first().innerText(), /certain|likely/);
    assert.equal(await frame.locator('vscode-button.remedy', { hasText: 'Show logs' }).count(), 1);
    assert.equal(await frame.locator('.scroll img').count(), 0);

    // The line of the log, the keyboard on it.
    await frame.locator('.jump[data-jump=log]').first().click();
    const logs = await w.webview('dockhound-logs .row.current');
    await w.until(
      async () => /KeyError: 'QUEUE_URL'/.test((await logs.locator('.row.current').textContent()) ?? ''),
      'the line of the log',
    );

    frame = await diagnosis(w, names.crash);
    await frame.locator('.jump[data-jump=inspect]').first().click();
    const inspect = await w.webview('dockhound-inspect .tree-row');
    await w.until(() => inspect.locator('.tree-row:focus').count(), 'the place in inspect');

    frame = await diagnosis(w, names.crash);
    await frame
      .getByRole('button', { name: /Open rule page/ })
      .first()
      .click();
    await tab(w, 'missing-env-var').waitFor();
  });

  it('takes a symptom, tells what happened, and copies itself as Markdown', async function () {
    this.timeout(60_000);
    const w = workbench();
    const frame = await diagnosis(w, names.crash);
    const symptom = frame.getByRole('combobox', { name: 'What you see' });
    await symptom.click();
    await frame.getByRole('option', { name: 'keeps restarting' }).click();
    await headline(w, frame, /QUEUE_URL is not set/);
    await w.until(async () => /restarting/.test((await symptom.textContent()) ?? ''), 'the symptom');

    await w.until(() => frame.locator('.lane-label', { hasText: names.crash }).count(), 'its lane');
    await frame.locator('.moments summary').click();
    const died = frame.locator('.moment', { hasText: 'died' }).first();
    await died.waitFor();
    await died.click();
    await w.until(
      async () => /died.*exit code 1/.test((await frame.locator('.picked').textContent()) ?? ''),
      'the moment in words',
    );
    await frame.getByRole('button', { name: 'Copy as Markdown' }).click();
    await w.until(() => frame.getByText('Copied, secrets masked').count(), 'the word of the copy');
    const copied = await w.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, new RegExp(`# Diagnosis of container ${names.crash}[^]*QUEUE`));
    await w.screenshot('panel-diagnosis');
  });

  it('opens from a problem, and says resolved when its cause is mended', async function () {
    this.timeout(90_000);
    const w = workbench();
    await w.openSidebar();
    const row = w.row(names.stuck).first();
    await w.reveal(row);
    await row.hover();
    await row.getByRole('button', { name: 'Diagnose' }).click();
    await tab(w, `${names.stuck} · Diagnosis`).waitFor();
    const frame = await diagnosis(w, names.stuck);
    await headline(w, frame, /nowhere/);
    const { Version } = (await request('GET', `/services/${serviceId}`)) as { Version: { Index: number } };
    await request('POST', `/services/${serviceId}/update?version=${Version.Index}`, spec([]));
    await frame.locator('.banner.resolved', { hasText: 'nowhere' }).waitFor({ timeout: 45_000 });
    await headline(w, frame, /Nothing is wrong/);
  });

  it('comes back after a reload as it was left', async function () {
    this.timeout(90_000);
    const w = workbench();
    await w.page.reload();
    await w.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await tab(w, `${names.crash} · Diagnosis`).waitFor();
    const frame = await diagnosis(w, names.crash);
    await headline(w, frame, /QUEUE_URL is not set/);
    const symptom = frame.getByRole('combobox', { name: 'What you see' });
    await w.until(async () => /restarting/.test((await symptom.textContent()) ?? ''), 'the symptom as it was told');
    await w.until(() => frame.locator('.moment').count(), 'the list as it was left: open');
  });
});
