// The ui ring: Playwright drives a real VS Code in a browser, against real engines.
import path from 'node:path';
import { listFiles } from '../build/bundles.mjs';
import { buildAll } from '../build/run.mjs';
import { provideChromium } from '../provision/chromium.mjs';
import { root } from '../provision/paths.mjs';
import { provideVscode } from '../provision/vscodeServer.mjs';
import { runEachFile } from './eachFile.mjs';
import { runMochaTwice } from './mocha.mjs';

const limits = { timeoutMs: 120_000, deadlineMs: 1_200_000 };

/** On engines of this run alone each file begins with nothing on them; `moreEngines` says that these are such. */
export async function uiRing({ grep, files, env, engines, moreEngines, signal }) {
  await buildAll({ production: false });
  provideVscode();
  await provideChromium();
  const all = listFiles(path.join(root, 'test', 'ui')).filter((file) => file.endsWith('.test.ts'));
  if (files || grep || !moreEngines) {
    return runMochaTwice({ ...limits, files: files ?? all, grep, env: { ...env, ...engines.env }, signal });
  }
  const total = { passed: 0, failed: 0, skipped: 0 };
  await runEachFile(all, total, { ...limits, engines, env, signal });
  return total;
}
