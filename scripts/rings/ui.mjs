// The ui ring: Playwright drives a real VS Code in a browser, against real engines.
import path from 'node:path';
import { listFiles } from '../build/bundles.mjs';
import { buildAll } from '../build/run.mjs';
import { provideChromium } from '../provision/chromium.mjs';
import { root } from '../provision/paths.mjs';
import { provideVscode } from '../provision/vscodeServer.mjs';
import { runMochaTwice } from './mocha.mjs';

export async function uiRing({ grep, files, env, engines, signal }) {
  await buildAll({ production: false });
  provideVscode();
  await provideChromium();
  const all = listFiles(path.join(root, 'test', 'ui')).filter((file) => file.endsWith('.test.ts'));
  return runMochaTwice({
    files: files ?? all,
    grep,
    env: { ...env, ...engines.env },
    signal,
    timeoutMs: 120_000,
    deadlineMs: 1_200_000,
  });
}
