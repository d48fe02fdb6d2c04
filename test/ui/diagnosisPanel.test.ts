// A diagnosis in a real workbench: headline, proofs that lead to their places, remedies, symptoms, the timeline, a cause that
// is mended, and a reload.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { text } from 'node:stream/consumers';
import type { Frame } from 'playwright-core';
import { engineRequest, managerUrl } from '../support/lab';
import { clickUntil, pick } from './quickPick';
import { useWorkbench, type Workbench } from './workbench';

const run = `diagnosis-${process.pid}`;
const hostile = '<img src=x onerror=alert(1)>';

describe('diagnosis panel', () => {
  const workbench = useWorkbench();
  const names = { crash: `${run}-crash`, stuck: `${run}-stuck`, api: `${run}-api`, db: `${run}-db` };
  const started = Math.floor(Date.now() / 1000);
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
    await request('POST', '/networks/create', { Name: run, CheckDuplicate: true });
    const wired = async (name: string, command: string, more: object = {}) => {
      const HostConfig = { NetworkMode: run, PortBindings: { '8080/tcp': [{ HostPort: '' }] } };
      const ExposedPorts = { '8080/tcp': {} };
      const body = { Image: 'busybox:1.36', Cmd: ['sh', '-c', command], ExposedPorts, HostConfig, ...more };
      await request('POST', `/containers/create?name=${name}`, body);
      await request('POST', `/containers/${name}/start`);
    };
    await wired(names.db, 'exec sleep 3000');
    await wired(names.api, 'exec httpd -f -p 127.0.0.1:8080 -h /etc', {
      Env: [`DATABASE_URL=postgres://${names.db}:5432/shop`],
      Healthcheck: { Test: ['CMD-SHELL', 'wget -qO- http://127.0.0.1:8080/healthz'], Interval: 1e9, Retries: 1 },
    });
    const made = (await request('POST', '/services/create', spec(['node.labels.nowhere == yes']))) as { ID: string };
    serviceId = made.ID;
  });
  after(async () => {
    for (const name of [names.crash, names.api, names.db]) await request('DELETE', `/containers/${name}?force=1&v=1`);
    await request('DELETE', `/networks/${run}`);
    await request('DELETE', `/services/${serviceId}`);
  });

  /** What was run inside a container so far, as the engine tells in its events. */
  async function runInside(name: string): Promise<string> {
    const filters = encodeURIComponent(JSON.stringify({ container: [name] }));
    const url = `/events?since=${started}&until=${Date.now() / 1000}&filters=${filters}`;
    const [response] = (await once(
      http.get({ socketPath: managerUrl().replace(/^unix:\/\//, ''), path: url, agent: false }),
      'response',
    )) as [http.IncomingMessage];
    return (await text(response))
      .split('\n')
      .filter((line) => line.includes('exec_create'))
      .join('\n');
  }

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

  async function fromPalette(w: Workbench, name: string): Promise<Frame> {
    await w.command('Dockhound: Diagnose');
    await pick(w, name, name);
    await tab(w, `${name} · Diagnosis`).waitFor();
    return diagnosis(w, name);
  }

  it('names the cause of a crash loop, and leads to its proofs', async function () {
    this.timeout(90_000);
    const w = workbench();
    let frame = await fromPalette(w, names.crash);
    await headline(w, frame, /QUEUE_URL is not set/);
    assert.match(await frame.locator('.facts').first().innerText(), /certain|likely/);
    assert.equal(await frame.locator('vscode-button.remedy', { hasText: 'Show logs' }).count(), 1);
    assert.equal(await frame.locator('.scroll img').count(), 0);

    // A button of a diagnosis that was just read anew leads nowhere, and says so. The line of the log, the keyboard on it.
    const logTab = () => tab(w, `${names.crash} · Logs`).count();
    await clickUntil(w, frame.locator('.jump[data-jump=log]').first(), logTab, 'the log');
    const logs = await w.webview('dockhound-logs .row.current');
    await w.until(
      async () => /KeyError: 'QUEUE_URL'/.test((await logs.locator('.row.current').textContent()) ?? ''),
      'the line of the log',
    );

    frame = await diagnosis(w, names.crash);
    const inspectTab = () => tab(w, `${names.crash} · Inspect`).count();
    await clickUntil(w, frame.locator('.jump[data-jump=inspect]').first(), inspectTab, 'inspect');
    const inspect = await w.webview('dockhound-inspect .tree-row');
    await w.until(() => inspect.locator('.tree-row:focus').count(), 'the place in inspect');

    frame = await diagnosis(w, names.crash);
    const page = frame.getByRole('button', { name: /Open rule page/ }).first();
    await clickUntil(w, page, () => tab(w, 'missing-env-var').count(), 'the page of the rule');
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

  it("takes the symptom in a person's own words, by keys alone", async function () {
    this.timeout(60_000);
    const w = workbench();
    const frame = await fromPalette(w, names.db);
    await headline(w, frame, /Nothing is wrong/);
    const choices = frame.getByRole('combobox', { name: 'What you see' });
    await choices.focus();
    for (const key of ['Enter', 'End', 'Enter']) await w.page.keyboard.press(key);
    const field = frame.getByRole('textbox', { name: /^What you see, in your own words/ });
    await w.until(() => field.evaluate((one) => one.matches(':focus')), 'the focus in the field');
    await w.page.keyboard.type('nobody can connect to it on port 5000');
    await w.page.keyboard.press('Enter');
    await headline(w, frame, /is published on host port \d+.* not on 5000/);
    assert.match((await choices.textContent()) ?? '', /in other words/);
    await w.page.keyboard.type(' at all');
    await w.page.keyboard.press('Escape');
    await w.until(() => frame.locator('vscode-dropdown:focus').count(), 'the focus on the choices');
    // The field of the toolkit shows its value a frame later.
    const told = 'nobody can connect to it on port 5000';
    await w.until(async () => (await field.inputValue()) === told, 'what was told, in the field');
    await w.screenshot('panel-diagnosis-own-words');
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

  it('probes from its buttons: says what it will do, does nothing without a yes, and tells what came of it', async function () {
    this.timeout(90_000);
    const w = workbench();
    const frame = await fromPalette(w, names.api);
    await headline(w, frame, /asks the wrong path: \/healthz/);
    const dialog = w.page.locator('.monaco-dialog-box');
    const results = frame.locator('.probe-result');
    const press = async (title: string, says: RegExp, answer: 'Probe' | 'Cancel') => {
      await frame.locator('vscode-button.probe', { hasText: title }).click();
      await dialog.filter({ hasText: says }).waitFor();
      await dialog.getByRole('button', { name: answer, exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
      const busy = frame.locator('vscode-button.probe[disabled]');
      await w.until(async () => (await busy.count()) === 0, `the buttons to rest after ${title}`);
    };
    const probe = async (title: string, says: RegExp, answer: RegExp) => {
      await press(title, says, 'Probe');
      await results.first().filter({ hasText: title }).filter({ hasText: answer }).waitFor();
    };

    const listens = 'See what listens inside';
    const says = /What Listens Inside: .*-api on lab-manager\?.*Runs cat \/proc\/net\/tcp/s;
    await press(listens, says, 'Cancel');
    assert.equal(await results.count(), 0);
    assert.doesNotMatch(await runInside(names.api), /\/proc\/net\/tcp/);

    await probe(listens, says, /listens on 127\.0\.0\.1:8080\./);
    assert.match(await runInside(names.api), /cat \/proc\/net\/tcp/);
    // What was found is evidence from now on, and says more than what the engine tells.
    await headline(w, frame, /listens on 127\.0\.0\.1:8080 inside its container only/);
    const proof = frame.locator('.finding.main .evidence li', { hasText: '/proc/net/tcp' });
    assert.match(await proof.innerText(), /^probe.*LISTEN 127\.0\.0\.1:8080$/s);
    await probe(`Resolve ${names.db}`, /Asks for the addresses of .*-db/, /-db is \d+\.\d+\.\d+\.\d+ where/);
    await probe(`Connect to ${names.db}:5432`, /Opens a TCP connection to .*-db:5432/, /refuses connections/);
    await probe(
      'Run the health check',
      /once, inside the container.*wget -qO-/,
      /ended with 1 after \d+ ms: .*404 Not/,
    );
    assert.equal(await results.count(), 4);
    await w.screenshot('panel-diagnosis-probes');
    const left = (await request('GET', '/containers/json?all=1')) as { readonly Labels: Record<string, string> }[];
    assert.deepEqual(
      left.filter(({ Labels }) => Object.keys(Labels).some((label) => label.startsWith('dockhound.'))),
      [],
    );
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

    const other = await diagnosis(w, names.db);
    await headline(w, other, /not on 5000/);
    const field = other.getByRole('textbox', { name: /^What you see, in your own words/ });
    // The field of the toolkit shows its value a frame later.
    const told = 'nobody can connect to it on port 5000';
    await w.until(async () => (await field.inputValue()) === told, 'what was told, in the field');
    await field.fill(' ');
    await field.press('Enter');
    await headline(w, other, /Nothing is wrong/);
    assert.equal(await field.count(), 0);
    await w.until(() => other.locator('vscode-dropdown:focus').count(), 'the focus on the choices');
  });
});
