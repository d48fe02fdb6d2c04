// The scenes of the gallery, in the order in which one window can show them.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openWindow } from './camera.mjs';
import { diagnoses } from './diagnosisScenes.mjs';
import { writeDockerConfig } from './dockerConfig.mjs';
import { events } from './eventScenes.mjs';
import * as hands from './hands.mjs';
import { drawIcon } from './icon.mjs';
import * as inside from './insideScenes.mjs';
import * as looking from './inspectScenes.mjs';
import { logs } from './logScenes.mjs';
import { probing } from './probeScenes.mjs';
import * as swarm from './swarmScenes.mjs';

/** Title, id, what stands in it when it is filled, and how many rows to unfold. */
const views = [
  ['Problems', 'problems', 'shop_db', 0],
  ['Services', 'services', 'orders', 0],
  ['Nodes', 'nodes', 'lab-worker', 1],
  ['Tasks', 'tasks', 'shop_web.1', 0],
  ['Containers', 'containers', 'toolbox', 0],
  ['Networks', 'networks', 'tools_default', 5],
  ['Secrets and Configs', 'secrets', 'shop_db-password', 2],
  ['Images and Volumes', 'storage', 'shop_db-data', 0],
  ['Plugins', 'plugins', 'No plugins', 0],
];

/** Takes every scene whose name `wanted` says yes to. Windows that it opens are closed by `endings`. */
export async function takeScenes({ folder, work, engines, wanted, endings }) {
  if (wanted('icon')) await drawIcon();
  const config = path.join(work, 'docker');
  // The way to the second node's engine. Of the folder, since a remote window leaves such a setting of the user out.
  mkdirSync(path.join(folder, '.vscode'), { recursive: true });
  const nodes = { 'dockhound.nodes': { 'lab-worker': 'lab-worker' } };
  writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(nodes));
  const open = async (contexts) => {
    writeDockerConfig(config, contexts);
    const w = await openWindow({ folder, work, env: { DOCKER_CONFIG: config } });
    endings.push(() => w.close());
    const scene = async (name, show) => {
      if (wanted(name)) await show(name);
    };
    return { w, scene };
  };
  const lab = [
    { name: 'lab', host: engines.manager.url, description: 'the shop, two nodes' },
    { name: 'lab-worker', host: engines.worker.url, description: 'second node of the shop' },
  ];
  await closed(await open(lab), (window) => onManager({ ...window, folder, engines, wanted }));
  if (['connect', 'worker'].some(wanted)) {
    await closed(await open(lab), (window) => connecting({ ...window, config, lab }));
  }
  if (wanted('silent-node')) {
    await closed(await open(lab), (window) => swarm.silentNode({ ...window, engines }));
  }
  if (!wanted('no-engine')) return;
  const nowhere = [{ name: 'rootless', host: 'unix:///run/user/4711/docker.sock', description: '' }];
  rmSync(config, { recursive: true });
  await closed(await open(nowhere), withoutEngine);
}

async function closed(window, use) {
  await use(window);
  await window.w.close();
}

async function onManager({ w, scene, folder, engines, wanted }) {
  const { page } = w;
  await w.openSidebar();
  await hands.widenSidebar(w, 460);
  await w.row('legacy-cart').first().waitFor();

  await scene('stats', async (name) => {
    await hands.onTarget(w, 'Dockhound: Show Stats', 'tools-resizer-1');
    const frame = await w.webview('dockhound-stats dockhound-chart canvas');
    await frame.locator('dockhound-chart canvas').first().waitFor();
    // Charts are drawn only while somebody looks.
    await page.waitForTimeout(30_000);
    await w.shoot(name, { around: hands.editorPart(w) });
    await page.keyboard.press('Control+w');
  });

  await scene('stats-everything', async (name) => {
    await w.command('Dockhound: Show Stats of Everything');
    const frame = await w.webview('dockhound-stats .sources');
    await w.until(async () => (await frame.locator('tr[data-id]').count()) > 5, 'the rows');
    await frame.getByRole('button', { name: 'Memory', exact: true }).click();
    await page.waitForTimeout(4000);
    for (const index of [1, 2]) await frame.locator('.sources .pick input').nth(index).click();
    await page.mouse.move(300, 700);
    await page.waitForTimeout(30_000);
    await w.shoot(name, { around: hands.editorPart(w) });
    await page.keyboard.press('Control+w');
  });

  await scene('sidebar', async (name) => {
    await hands.onTarget(w, 'Dockhound: Show Logs', 'shop_api');
    await w.webview('dockhound-logs .row .text');
    await w.view('Containers');
    // Each view as high as what is in it.
    await hands.dragTop(w, 'Services', -70);
    await hands.dragTop(w, 'Nodes', -110);
    await page.mouse.move(900, 700);
    await page.waitForTimeout(1500);
    // Between two tries the broken service runs for a moment.
    const failing = () =>
      Promise.all([w.row(/^api\.\dfailed/).first(), w.row(/^db\.1failed/).first()].map((row) => row.waitFor()));
    await w.shoot(name, { when: failing });
    await page.keyboard.press('Control+w');
  });

  await inside.processes({ w, scene });
  await inside.stackProcesses({ w, scene });

  for (const [title, id, content, folded] of views) {
    await scene(`view-${id}`, async (name) => {
      const pane = await hands.onlyView(w, title, views);
      await pane.getByText(content).first().waitFor();
      await hands.unfold(w, pane, folded);
      await page.mouse.move(900, 700);
      await page.waitForTimeout(500);
      if (id === 'services')
        await pane
          .locator('.monaco-list-row', { hasText: /^api\.\dfailed/ })
          .first()
          .waitFor();
      await w.shoot(name, { around: await hands.filledPart(pane), in: ['dark'] });
    });
  }
  await hands.onlyView(w, 'Services', views);

  await logs({ w, scene, engines });
  await events({ w, scene });
  await diagnoses({ w, scene });
  await probing({ w, scene, folder, engines, wanted });
  await looking.inspect({ w, scene });

  await scene('raw-json', async (name) => {
    await hands.onTarget(w, 'Dockhound: Inspect', 'legacy-cart');
    const frame = await w.webview('dockhound-inspect .fact-section');
    await frame.getByText('Raw JSON').click();
    await page.locator('.monaco-editor .view-line', { hasText: '"Id"' }).first().waitFor();
    await page.waitForTimeout(500);
    await w.shoot(name, { around: hands.editorPart(w) });
  });

  await w.command('View: Close All Editors');
  await swarm.historyOfTask({ w, scene, views });
  await inside.changes({ w, scene });
  await swarm.service({ w, scene });
  await swarm.stack({ w, scene });
  await inside.networkMap({ w, scene });
  await swarm.life({ w, scene });

  await scene('shell', async (name) => {
    await w.command('View: Close All Editors');
    await hands.onTarget(w, 'Dockhound: Open Shell', 'gateway');
    await w.until(async () => (await w.terminalText()).includes('/ #'), 'the shell');
    for (const line of ['ps', 'wget -q -O - http://127.0.0.1/']) await w.typeInTerminal(line);
    await w.until(async () => (await w.terminalText()).includes('It works'), 'the answer');
    await page.waitForTimeout(500);
    await w.shoot(name, { around: page.locator('.part.panel') });
    await w.command('Terminal: Kill the Active Terminal Instance');
    await page.locator('.part.panel').waitFor({ state: 'hidden' });
  });

  await dockerfileScenes({ w, scene, folder });
}

