// Puts a real VS Code, which a browser can open, into the cache: the server and web client that the npm package
// code-server carries. Nothing but the npm registry is asked, and nothing is compiled.
//
// Facts this rests on (seen with code-server 4.100.3 and 4.139.1): lib/vscode/out/server-main.js serves without the
// code-server wrapper; it loads only a part of the package's shrinkwrap; without @vscode/spdlog it writes no log files;
// its ripgrep would be downloaded from GitHub, while npm has one per platform.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from './nodeModules.mjs';
import { cacheFolder } from './paths.mjs';
import { runSync, say } from './run.mjs';

/** VS Code 1.100, the oldest that Dockhound supports. The newest that was tried is 4.139.1. */
const oldestVscode = '4.100.3';

// Bump when the recipe changes.
const recipeVersion = '1';

// What server, extension host, terminal host, file watcher and web page load, of all that the package names. Left out:
// proxy authentication, telemetry, sign-in, the agent host, and whatever is for Windows.
const loaded = [
  ...['@microsoft/1ds-core-js', 'cookie', 'minimist', 'ws', 'yauzl', 'yazl', '@vscode/proxy-agent', 'http-proxy-agent'],
  ...['https-proxy-agent', 'undici', 'vscode-regexpp', '@vscode/fs-copyfile', '@parcel/watcher', '@xterm/headless'],
  ...[
    '@xterm/addon-serialize',
    '@xterm/addon-unicode11',
    '@xterm/xterm',
    '@xterm/addon-clipboard',
    '@xterm/addon-image',
  ],
  ...[
    '@xterm/addon-ligatures',
    '@xterm/addon-progress',
    '@xterm/addon-search',
    '@xterm/addon-webgl',
    'vscode-textmate',
  ],
  ...['vscode-oniguruma', '@vscode/iconv-lite-umd', 'jschardet', '@vscode/tree-sitter-wasm', 'katex', 'tas-client'],
  ...['@vscode/vscode-languagedetection', 'tas-client-umd'],
];

/**
 * Resolves to { version, node, main, extensions }: the node program that VS Code's version wants, and its server's main
 * file. `version` is a version of code-server; 4.N is VS Code 1.N.
 */
export function provideVscode(version = process.env.DOCKHOUND_VSCODE ?? oldestVscode) {
  const folder = path.join(cacheFolder('vscode'), `${version}-r${recipeVersion}-${process.platform}-${process.arch}`);
  if (!existsSync(folder)) make(version, folder);
  const { node } = JSON.parse(readFileSync(path.join(folder, 'made.json'), 'utf8'));
  return {
    version,
    node: node === 'own' ? process.execPath : path.join(folder, 'node', 'bin', 'node'),
    main: path.join(folder, 'vscode', 'out', 'server-main.js'),
  };
}

