// The vscode ring: one mocha suite inside the extension host of a real VS Code. On a desktop that is the editor itself,
// through @vscode/test-electron; elsewhere VS Code's server with a headless browser as its window.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildAll, buildVscodeTests } from '../build/run.mjs';
import { chromiumArgs, developIn, serveVscode, workbenchUrl } from '../editor/serve.mjs';
import { provideChromium } from '../provision/chromium.mjs';
import { root } from '../provision/paths.mjs';
import { say, sleep } from '../provision/run.mjs';

const deadlineMs = 600_000;

/**
 * A suite with a failure is run whole again, in a window of its own, as in the other rings on real parts; its second outcome
 * counts.
 */
export async function vscodeRing(run) {
  const first = await runSuites(run);
  const again = [...new Set(first.failures ?? [])];
  if (again.length === 0 || run.signal?.aborted) return first;
  console.log(`\n↻ run again: ${again.join(', ')}\n`);
  const escaped = again.map((title) => title.replace(/[/\\^$*+?.()|[\]{}]/g, '\\$&'));
  const second = await runSuites({ ...run, grep: `/^(?:${escaped.join('|')})/` });
  const mended = second.failed < first.failed ? first.failed - second.failed : 0;
  return { passed: first.passed + mended, failed: second.failed, skipped: first.skipped };
}

async function runSuites({ grep, env, engines }) {
  await buildAll({ production: false });
  const tests = await buildVscodeTests();
  if (!tests) throw new Error('There is no test in test/vscode.');
  const work = mkdtempSync(path.join(tmpdir(), 'dockhound-suite-'));
  const files = { counts: path.join(work, 'counts.json'), output: path.join(work, 'output.txt') };
  writeFileSync(files.output, '');
  const suiteEnv = {
    ...env,
    ...engines.env,
    DOCKER_HOST: engines.env.DOCKHOUND_TEST_MANAGER,
    DOCKHOUND_COUNTS: files.counts,
    DOCKHOUND_OUTPUT: files.output,
    ...(grep ? { DOCKHOUND_GREP: grep } : {}),
  };
  const printer = follow(files.output);
  try {
    await (hasDesktop() ? inDesktop(tests, suiteEnv) : inBrowser(tests, suiteEnv, files));
    if (!existsSync(files.counts)) throw new Error('The suite did not come to its end.');
    return JSON.parse(readFileSync(files.counts, 'utf8'));
  } finally {
    printer.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

/** DOCKHOUND_EDITOR (desktop or browser) decides; else whether this machine has a screen to show an editor on. */
export function hasDesktop() {
  const wish = process.env.DOCKHOUND_EDITOR;
  if (wish) return wish === 'desktop';
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) && !process.env.CI && process.getuid() !== 0;
}

async function inDesktop(tests, env) {
  const { runTests } = await import('@vscode/test-electron');
  const launchArgs = ['--disable-extensions', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'];
  await runTests({
    version: '1.100.3',
    extensionDevelopmentPath: root,
    extensionTestsPath: tests,
    extensionTestsEnv: env,
    launchArgs,
  }).catch((error) => say(`VS Code ended with: ${error.message}`));
}

// The outcome is what the suite wrote down. Both other signals lie: the window reports success when the extension host
// was killed, and the server reports success when tests failed.
async function inBrowser(tests, env, files) {
  const { chromium } = await import('playwright-core');
  const executablePath = await provideChromium();
  const server = await serveVscode({ env });
  let browser;
  try {
    browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArgs });
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await developIn(page, server, { extensions: [root], tests });
    await page.goto(workbenchUrl(server), { waitUntil: 'domcontentloaded' });
    const end = Date.now() + deadlineMs;
    while (!existsSync(files.counts)) {
      const gone = /Extension Host Process exited with code: .*/.exec(server.log());
      if (gone && !existsSync(files.counts)) throw new Error(`The extension host ended before the suite: ${gone[0]}`);
      if (Date.now() > end) throw new Error(`The suite did not end within ${deadlineMs / 1000} s.`);
      await sleep(100);
    }
  } catch (error) {
    console.error(`VS Code's server said last:\n${server.log().trimEnd().split('\n').slice(-15).join('\n')}`);
    throw error;
  } finally {
    await browser?.close();
    await server.stop();
  }
}

// Prints what the suite writes, as it comes.
function follow(file) {
  let printed = 0;
  const print = () => {
    const text = readFileSync(file);
    process.stdout.write(text.subarray(printed));
    printed = text.length;
  };
  const timer = setInterval(print, 200);
  return {
    stop: () => {
      clearInterval(timer);
      print();
    },
  };
}