async function dockerfileScenes({ w, scene, folder }) {
  const { page } = w;
  const file = path.join(folder, 'Dockerfile');
  await page.keyboard.press('Control+b');
  await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  await page.mouse.move(900, 800);
  const around = { x: 48, y: 0, width: 1000, height: 420 };
  await scene('healthcheck-choose', async (name) => {
    await hands.openFile(w, 'Dockerfile');
    await w.command('Dockhound: Add HEALTHCHECK to Dockerfile…');
    await page.mouse.move(900, 800);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'check with' }).first().waitFor();
    await page.waitForTimeout(1500);
    await w.shoot(name, { around });
    await page.keyboard.press('Escape');
  });
  await scene('healthcheck-complete', async (name) => {
    await hands.openFile(w, 'Dockerfile');
    await hands.goToLine(w, 13);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('HEAL');
    await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
    // The second key: what the chosen one would write.
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-details-container').waitFor();
    await page.waitForTimeout(1000);
    await w.shoot(name, { around });
    await page.keyboard.press('Escape');
    await w.command('File: Revert File');
  });
  await scene('healthcheck-diagnostic', async (name) => {
    const second = 'HEALTHCHECK --interval=30 CMD curl -f http://localhost:8000/ || exit 1\nCMD ["node"';
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('CMD ["node"', second));
    await hands.openFile(w, 'Dockerfile');
    await page.locator('.squiggly-error, .squiggly-warning').first().waitFor();
    await hands.goToLine(w, 14);
    await w.command('Go to Next Problem (Error, Warning, Info)');
    await page.waitForTimeout(1500);
    await w.shoot(name, { around });
    writeFileSync(file, text);
  });
}

async function connecting({ w, scene, config, lab }) {
  const { page } = w;
  await w.openSidebar();
  await hands.widenSidebar(w, 460);
  await w.row('legacy-cart').first().waitFor();
  await scene('connect', async (name) => {
    // What is listed is read anew each time: addresses as they would be, of engines that nobody asks.
    writeDockerConfig(config, [
      { name: 'lab', host: 'ssh://ops@lab-manager', description: 'the shop, two nodes' },
      { name: 'lab-worker', host: 'ssh://ops@lab-worker', description: 'second node of the shop' },
      { name: 'production', host: 'tcp://swarm.example.com:2376', description: 'behind TLS' },
    ]);
    await w.command('Dockhound: Connect to Engine…');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'production' }).first().waitFor();
    await page.mouse.move(700, 800);
    await page.waitForTimeout(1000);
    await w.shoot(name, { around: { x: 0, y: 0, width: 1100, height: 560 } });
    await page.keyboard.press('Escape');
    rmSync(config, { recursive: true });
    writeDockerConfig(config, lab);
  });
  await scene('worker', async (name) => {
    await w.command('Dockhound: Connect to Engine…');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'lab-worker' }).first().click();
    await page.locator('.pane-header', { hasText: /lab-worker · Swarm worker/ }).waitFor();
    await w
      .row(/manager · connect to it/)
      .first()
      .waitFor();
    const containers = await w.view('Containers');
    await containers.locator('.monaco-list-row').first().waitFor();
    await hands.dragTop(w, 'Services', -100);
    await hands.dragTop(w, 'Nodes', -300);
    await w.row('edge-proxy').first().waitFor();
    await page.mouse.move(900, 700);
    await page.waitForTimeout(1500);
    await w.shoot(name, { around: page.locator('.part.sidebar') });
  });
}

async function withoutEngine({ w, scene }) {
  await w.openSidebar();
  await hands.widenSidebar(w, 460);
  await scene('no-engine', async (name) => {
    await w.page
      .getByText(/there is no socket/)
      .first()
      .waitFor();
    await w.page.mouse.move(900, 700);
    await w.page.waitForTimeout(1000);
    await w.shoot(name, { around: w.page.locator('.part.sidebar') });
  });
}
