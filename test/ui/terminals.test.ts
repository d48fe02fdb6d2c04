// What a person sees and types: shells, their questions, and the dialogs that ask before something is lost.

import assert from 'node:assert/strict';
import { engineRequest, managerUrl } from '../support/lab';
import { pick } from './quickPick';
import { useWorkbench } from './workbench';

describe('going inside and acting, by hand', function () {
  this.timeout(120_000);
  const name = `ui-inside-${process.pid}`;
  const api = (method: string, path: string, body?: unknown) => engineRequest(managerUrl(), method, path, body);
  const workbench = useWorkbench();

  before(async () => {
    const script = 'while read line; do echo "got $line"; done';
    const spec = { Image: 'busybox:1.36', Cmd: ['sh', '-c', script], Tty: true, OpenStdin: true };
    await api('POST', `/containers/create?name=${name}`, spec);
    await api('POST', `/containers/${name}/start`);
  });

  after(async () => {
    await api('DELETE', `/containers/${name}?force=1`).catch((error: unknown) => {
      // The last test removes it.
      assert.match(String(error), /: 404 /);
    });
  });

  const choose = (text: string) => pick(workbench(), text);

  async function onContainer(title: string): Promise<void> {
    await workbench().command(title);
    await choose(name);
  }

  async function shows(text: string | RegExp): Promise<void> {
    const w = workbench();
    await w.until(async () => {
      const seen = await w.terminalText();
      return typeof text === 'string' ? seen.includes(text) : text.test(seen);
    }, `the terminal shows ${text}`);
  }

  async function closeTerminal(): Promise<void> {
    const w = workbench();
    await w.command('Terminal: Kill the Active Terminal Instance');
    await w.until(async () => (await w.page.locator('.xterm-screen:visible').count()) === 0, 'the terminal is closed');
  }

  it('opens a shell that answers', async () => {
    const w = workbench();
    await onContainer('Dockhound: Open Shell');
    await shows(`${name} on `);
    await shows('/ #');
    await w.typeInTerminal('echo "answer $((6 * 7)) ünï"');
    await shows('answer 42 ünï');
    await w.screenshot('exec');
    await w.typeInTerminal('exit');
    await w.until(async () => (await w.page.locator('.xterm-screen:visible').count()) === 0, 'the shell is closed');
  });

  it('asks as whom, with which shell and where', async () => {
    const w = workbench();
    await onContainer('Dockhound: Open Shell As…');
    await choose('Another user…');
    const input = w.page.locator('.quick-input-widget:visible input').first();
    await w.page.getByText('User, uid or user:group').first().waitFor();
    await input.fill('1234');
    await input.press('Enter');
    await choose('sh');
    await choose('Another folder…');
    await w.page.getByText('Absolute path in the container').first().waitFor();
    await input.fill('/tmp');
    await input.press('Enter');
    await shows('/tmp $');
    await w.typeInTerminal('echo "i am $(id -u) in $(pwd)"');
    await shows('i am 1234 in /tmp');
    await closeTerminal();
  });

  it('attaches and says how to leave', async () => {
    const w = workbench();
    await onContainer('Dockhound: Attach');
    await shows(/keeps\s+running/);
    await w.typeInTerminal('hällo');
    await shows('got hällo');
    await closeTerminal();
    const { State: state } = (await api('GET', `/containers/${name}/json`)) as { State: { Running: boolean } };
    assert.equal(state.Running, true);
  });

  it('shows what a prune would take before anything is chosen', async () => {
    const { page, command } = workbench();
    await command('Dockhound: Prune…');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'stopped containers' }).first().waitFor();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'unused volumes' }).first().waitFor();
    await page.keyboard.press('Escape');
  });

  it('names object and engine before it removes, and takes no for an answer', async () => {
    const w = workbench();
    const dialog = w.page.locator('.monaco-dialog-box');
    await onContainer('Dockhound: Remove…');
    await dialog.getByText(new RegExp(`Remove container ${name} from .*manager.*\\?`)).waitFor();
    await dialog.getByText(`${name} is running and will be killed.`).waitFor();
    await w.screenshot('remove');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await api('GET', `/containers/${name}/json`);

    await onContainer('Dockhound: Remove…');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await w.until(
      () =>
        api('GET', `/containers/${name}/json`).then(
          () => false,
          () => true,
        ),
      'the container is removed',
    );
  });
});
