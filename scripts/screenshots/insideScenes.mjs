// Scenes of what goes on inside containers and between them: processes, changed files, networks.
import * as hands from './hands.mjs';

/** Processes of all tasks of a service, on both nodes. Afterwards the worker's engine is known to be reached. */
export async function processes({ w, scene }) {
  await scene('processes', async (name) => {
    await hands.onTarget(w, 'Dockhound: Show Processes', 'shop_orders');
    const all = w.page.locator('.quick-input-list .monaco-list-row', { hasText: 'All tasks' }).first();
    await all.click();
    const frame = await w.webview('dockhound-top tr.process');
    await w.until(async () => (await frame.locator('tr.process').count()) >= 4, 'the processes of both tasks');
    await shootEditor(w, name, 360);
  });
}

/** Processes of a whole stack, grouped by container. */
export async function stackProcesses({ w, scene }) {
  await scene('processes-stack', async (name) => {
    const pane = await w.view('Services');
    await w.choose(pane.locator('.monaco-list-row', { hasText: /^shop/ }).first(), 'Show Processes');
    const frame = await w.webview('dockhound-top tr.group');
    await w.until(async () => (await frame.locator('tr.process').count()) >= 4, 'processes');
    await shootEditor(w, name);
  });
}

/** What a container that has ended left changed. */
export async function changes({ w, scene }) {
  await scene('changes', async (name) => {
    await hands.onTarget(w, 'Dockhound: Show Changes Against the Image', 'nightly-report');
    const frame = await w.webview('dockhound-changes .change');
    await frame.locator('.row', { hasText: 'orders-21.csv' }).first().waitFor();
    await shootEditor(w, name, 420);
  });
}

/** The map as a graph with one endpoint chosen, and as a tree. */
export async function networkMap({ w, scene }) {
  const open = async () => {
    await w.command('Dockhound: Show Network Map');
    const frame = await w.webview('dockhound-map .toolbar');
    await frame.getByText(/^\d+ endpoints, \d+ networks$/).waitFor();
    return frame;
  };
  await scene('map-graph', async (name) => {
    const frame = await open();
    await frame.getByRole('button', { name: 'Graph' }).click();
    await frame.locator('.box').first().waitFor();
    await frame.locator('.box', { hasText: 'shop_web' }).first().click();
    await frame.locator('aside.details').waitFor();
    await frame.getByRole('button', { name: 'Show all (0)' }).click();
    await shootEditor(w, name);
  });
  await scene('map-tree', async (name) => {
    const frame = await open();
    await frame.getByRole('button', { name: 'Tree' }).click();
    await frame.locator('[role=treeitem]').first().waitFor();
    await shootEditor(w, name, 560);
  });
}

// `height` cuts off what is empty below.
async function shootEditor(w, name, height) {
  await w.page.mouse.move(900, 880);
  await w.page.waitForTimeout(1200);
  const box = await hands.editorPart(w).boundingBox();
  await w.shoot(name, { around: { ...box, height: height ?? box.height } });
  await w.command('View: Close All Editors');
}
