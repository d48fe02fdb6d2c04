// Scenes of a swarm: tasks and their history, services, stacks, the swarm itself, and a node that says nothing.
import { control } from '../provision/control.mjs';
import * as hands from './hands.mjs';

/** A slot with its earlier tries, in the view and in Inspect. */
export async function historyOfTask({ w, scene, views }) {
  await scene('task-history', async (name) => {
    const pane = await hands.onlyView(w, 'Services', views);
    const newest = pane.locator('.monaco-list-row', { hasText: /^db\.1.*earlier/ }).first();
    await newest.waitFor();
    await newest.locator('.monaco-tl-twistie').click();
    await pane
      .locator('.monaco-list-row', { hasText: /failed .* ago/ })
      .first()
      .waitFor();
    await newest.dblclick();
    const logs = await w.webview('dockhound-logs .row .text');
    await logs.locator('.header vscode-button[aria-label="Inspect"]').click();
    const frame = await w.webview('.fact-section');
    await frame.locator('.fact-section', { hasText: 'Tasks of this slot' }).first().waitFor();
    await look(w);
    // Each new try is a row of its own, and folded.
    const unfolded = async () => {
      await w.until(async () => {
        const folded = pane.locator('.monaco-list-row[aria-expanded="false"]', { hasText: /^db\.1.*earlier/ }).first();
        if (await folded.isVisible()) await folded.locator('.monaco-tl-twistie').click({ timeout: 1000 });
        return pane.locator('.monaco-list-row', { hasText: /non-zero exit.*container/ }).count();
      }, 'the earlier tries');
      await w.page.mouse.move(900, 880);
      await w.page.waitForTimeout(200);
    };
    await w.shoot(name, { when: unfolded });
    await w.command('View: Close All Editors');
  });
}

/** The form, with what is written so far and what is wrong with it; and what an update has changed. */
export async function service({ w, scene }) {
  const { page } = w;
  await scene('service-form', async (name) => {
    await w.command('Dockhound: Create Service…');
    const frame = await w.webview('dockhound-service #tab-command');
    const fill = async (field, text) => {
      await frame.locator(`#field-${field}`).fill(text);
      await page.keyboard.press('Tab');
    };
    await fill('name', 'shop_search');
    await fill('image', 'shop/web:2.4.1');
    await fill('replicas', '3');
    const add = async (list, fields) => {
      const button = frame.locator(`[data-add="${list}"]`);
      if (!(await button.isVisible())) await frame.locator(`#fold-${list}`).click();
      await button.click();
      for (const [field, text] of Object.entries(fields)) await fill(`${list}-0-${field}`, text);
    };
    await add('ports', { target: '8080', published: '8080' });
    await add('env', { name: 'INDEX', value: '/var/lib/index' });
    await frame.locator('#field-name').focus();
    await frame.locator('.scroll').evaluate((element) => element.scrollTo(0, 0));
    await look(w);
    await w.shoot(name, { around: hands.editorPart(w) });
    await w.command('View: Close All Editors');
  });
  await scene('service-diff', async (name) => {
    await hands.onTarget(w, 'Dockhound: Inspect', 'monitoring_agent');
    const frame = await w.webview('dockhound-inspect .fact-section');
    const section = frame.locator('.fact-section', { hasText: 'Changed by the last update' });
    await section.scrollIntoViewIfNeeded();
    await look(w);
    await w.shoot(name, { around: hands.editorPart(w) });
    await w.command('View: Close All Editors');
  });
}

/** What runs of a stack against what its file says; and the plan of deploying that file. */
export async function stack({ w, scene }) {
  const { page } = w;
  await scene('stack-drift', async (name) => {
    await w.command('Dockhound: Compare Stack with Its File');
    await choose(w, '1 service');
    await choose(w, 'monitoring.compose.yaml');
    const diff = page.locator('.monaco-diff-editor').first();
    await diff.waitFor();
    await diff.locator('.view-line', { hasText: 'LEVEL' }).nth(1).waitFor();
    await page.locator('.notifications-toasts .notification-list-item').first().waitFor();
    await look(w);
    await w.shoot(name, { around: { ...(await hands.editorPart(w).boundingBox()), height: 330 } });
    await w.command('Notifications: Clear All Notifications');
    await w.command('View: Close All Editors');
  });
  await scene('stack-deploy', async (name) => {
    await hands.openFile(w, 'monitoring.compose.yaml');
    await w.command('Dockhound: Deploy Stack…');
    const input = page
      .locator('.quick-input-widget:visible', { hasText: 'Deploy monitoring.compose.yaml' })
      .locator('input')
      .first();
    await input.fill('monitoring');
    await input.press('Enter');
    await dialogPicture(w, name, /Deploy stack monitoring/);
    await w.command('View: Close All Editors');
  });
}

/** The swarm in Inspect, and what is said before it is left. */
export async function life({ w, scene }) {
  await scene('swarm', async (name) => {
    const pane = await w.view('Nodes');
    await pane.locator('.monaco-list-row', { hasText: /^Swarm/ }).dblclick();
    const frame = await w.webview('dockhound-inspect .fact-section');
    await frame.getByText('Root certificate until').first().waitFor();
    await look(w);
    await w.shoot(name, { around: hands.editorPart(w) });
    await w.command('View: Close All Editors');
  });
  await scene('swarm-leave', async (name) => {
    await w.command('Dockhound: Leave Swarm…');
    await dialogPicture(w, name, /Leave the swarm/);
  });
}

/** A service's log while one node's engine is frozen. Runs last, since the swarm moves that node's tasks. */
export async function silentNode({ w, scene, engines }) {
  await w.openSidebar();
  await hands.widenSidebar(w, 460);
  await w.row('legacy-cart').first().waitFor();
  await scene('silent-node', async (name) => {
    await control(engines.runId, 'freezeEngine', { node: 'worker' });
    try {
      await hands.onTarget(w, 'Dockhound: Show Logs', 'shop_orders');
      const frame = await w.webview('dockhound-logs .row .text');
      await frame.locator('.bar', { hasText: 'lab-worker' }).first().waitFor();
      await look(w);
      await w.shoot(name);
    } finally {
      await control(engines.runId, 'thawEngine', { node: 'worker' });
    }
  });
}

// Answers a question by the row of that text, once the question is there.
async function choose(w, text) {
  const row = w.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  await row.waitFor();
  // A list that has only just opened takes no click.
  await w.until(async () => {
    await row.click({ timeout: 1000 }).catch(() => undefined);
    return !(await row.isVisible());
  }, `the choice ${text}`);
}

async function dialogPicture(w, name, text) {
  const { page } = w;
  const dialog = page.locator('.monaco-dialog-box', { hasText: text });
  await dialog.waitFor();
  await look(w);
  const box = await dialog.boundingBox();
  const around = { x: box.x - 40, y: box.y - 40, width: box.width + 80, height: box.height + 80 };
  await w.shoot(name, { around });
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

// What hovers and moves is gone after this.
async function look({ page }) {
  await page.mouse.move(900, 880);
  await page.waitForTimeout(1200);
}
