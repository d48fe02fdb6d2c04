// Probes and the health workbench by hand: what is said before anything runs, results as they come, and what is written.

import { engineRequest, managerUrl } from '../support/lab';
import { pick } from './quickPick';
import { useWorkbench } from './workbench';

describe('probing by hand', function () {
  this.timeout(120_000);
  const name = `ui-probed-${process.pid}`;
  const api = (method: string, path: string, body?: unknown) => engineRequest(managerUrl(), method, path, body);
  const workbench = useWorkbench({ files: { Dockerfile: 'FROM busybox:1.36\nCMD ["httpd", "-f", "-p", "8080"]\n' } });

  before(async () => {
    await api('POST', `/containers/create?name=${name}`, { Image: 'shop/web:2.4.1' });
    await api('POST', `/containers/${name}/start`);
  });
  after(() => api('DELETE', `/containers/${name}?force=1`));

  it('says what it will do, shows each check as it ends, and writes the one that is chosen', async () => {
    const w = workbench();
    const dialog = w.page.locator('.monaco-dialog-box');
    const rows = w.page.locator('.quick-input-list .monaco-list-row');
    const choose = (text: string) => pick(w, text);

    await w.command('Dockhound: Probe…');
    await choose(name);
    await rows.filter({ hasText: 'See what listens inside' }).waitFor();
    await w.screenshot('probe-choice');
    await choose('See what listens inside');
    await dialog.getByText('cat /proc/net/tcp').waitFor();
    await dialog.getByRole('button', { name: 'Probe' }).click();
    await w.page.getByText(`${name} listens on [::]:8080.`).first().waitFor();

    await w.command('Dockhound: Try Health Checks…');
    await choose(name);
    await dialog.getByText('nothing is changed').waitFor();
    await dialog.getByRole('button', { name: 'Try' }).click();
    const passed = rows.filter({ hasText: /HTTP check with wget.*passed · exit code 0/s });
    await passed.waitFor();
    await rows.filter({ hasText: /Connection check with nc.*failed · exit code 1/s }).waitFor();
    await rows.filter({ hasText: 'Runs that the engine made' }).waitFor({ state: 'attached' });
    await w.screenshot('healthcheck-try');
    await choose('HTTP check with wget');
    const written = w.page.locator('.view-lines', { hasText: `Proven in container ${name}` });
    await choose('A Dockerfile…');
    await written.waitFor();
    await w.screenshot('healthcheck-written');
  });
});
