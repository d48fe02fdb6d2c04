// Serves a real VS Code to a browser, with settings, extensions and data of its own. Types are in serve.d.mts.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from '../provision/run.mjs';
import { provideVscode } from '../provision/vscodeServer.mjs';

const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  // Looking for open ports costs 3 to 5 % of a core all the time.
  'remote.autoForwardPorts': false,
  // The one that really ends the search for open ports in a browser's window, which costs 3 to 5 % of a core.
  'remote.autoForwardPortsSource': 'output',
};

/**
 * Starts the server; resolves once it listens to { url, port, work, userData, folder, log(), stop() }. `work` is a folder
 * of its own, removed by stop(). `install` names extension folders to treat as installed. What runs in it sees `env` and
 * nothing of VS Code variables that this process may have.
 */
export async function serveVscode({ version, port = 0, folder, install = [], settings = {}, env = process.env } = {}) {
  const vscode = provideVscode(version);
  const work = mkdtempSync(path.join(tmpdir(), 'dockhound-vscode-'));
  const place = (...names) => {
    const made = path.join(work, ...names);
    mkdirSync(made, { recursive: true });
    return made;
  };
  const userData = place('user-data');
  const user = place('user-data', 'User');
  const all = { ...quietSettings, ...settings };
  writeFileSync(path.join(user, 'settings.json'), JSON.stringify(all, null, 2));
  const extensions = place('extensions');
  for (const source of install) symlinkSync(source, path.join(extensions, path.basename(source)), 'junction');
  const logFile = path.join(work, 'server.log');
  const out = openSync(logFile, 'a');
  const child = spawn(
    process.execPath,
    [
      ...[path.join(import.meta.dirname, '..', 'provision', 'leash.mjs'), work, vscode.node, vscode.main],
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
      ...['--server-data-dir', place('server-data'), '--user-data-dir', userData, '--extensions-dir', extensions],
      ...['--telemetry-level', 'off', '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'],
      '--disable-getting-started-override',
    ],
    { cwd: work, stdio: ['pipe', out, out], env: serverEnv(env, place('tmp')) },
  );
  closeSync(out);
  child.stdin.on('error', () => child.stdin.destroy());
  const log = () => readFileSync(logFile, 'utf8');
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  const stop = async () => {
    child.stdin.end();
    await until(gone, "the end of VS Code's server");
    rmSync(work, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    const listening = await until(
      () => {
        if (gone()) throw Object.assign(new Error('it ended by itself'), { fatal: true });
        return /Extension host agent listening on (\d+)/.exec(log());
      },
      "VS Code's server",
      { timeoutMs: 60_000, pauseMs: 50 },
    );
    const url = `http://127.0.0.1:${listening[1]}/`;
    return { url, port: Number(listening[1]), work, userData, folder: folder ?? place('workspace'), log, stop };
  } catch (error) {
    const tail = log().trimEnd().split('\n').slice(-15).join('\n');
    await stop();
    throw new Error(`VS Code's server did not start: ${error.message}\n${tail}`);
  }
}

/**
 * Names extensions under development, and a suite to run inside the extension host, to a page before it loads VS Code.
 * This is what @vscode/test-web does; the address's payload parameter is ignored by newer servers.
 */
export async function developIn(page, server, { extensions, tests }) {
  const uri = (file) => ({ scheme: 'vscode-remote', authority: `127.0.0.1:${server.port}`, path: file });
  const options = { extensions: extensions.map(uri), ...(tests ? { extensionTestsPath: uri(tests) } : {}) };
  const script = readFileSync(path.join(import.meta.dirname, 'nameExtensions.browser.js'), 'utf8')
    .trim()
    .replace(/;$/, '');
  await page.addInitScript({ content: `(${script})(${JSON.stringify(options)});` });
}

/** The address of a folder in a served VS Code. */
export function workbenchUrl(server, folder = server.folder) {
  const payload = JSON.stringify([
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ]);
  return `${server.url}?${new URLSearchParams({ folder, payload })}`;
}

/** What Chromium needs to be told on a machine without a screen. */
export const chromiumArgs = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--force-color-profile=srgb', '--font-render-hinting=none'],
];

function serverEnv(env, temporary) {
  const own = Object.entries(env).filter(([name]) => !/^(VSCODE_|CODE_SERVER_|ELECTRON_)/.test(name));
  return {
    ...Object.fromEntries(own),
    TMPDIR: temporary,
    XDG_RUNTIME_DIR: temporary,
    // Take this environment as it is: a login shell's would bring the person's engine back.
    VSCODE_CLI: '1',
    // No marketplace to ask.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };
}