function make(version, folder) {
  say(`fetching VS Code (code-server ${version}), once`);
  const work = `${folder}.${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    unpack(`code-server@${version}`, work, [
      ...['--exclude=*.map', '--exclude=package/lib/vscode/extensions/copilot'],
      ...[
        '--exclude=package/lib/vscode/extensions/mermaid-markdown-features',
        'package/lib/vscode',
        'package/package.json',
      ],
    ]);
    renameSync(path.join(work, 'package', 'lib', 'vscode'), path.join(work, 'vscode'));
    const wanted = JSON.parse(readFileSync(path.join(work, 'package', 'package.json'), 'utf8')).engines.node;
    const major = /\d+/.exec(wanted)[0];
    const own = process.versions.node.split('.')[0] === major;
    if (!own) provideNode(major, work);
    provideModules(work);
    writeFileSync(path.join(work, 'made.json'), JSON.stringify({ version, node: own ? 'own' : major }));
    rmSync(path.join(work, 'package'), { recursive: true });
    renameSync(work, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

// VS Code's newer versions use syntax that older node cannot parse; npm carries node itself.
function provideNode(major, work) {
  const name = `node-${process.platform}-${process.arch}`;
  const target = path.join(work, 'node');
  mkdirSync(path.join(target, 'bin'), { recursive: true });
  const from = path.join(work, 'fetched-node');
  mkdirSync(from);
  writeFileSync(path.join(from, 'package.json'), '{"private":true}');
  npm(['install', ...quiet, '--no-package-lock', `${name}@${major}`], { cwd: from });
  renameSync(path.join(from, 'node_modules', name, 'bin', 'node'), path.join(target, 'bin', 'node'));
  rmSync(from, { recursive: true });
}

function provideModules(work) {
  const vscode = path.join(work, 'vscode');
  const deps = path.join(work, 'deps');
  mkdirSync(deps);
  writeLock(JSON.parse(readFileSync(path.join(vscode, 'npm-shrinkwrap.json'), 'utf8')).packages, deps);
  // The shrinkwrap lacks a peer dependency.
  npm(['ci', ...quiet, '--legacy-peer-deps', '--omit=dev'], { cwd: deps });
  renameSync(path.join(deps, 'node_modules'), path.join(vscode, 'node_modules'));
  rmSync(deps, { recursive: true });
  const modules = path.join(vscode, 'node_modules');
  // VS Code 1.100 names a version of node-pty without a prebuilt binary; this one has it, and the same interface.
  unpack('node-pty@1.2.0-beta.12', path.join(modules, 'node-pty'), ['--strip-components=1']);
  standIns(modules);
  symlinkSync('node_modules', path.join(vscode, 'node_modules.asar'));
}

// A lock file of only what is loaded, at the versions and hashes of VS Code's own shrinkwrap.
function writeLock(packages, folder) {
  const keep = new Map();
  const visit = (key) => {
    if (key === undefined || keep.has(key)) return;
    keep.set(key, packages[key]);
    const { dependencies, optionalDependencies } = packages[key];
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) visit(locate(packages, key, name));
  };
  const roots = loaded.filter((name) => packages[`node_modules/${name}`]);
  for (const name of roots) visit(`node_modules/${name}`);
  const dependencies = Object.fromEntries(roots.map((name) => [name, packages[`node_modules/${name}`].version]));
  const manifest = { name: 'vscode-server-modules', version: '0.0.0', private: true, dependencies };
  const lock = {
    ...manifest,
    lockfileVersion: 3,
    requires: true,
    packages: { '': manifest, ...Object.fromEntries(keep) },
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock));
}

// Node's own rule: the nearest node_modules on the way up.
function locate(packages, from, name) {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    const key = base === '' ? `node_modules/${name}` : `${base}/node_modules/${name}`;
    if (packages[key]) return key;
    if (base === '') return undefined;
  }
}

function standIns(modules) {
  const put = (name, text) => {
    const folder = path.join(modules, name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: 'index.js' }));
    writeFileSync(path.join(folder, 'index.js'), text);
    return folder;
  };
  for (const name of ['@vscode/ripgrep', '@vscode/ripgrep-universal']) {
    const folder = put(name, 'exports.rgPath = require("node:path").join(__dirname, "rg", "bin", "rg");\n');
    unpack(`@vscode/ripgrep-${process.platform}-${process.arch}@1.18.0`, path.join(folder, 'rg'), [
      '--strip-components=1',
    ]);
  }
  const watchdog = 'exports.start = () => undefined;\nexports.exit = (code) => process.reallyExit(code || 0);\n';
  for (const name of ['native-watchdog', '@vscode/native-watchdog']) put(name, watchdog);
  put('@vscode/spdlog', readFileSync(path.join(import.meta.dirname, 'plainLog.cjs'), 'utf8'));
}

const quiet = ['--ignore-scripts', '--no-fund', '--no-audit', '--no-update-notifier', '--loglevel=error'];

function unpack(spec, folder, tarArgs) {
  const work = `${folder}.fetch`;
  mkdirSync(work, { recursive: true });
  mkdirSync(folder, { recursive: true });
  const [{ filename }] = JSON.parse(npm(['pack', spec, '--json', '--loglevel=error'], { cwd: work }));
  runSync('tar', ['-xzf', path.join(work, filename), '-C', folder, '--no-same-owner', ...tarArgs]);
  rmSync(work, { recursive: true });
}
