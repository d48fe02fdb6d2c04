// The scenes of events: the timeline over the list, and the results of a health check.
import * as hands from './hands.mjs';

/** Everything on both nodes, with one event in detail. */
export async function events({ w, scene }) {
  await scene('events', async (name) => {
    await w.command('Dockhound: Show Events of Everything');
    const frame = await w.webview('dockhound-events dockhound-rows .row');
    const missing = frame.locator('.bar', { hasText: 'Container events of lab-worker are missing' });
    if (await missing.count()) await missing.getByRole('button', { name: 'Try Again' }).click();
    await missing.waitFor({ state: 'detached' });
    const died = frame.locator('.row', { hasText: 'died' });
    await w.until(async () => (await died.count()) > 1, 'a service that fails', 90_000);
    await w.page.waitForTimeout(8000);
    // At its time, so that the list is not moved sideways to its middle.
    await died.last().dblclick({ position: { x: 20, y: 8 } });
    await frame.locator('aside.event-detail').waitFor();
    await shootEditor(w, name);
  });
  await scene('events-health', async (name) => {
    await hands.onTarget(w, 'Dockhound: Show Events', 'legacy-cart');
    const frame = await w.webview('dockhound-events vscode-button.tab');
    await frame.getByRole('button', { name: 'Health', exact: true }).click();
    const probes = frame.locator('tr.probe');
    await w.until(async () => (await probes.count()) > 7, 'more results than the engine keeps', 60_000);
    await shootEditor(w, name, 420);
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
