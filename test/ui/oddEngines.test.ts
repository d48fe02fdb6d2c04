import assert from 'node:assert/strict';
import { type SimEngine, startSimEngine } from '../sim/simEngine';
import { simContainer } from '../sim/simState';
import { useWorkbench } from './workbench';

/** A simulated engine: no real one can be made to say these things. */
describe('the sidebar on an engine that misbehaves', function () {
  this.timeout(90_000);
  let engine: SimEngine;
  before(async () => {
    engine = await startSimEngine({ containers: 3, name: 'odd' });
    const now = Date.now();
    engine.add({ ...simContainer(10, now), name: '<img src=x onerror=alert(1)>' });
    engine.add({
      ...simContainer(11, now),
      name: 'evil\u202egpj.exe\nsecond $(trash) [run](command:workbench.action.quit)',
    });
    engine.add({ ...simContainer(12, now), name: 'broken', odd: { Id: 42, Names: 'no list' } });
  });
  const workbench = useWorkbench(() => ({ env: { DOCKER_HOST: engine.endpoint.url } }));
  after(() => engine.dispose());

  it('gives an unreadable object a row of its own and shows the others', async () => {
    const w = workbench();
    await w.openSidebar();
    const pane = await w.view('Containers');
    await pane.locator('.monaco-list-row', { hasText: 'sim-0' }).waitFor();
    await pane.locator('.monaco-list-row', { hasText: 'could not be read' }).waitFor();
    assert.equal(await pane.locator('.monaco-list-row', { hasText: 'sim-' }).count(), 3);
  });

  it('shows hostile names as text, on one line, in reading order', async () => {
    const pane = await workbench().view('Containers');
    await pane.locator('.monaco-list-row', { hasText: '<img src=x onerror=alert(1)>' }).waitFor();
    assert.equal(await pane.locator('.monaco-list-row img').count(), 0);
    await pane.locator('.monaco-list-row', { hasText: 'evilgpj.exe second' }).waitFor();
  });

  it('offers to make a swarm where there is none', async () => {
    const w = workbench();
    const pane = await w.view('Nodes');
    await pane.getByText(/This engine is in no swarm/).waitFor();
    await pane.getByRole('button', { name: 'Initialise Swarm…' }).waitFor();
    await pane.getByRole('button', { name: 'Join Swarm…' }).waitFor();
    const services = await w.view('Services');
    await services.getByText(/This engine is in no swarm/).waitFor();
  });

  it('survives a lost engine: says so, keeps what was known, and comes back by itself', async () => {
    const w = workbench();
    const pane = await w.view('Containers');
    await engine.stop();
    await pane.getByText(/The engine cannot be reached/).waitFor();
    await pane.locator('.monaco-list-row', { hasText: 'sim-0' }).waitFor();
    const problems = await w.view('Problems');
    await problems.getByText(/Dockhound keeps trying/).waitFor();
    assert.equal(
      await w.page.locator('.notification-toast').count(),
      0,
      'a lost engine is no reason for a notification',
    );
    engine.add({ ...simContainer(20, Date.now()), name: 'came-later' });
    await engine.start();
    await pane.locator('.monaco-list-row', { hasText: 'came-later' }).waitFor({ timeout: 60_000 });
    await pane.getByText(/The engine cannot be reached/).waitFor({ state: 'detached' });
  });

  it('names the part that could not be listed and shows the rest', async () => {
    const w = workbench();
    engine.faults.set('/images/json', { type: 'status', code: 500, message: 'layer store is broken' });
    await w.command('Dockhound: Refresh');
    const storage = await w.view('Images and Volumes');
    await storage.getByText(/layer store is broken/).waitFor();
    engine.faults.delete('/images/json');
    await w.command('Dockhound: Refresh');
    await storage.getByText(/layer store is broken/).waitFor({ state: 'detached' });
  });
});

describe('the sidebar without an engine', function () {
  this.timeout(90_000);
  const workbench = useWorkbench({ env: { DOCKER_HOST: 'unix:///nowhere/docker.sock' } });

  it('says why in one sentence and offers the ways out', async () => {
    const w = workbench();
    await w.openSidebar();
    const problems = await w.view('Problems');
    await problems.getByText(/there is no socket \/nowhere\/docker\.sock/).waitFor();
    const services = await w.view('Services');
    await services.getByRole('button', { name: 'Choose an Engine' }).waitFor();
    await services.getByRole('button', { name: 'Try Again' }).waitFor();
    await w.screenshot('no-engine');
  });
});
