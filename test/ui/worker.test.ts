// The sidebar on an engine that works in a swarm but may not tell of it.
import { engineRequest, workerUrl } from '../support/lab';
import { useWorkbench } from './workbench';

const swarmViews = ['Services', 'Nodes', 'Tasks', 'Secrets and Configs'] as const;

describe('the sidebar on a worker', function () {
  this.timeout(90_000);
  const name = `ui-worker-${process.pid}`;
  const api = (method: string, path: string, body?: unknown) => engineRequest(workerUrl(), method, path, body);
  const workbench = useWorkbench(() => ({
    env: { DOCKER_HOST: workerUrl() },
    size: { width: 1400, height: 1800 },
  }));

  before(async () => {
    await api('POST', `/containers/create?name=${name}`, { Image: 'busybox:1.36', Cmd: ['sleep', '100000'] });
    await api('POST', `/containers/${name}/start`);
  });
  after(() => api('DELETE', `/containers/${name}?force=1`));

  it('names the managers where a manager would show its swarm', async () => {
    const w = workbench();
    await w.openSidebar();
    for (const title of swarmViews) {
      const pane = await w.view(title);
      await pane.locator('.monaco-list-row', { hasText: /10\.213\.0\.1:2377.*manager/ }).waitFor();
    }
    await w.page.locator('.pane-header', { hasText: /Swarm worker/ }).waitFor();
  });

  it('shows what the engine itself has', async () => {
    const w = workbench();
    await w.screenshot('worker');
    // A list has only those rows in the page that fit.
    for (const title of ['Problems', ...swarmViews]) {
      await w.page.locator(`.part.sidebar .pane-header[aria-label^="${title}"]`).click();
    }
    const containers = await w.view('Containers');
    await containers.locator('.monaco-list-row', { hasText: name }).waitFor();
    const networks = await w.view('Networks');
    await networks.locator('.monaco-list-row', { hasText: 'bridge' }).first().waitFor();
    const storage = await w.view('Images and Volumes');
    await storage.locator('.monaco-list-row', { hasText: 'Images' }).waitFor();
  });
});
