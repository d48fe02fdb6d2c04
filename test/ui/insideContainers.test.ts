// Processes and changes of containers in a real workbench: sorted by keyboard, opened from the tree.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { engineRequest, managerUrl } from '../support/lab';
import { pick } from './quickPick';
import { useWorkbench, type Workbench } from './workbench';

const run = `inside-${process.pid}`;

describe('inside containers', () => {
  const workbench = useWorkbench();
  const names = { family: `${run}-family`, changed: `${run}-changed` };
  const ids: string[] = [];

  before(async function () {
    this.timeout(60_000);
    await start(names.family, 'sleep 1 & (sleep 3000 & exec sleep 2000) & exec sleep 1000');
    await start(
      names.changed,
      'mkdir -p /srv/app; echo "read me" >/srv/app/note.txt; printf "a\\000" >/srv/app/blob; rm /etc/group',
    );
  });
  after(async () => {
    for (const id of ids) await engineRequest(managerUrl(), 'DELETE', `/containers/${id}?force=1&v=1`);
  });

  async function start(name: string, script: string): Promise<void> {
    const Labels = { 'com.docker.compose.project': run, 'com.docker.compose.service': name };
    const body = { Image: 'busybox:1.36', Cmd: ['sh', '-c', script], Labels };
    const made = (await engineRequest(managerUrl(), 'POST', `/containers/create?name=${name}`, body)) as { Id: string };
    ids.push(made.Id);
    await engineRequest(managerUrl(), 'POST', `/containers/${made.Id}/start`);
  }

  it('processes: a tree that is sorted and walked by keyboard, with zombies told', async function () {
    this.timeout(90_000);
    const w = workbench();
    await open(w, 'Dockhound: Show Processes', names.family);
    const frame = await w.webview('dockhound-top tr.process');
    const commands = () => frame.locator('tr.process .command-text').allTextContents();
    await w.until(async () => (await commands()).length === 3, 'three processes');
    assert.deepEqual(await commands(), ['sleep 1000', 'sleep 2000', 'sleep 3000']);
    const levels = await frame
      .locator('tr.process')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-level')));
    assert.deepEqual(levels, ['1', '2', '3']);
    // Flat, then by the command, from the end: all by keys.
    const flat = frame.getByRole('button', { name: 'Show as a tree' });
    await flat.focus();
    await w.page.keyboard.press('Enter');
    const head = frame.locator('button.sort', { hasText: 'Command' });
    await head.focus();
    await w.page.keyboard.press('Enter');
    await w.page.keyboard.press('Enter');
    await w.until(async () => (await commands())[0] === 'sleep 3000', 'the last command first');
    assert.equal(await frame.locator('th[aria-sort=descending]').count(), 1);
    await flat.focus();
    await w.page.keyboard.press('Enter');
    const rows = frame.locator('tr.process');
    await rows.first().focus();
    await w.page.keyboard.press('ArrowLeft');
    await w.until(async () => (await rows.count()) === 1, 'the children are hidden');
    await w.page.keyboard.press('ArrowRight');
    await w.until(async () => (await rows.count()) === 3, 'the children are back');
    await w.page.keyboard.press('End');
    await w.until(() => frame.locator('tr.process:focus', { hasText: 'sleep 3000' }).count(), 'the last row');
    await w.until(() => frame.locator('.zombie-mark').count(), 'the word about the zombie');
    await frame.getByRole('button', { name: 'Look Inside' }).click();
    await w.until(() => frame.locator('.note', { hasText: /sleep\s+PID \d+, parent 1/ }).count(), 'the zombie');
    await w.screenshot('panel-processes');
  });

  it('processes: all containers of a project in one table, and what is closed is not read', async function () {
    this.timeout(60_000);
    const w = workbench();
    await w.openSidebar();
    await w.view('Containers');
    await w.row(run).first().waitFor();
    await w.choose(w.row(run).first(), 'Show Processes');
    const frame = await w.webview('dockhound-top tr.group');
    const group = (name: string) => frame.locator('tr.group', { hasText: name });
    await w.until(() => group(names.family).filter({ hasText: '3 processes' }).count(), 'the processes of the one');
    await w.until(() => group(names.changed).filter({ hasText: 'exited with code 0' }).count(), 'the end of the other');
    await w.until(() => frame.locator('.toolbar', { hasText: '3 processes in 2 containers' }).count(), 'how many');
    await w.screenshot('panel-processes-project');
    await group(names.family).focus();
    await w.page.keyboard.press('ArrowLeft');
    await w.until(async () => (await frame.locator('tr.process').count()) === 0, 'the group is closed');
    await w.page.keyboard.press('ArrowRight');
    await w.until(async () => (await frame.locator('tr.process').count()) === 3, 'the group is open');
    await w.page.keyboard.press('Control+w');
    // Else the next test may find this panel, which is about to go.
    await w.until(() => frame.isDetached(), 'the panel to close');
  });

  it('processes: pauses, and says when the container has ended', async function () {
    this.timeout(60_000);
    const w = workbench();
    const frame = await w.webview('dockhound-top tr.process');
    await frame.getByRole('button', { name: 'Pause' }).click();
    await w.until(() => frame.locator('.toolbar', { hasText: 'paused' }).count(), 'the word paused');
    await engineRequest(managerUrl(), 'POST', `/containers/${ids[0]}/stop?t=0`);
    await w.until(
      () => frame.locator('.state-view', { hasText: 'exited with code 137' }).count(),
      'the word of its end',
    );
  });

  it('changes: a tree with counts; a file opens, what is no text is refused, what was deleted stays told', async function () {
    this.timeout(90_000);
    const w = workbench();
    await open(w, 'Dockhound: Show Changes Against the Image', names.changed);
    const frame = await w.webview('dockhound-changes .change');
    const row = (name: string) =>
      frame.locator('.row', { has: frame.locator('.name', { hasText: new RegExp(`^${name}$`) }) });
    await w.until(() => row('note.txt').count(), 'the file');
    assert.match((await row('group').textContent()) ?? '', /D\s*deleted/);
    assert.match((await row('srv').locator('.counts').textContent()) ?? '', /2 A\s*added/);
    assert.equal(await row('app').getAttribute('aria-level'), '2');
    await w.screenshot('panel-changes');
    await row('group').dblclick();
    await w.until(() => frame.locator('.bar', { hasText: 'only the image still has it' }).count(), 'why not');
    await row('blob').dblclick();
    await w.until(() => frame.locator('.bar', { hasText: 'is not text' }).count(), 'why not');
    assert.equal(await frame.locator('.bar vscode-button', { hasText: 'Save Instead' }).count(), 1);
    // By keys: close the folder above and open it again, then the file.
    await row('app').focus();
    await w.page.keyboard.press('ArrowLeft');
    await w.until(async () => (await row('note.txt').count()) === 0, 'the folder is closed');
    await w.page.keyboard.press('ArrowRight');
    await w.until(() => row('note.txt').count(), 'the folder is open');
    await frame.locator('.find').click();
    await w.page.keyboard.type('note');
    await w.until(async () => (await row('group').count()) === 0, 'the filter');
    await row('note.txt').focus();
    await w.page.keyboard.press('Enter');
    await w.until(
      () => w.page.locator('.monaco-editor .view-line', { hasText: 'read me' }).count(),
      'the file in an editor',
    );
  });

  it('changes: a file is saved where the person says', async function () {
    this.timeout(60_000);
    const w = workbench();
    const folder = mkdtempSync(path.join(tmpdir(), 'dockhound-ui-saved-'));
    try {
      await w.page.getByRole('tab', { name: `${names.changed} · Changes` }).click();
      const frame = await w.webview('dockhound-changes .change');
      await frame
        .locator('.row', { has: frame.locator('.name', { hasText: /^note\.txt$/ }) })
        .first()
        .focus();
      await w.page.keyboard.press('s');
      const input = w.page.locator('.quick-input-widget:visible input').first();
      await w.until(async () => /note\.txt$/.test(await input.inputValue()), 'the name it has');
      const to = path.join(folder, 'kept.txt');
      await input.fill(to);
      // The dialog looks into the folder first, and hears nothing meanwhile.
      const ok = w.page.locator('.quick-input-widget:visible .quick-input-action', { hasText: 'OK' });
      await w.until(async () => {
        if (await ok.isVisible()) await ok.click({ timeout: 1000 }).catch(() => undefined);
        return readIfThere(to);
      }, 'the file on the disk');
      assert.equal(readIfThere(to), 'read me\n');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

async function open(w: Workbench, command: string, name: string): Promise<void> {
  await w.command(command);
  await pick(w, name, name);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // Not there yet is an answer here.
  }
}
