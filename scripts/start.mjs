// Shows Dockhound at work: `npm start`. Installs what is missing, builds, finds the Docker Engine or provides a private one
// with a sample swarm that has two broken services in it, and opens VS Code: the desktop editor where there is one, else
// VS Code in the browser at a printed address. Ctrl-C ends everything that it started.
//
//   --sample      the private sample swarm, even where there is an engine
//   --browser     VS Code in the browser, even where there is a desktop editor
//   --port N      the port of that address (default 3333)
//   --no-open     print the address and do not open it
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { serveVscode } from './editor/serve.mjs';
import { startEngines, whyNoEngines } from './provision/engines.mjs';
import { findEngine } from './provision/findEngine.mjs';
import { ensureNodeModules } from './provision/nodeModules.mjs';
import { root } from './provision/paths.mjs';
import { say, which } from './provision/run.mjs';
import { createSample, writeSampleFolder } from './provision/sample.mjs';

const { values: options } = parseArgs({
  options: {
    sample: { type: 'boolean' },
    browser: { type: 'boolean' },
    port: { type: 'string', default: '3333' },
    'no-open': { type: 'boolean' },
  },
});

const endings = [];
let ended;
const interruption = new AbortController();
const interrupted = new Promise((done) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      interruption.abort();
      done();
    });
  }
});

try {
  await Promise.race([show(), interrupted]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await end();
}
// What was under way when Ctrl-C came (a download, a build) ends with this process.
process.exit();

async function show() {
  ensureNodeModules();
  const { buildAll } = await import('./build/run.mjs');
  await buildAll({ production: false });
  const env = { ...process.env, ...(await engineEnv()) };
  const folder = mkdtempSync(path.join(tmpdir(), 'dockhound-shop-'));
  endings.push(async () => rmSync(folder, { recursive: true, force: true }));
  writeSampleFolder(folder);
  const desktop = options.browser ? undefined : desktopEditor();
  if (desktop) await inDesktop(desktop, folder, env);
  else await inBrowser(folder, env);
}

async function engineEnv() {
  const found = options.sample ? undefined : await findEngine();
  if (found) {
    say(`using the engine at ${found}`);
    return {};
  }
  const why = whyNoEngines();
  if (why)
    throw new Error(
      `No Docker Engine answers, and a private one cannot be provided: ${why} Start Docker, then try again.`,
    );
  say('no engine found: providing a private one with a sample swarm');
  const starting = startEngines({ signal: interruption.signal });
  endings.push(async () => (await starting.catch(() => undefined))?.stop());
  const engines = await starting;
  await createSample(engines.manager, engines.worker);
  // Everything that would lead somewhere else is taken out of the editor's environment.
  const others = ['DOCKER_CONTEXT', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH'].map((name) => [name, undefined]);
  return { ...Object.fromEntries(others), DOCKER_HOST: engines.manager.url };
}

function desktopEditor() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined;
  if (process.platform === 'darwin') {
    const inside = '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code';
    return which('code') ?? (existsSync(inside) ? inside : undefined);
  }
  return which('code');
}

async function inDesktop(code, folder, env) {
  say('opening VS Code; close its window, or press Ctrl-C, to end');
  const args = ['--new-window', '--wait', `--extensionDevelopmentPath=${root}`, folder];
  const editor = spawn(code, args, { stdio: 'inherit', env, shell: process.platform === 'win32' });
  await new Promise((resolve, reject) => {
    editor.once('error', reject);
    editor.once('exit', resolve);
  });
}

async function inBrowser(folder, env) {
  if (process.platform === 'win32')
    throw new Error('Install VS Code, with its command `code` in the PATH, then try again.');
  const server = await serveVscode({ port: Number(options.port), folder, install: [root], env });
  endings.push(() => server.stop());
  const url = `${server.url}?${new URLSearchParams({ folder })}`;
  console.log(`\n  Dockhound in VS Code: ${url}\n\n  Ctrl-C ends it and everything it started.\n`);
  if (!options['no-open']) openAddress(url);
  await new Promise((resolve) => {
    endings.push(async () => resolve());
  });
}

function openAddress(url) {
  const opener = process.platform === 'darwin' ? 'open' : which('xdg-open');
  if (!opener || (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)) return;
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', (error) => say(`the browser could not be opened: ${error.message}`))
    .unref();
}

function end() {
  ended ??= (async () => {
    if (endings.length > 0) say('ending what was started');
    for (const ending of endings.reverse()) {
      await ending().catch((error) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
      });
    }
  })();
  return ended;
}
