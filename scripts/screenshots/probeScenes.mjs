// Scenes of what is found out by acting: probes, trials of health checks, and the marks of findings in the file that causes them.
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { engineCall } from '../provision/engineApi.mjs';
import * as hands from './hands.mjs';

const name = 'orders-dev';
const second = 1_000_000_000;
const compose = `services:
  orders:
    image: shop/web:2.4.1
    ports: ["8081:8080"]
    environment:
      DATABASE_URL: postgres://db:5432/orders
    healthcheck:
      test: wget -qO- http://localhost:9000/
      interval: 5s
`;

/** Of a container that Compose made of a file of the window, which is there for these scenes only. */
export async function probing({ w, scene, folder, engines, wanted }) {
  if (!['probe-choice', 'diagnosis-probes', 'health-trial', 'editor-marks'].some(wanted)) return;
  const file = path.join(folder, 'dev.compose.yaml');
  const { manager } = engines;
  const call = (method, url, body) => engineCall(manager.socket, method, url, { body });
  writeFileSync(file, compose);
  await call('DELETE', `/containers/${name}?force=1`).catch(() => undefined);
  await call('POST', `/containers/create?name=${name}`, bodyOf(folder, file));
  try {
    await call('POST', `/containers/${name}/start`);
    // Known by then, and unhealthy.
    await w.page.waitForTimeout(4000);
    await takeAll({ w, scene });
  } finally {
    await w.command('View: Close All Editors');
    await call('DELETE', `/containers/${name}?force=1`);
    rmSync(file);
  }
}

function bodyOf(folder, file) {
  return {
    Image: 'shop/web:2.4.1',
    Env: ['DATABASE_URL=postgres://db:5432/orders'],
    ExposedPorts: { '8080/tcp': {} },
    HostConfig: { PortBindings: { '8080/tcp': [{ HostPort: '8081' }] } },
    Healthcheck: { Test: ['CMD-SHELL', 'wget -qO- http://localhost:9000/'], Interval: second, Retries: 1 },
    Labels: {
      'com.docker.compose.project': 'dev',
      'com.docker.compose.service': 'orders',
      'com.docker.compose.project.config_files': file,
      'com.docker.compose.project.working_dir': folder,
    },
  };
}

async function takeAll({ w, scene }) {
  const { page } = w;
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const dialog = page.locator('.monaco-dialog-box');
  const shot = async (scene, options) => {
    await page.mouse.move(900, 880);
    await page.waitForTimeout(1200);
    await w.shoot(scene, options);
  };

  await scene('editor-marks', async (scene) => {
    await diagnosed(w);
    await hands.openFile(w, 'dev.compose.yaml');
    await page.locator('.squiggly-error, .squiggly-warning').first().waitFor();
    const { x, y, width } = await hands.editorPart(w).boundingBox();
    const hover = page.locator('.monaco-hover:visible', { hasText: name });
    // An editor that has just opened may miss the pointer.
    const hovered = async (attempt = 1) => {
      await page.mouse.move(900, 880);
      await page.locator('.view-line', { hasText: 'test:' }).locator('span span').last().hover();
      await hover.waitFor({ timeout: 4000 }).catch((error) => {
        if (attempt === 6) throw error;
        return hovered(attempt + 1);
      });
    };
    await w.shoot(scene, { around: { x, y, width, height: 420 }, when: () => hovered() });
    await page.mouse.move(900, 880);
    await w.command('View: Close All Editors');
  });

  await scene('probe-choice', async (scene) => {
    await hands.onTarget(w, 'Dockhound: Probe…', name);
    await rows.filter({ hasText: 'See what listens inside' }).waitFor();
    await shot(scene, { around: { x: 200, y: 0, width: 1000, height: 420 } });
    await page.keyboard.press('Escape');
  });

  await scene('diagnosis-probes', async (scene) => {
    const frame = await diagnosed(w);
    for (const title of ['See what listens inside', 'Run the health check by hand']) {
      await frame.locator('vscode-button.probe', { hasText: title }).click();
      await dialog.getByRole('button', { name: 'Probe', exact: true }).click();
      await frame.locator('.probe-result', { hasText: title }).waitFor();
    }
    await shot(scene, { around: hands.editorPart(w) });
    await w.command('View: Close All Editors');
  });

  await scene('health-trial', async (scene) => {
    await hands.onTarget(w, 'Dockhound: Try Health Checks…', name);
    await dialog.getByRole('button', { name: 'Try', exact: true }).click();
    await rows.filter({ hasText: 'Runs that the engine made' }).waitFor({ state: 'attached' });
    await shot(scene, { around: { x: 200, y: 0, width: 1000, height: 520 } });
    await page.keyboard.press('Escape');
  });
}

async function diagnosed(w) {
  await hands.onTarget(w, 'Dockhound: Diagnose', name);
  const frame = await w.webview('dockhound-diagnosis .finding');
  await frame.locator('.lane-label').first().waitFor();
  return frame;
}
