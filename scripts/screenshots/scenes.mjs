// The scenes of the gallery, in the order in which one window can show them.
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openWindow } from './camera.mjs';
import { writeDockerConfig } from './dockerConfig.mjs';
import * as hands from './hands.mjs';
import { drawIcon } from './icon.mjs';

const views = [
  ['Problems', 'problems'],
  ['Services', 'services'],
  ['Nodes', 'nodes'],
  ['Tasks', 'tasks'],
  ['Containers', 'containers'],
  ['Networks', 'networks'],
  ['Secrets and Configs', 'secrets'],
  ['Images and Volumes', 'storage'],
  ['Plugins', 'plugins'],
];

/** Takes every scene whose name `wanted` says yes to. Windows that it opens are closed by `endings`. */
export async function takeScenes({ folder, work, engines, wanted, endings }) {
  if (wanted('icon')) await drawIcon();
  const config = path.join(work, 'docker');
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
  await onManager({ ...(await open(lab)), folder });
  await connecting({ ...(await open(lab)), config, lab });
  const nowhere = [{ name: 'rootless', host: 'unix:///run/user/4711/docker.sock', description: '' }];
  rmSync(config, { recursive: true });
  await withoutEngine(await open(nowhere));
}

async function onManager({ w, scene, folder }) {
  const { page } = w;
  await w.openSidebar();
  await hands.widenSidebar(w, 500);
  await w.row('legacy-cart').first().waitFor();

  await scene('stats', async () => {
    await hands.onTarget(w, 'Dockhound: Show Stats', 'tools-resizer-1');
    await w.webview('dockhound-stats dockhound-chart canvas');
  });

  await scene('sidebar', async (name) => {
    await hands.onTarget(w, 'Dockhound: Show Logs', 'shop_api');
    await w.webview('dockhound-logs .row .text');
    await w.view('Containers');
    await page.mouse.move(900, 700);
    await page.waitForTimeout(1500);
    await w.shoot(name);
    await page.keyboard.press('Control+w');
  });

  for (const [title, id] of views) {
    await scene(`view-${id}`, async (name) => {
      const pane = await hands.onlyView(w, title, views);
      await hands.unfold(w, pane, { nodes: 1, networks: 2, secrets: 1 }[id] ?? 0);
      await page.mouse.move(900, 700);
      await page.waitForTimeout(500);
      await w.shoot(name, { around: await hands.filledPart(pane), in: ['dark'] });
    });
  }
  await hands.onlyView(w, 'Services', views);

  await scene('logs', async (name) => {
    await hands.onTarget(w, 'Dockhound: Show Logs', 'shop_orders');
    const frame = await w.webview('dockhound-logs .row .text');
    await frame.locator('.find').click();
    await page.keyboard.type('declined');
    await w.until(() => frame.locator('.found', { hasText: /of \d+/ }).count(), 'matches').catch(() => undefined);
    await page.waitForTimeout(1000);
    await w.shoot(name, { around: hands.editorPart(w) });
  });

  await scene('inspect', async (name) => {
    await hands.onTarget(w, 'Dockhound: Inspect', 'legacy-cart');
    await w.webview('dockhound-inspect .fact-section');
    await page.waitForTimeout(700);
    await w.shoot(name, { around: hands.editorPart(w) });
  });

  await scene('raw-json', async (name) => {
    const frame = await w.webview('dockhound-inspect .fact-section');
    await frame.getByText('Raw JSON').click();
    await page.locator('.monaco-editor .view-line', { hasText: '"Id"' }).first().waitFor();
    await page.waitForTimeout(500);
    await w.shoot(name, { around: hands.editorPart(w) });
  });

  await scene('stats', async (name) => {
    await page.locator('.tab', { hasText: 'tools-resizer-1 · Stats' }).click();
    const frame = await w.webview('dockhound-stats dockhound-chart canvas');
    await frame.locator('dockhound-chart canvas').first().waitFor();
    await page.waitForTimeout(15_000);
    await w.shoot(name, { around: hands.editorPart(w) });
  });

  await scene('shell', async (name) => {
    await w.command('View: Close All Editors');
    await hands.onTarget(w, 'Dockhound: Open Shell', 'gateway');
    await w.until(async () => (await w.terminalText()).includes('/ #'), 'the shell');
    for (const line of ['ps', 'wget -q -O - http://127.0.0.1/']) await w.typeInTerminal(line);
    await w.until(async () => (await w.terminalText()).includes('It works'), 'the answer');
    await page.waitForTimeout(500);
    await w.shoot(name, { around: page.locator('.part.panel') });
    await w.command('Terminal: Kill the Active Terminal Instance');
    await w.command('View: Hide Panel').catch(() => undefined);
  });

  await dockerfileScenes({ w, scene, folder });
}

async function dockerfileScenes({ w, scene, folder }) {
  const { page } = w;
  const file = path.join(folder, 'Dockerfile');
  const around = hands.editorPart(w);
  await scene('healthcheck-choose', async (name) => {
    await hands.openFile(w, 'Dockerfile');
    await w.command('Dockhound: Add HEALTHCHECK to Dockerfile…');
    await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await page.waitForTimeout(500);
    await w.shoot(name, { around });
    await page.keyboard.press('Escape');
  });
  await scene('healthcheck-complete', async (name) => {
    await hands.openFile(w, 'Dockerfile');
    await hands.goToLine(w, 13);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('HEAL');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
    await page.waitForTimeout(1000);
    await w.shoot(name, { around });
    await page.keyboard.press('Escape');
    await w.command('File: Revert File');
  });
  await scene('healthcheck-diagnostic', async (name) => {
    const second = 'HEALTHCHECK --interval=30 CMD curl -f http://localhost:8000/ || exit 1\nCMD ["node"';
    const { readFileSync } = await import('node:fs');
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
  await hands.widenSidebar(w, 500);
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
    await page.waitForTimeout(300);
    await w.shoot(name);
    await page.keyboard.press('Escape');
    rmSync(config, { recursive: true });
    writeDockerConfig(config, lab);
  });
  await scene('worker', async (name) => {
    await w.command('Dockhound: Connect to Engine…');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'lab-worker' }).first().click();
    await page.locator('.pane-header', { hasText: /lab-worker · Swarm worker/ }).waitFor();
    await w.view('Containers');
    await w.row('edge-proxy').first().waitFor();
    await page.mouse.move(900, 700);
    await page.waitForTimeout(1500);
    await w.shoot(name, { around: page.locator('.part.sidebar') });
  });
}

async function withoutEngine({ w, scene }) {
  await w.openSidebar();
  await hands.widenSidebar(w, 500);
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
