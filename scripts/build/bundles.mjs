// The esbuild settings of everything that is bundled: the extension host, the webview panels and the tests inside VS Code.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { commonJsChunks, keepCoreTogether } from './hostChunks.mjs';

export const root = path.resolve(import.meta.dirname, '../..');
const dist = path.join(root, 'dist');

/**
 * The extension as esbuild options: `extension.js`, and in `host/` what several of its parts share and what each
 * `import()` brings when it is first needed. Call with `write: false`, and write the output files.
 */
export function hostOptions({ production, folder = dist }) {
  return {
    ...common(production),
    // Kept in the file, since it has to come through the second pass (hostChunks.mjs).
    sourcemap: production ? false : 'inline',
    entryPoints: { extension: needed('src/extension.ts') },
    outdir: folder,
    chunkNames: 'host/[name]-[hash]',
    ...node,
    format: 'esm',
    splitting: true,
    plugins: [leaveOutUnused(), shareVscode(), keepCoreTogether('src/extension.ts'), commonJsChunks({ production })],
  };
}

/** Another program made of the host's code, in one file. */
export function programOptions({ entry, outfile }) {
  return { ...common(true), entryPoints: [entry], outfile, ...node, plugins: [leaveOutUnused(), shareVscode()] };
}

/** One bundle per webview/<panel>/main.ts that exists; undefined when there is none yet. */
export function webviewOptions({ production }) {
  const panels = webviewPanels();
  if (panels.length === 0) return undefined;
  return {
    ...common(production),
    entryPoints: Object.fromEntries(panels.map((panel) => [panel, path.join(root, 'webview', panel, 'main.ts')])),
    outdir: path.join(dist, 'webview'),
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    tsconfig: path.join(root, 'webview', 'tsconfig.json'),
    loader: { '.ttf': 'file', '.svg': 'text' },
    assetNames: '[name]',
  };
}

/** The tests that run inside the extension host, in one CommonJS file; undefined when there is none yet. */
export function vscodeTestOptions() {
  const entries = listFiles(path.join(root, 'test', 'vscode')).filter((file) => /\.test\.ts$/.test(file));
  if (entries.length === 0) return undefined;
  return {
    ...common(false),
    entryPoints: [needed('test/vscode/index.ts')],
    outfile: path.join(dist, 'test', 'vscode', 'index.js'),
    ...node,
    external: ['vscode', 'mocha'],
    tsconfig: path.join(root, 'test', 'tsconfig.json'),
    plugins: [leaveOutUnused(), everyTest(entries)],
  };
}

export function webviewPanels() {
  const folder = path.join(root, 'webview');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, 'main.ts')))
    .map((entry) => entry.name)
    .sort();
}

export function copyCodicons() {
  const from = path.join(root, 'node_modules', '@vscode', 'codicons', 'dist');
  const to = path.join(dist, 'webview');
  mkdirSync(to, { recursive: true });
  for (const name of ['codicon.css', 'codicon.ttf']) copyFileSync(path.join(from, name), path.join(to, name));
}

/**
 * Fails when a bundle holds two copies of @microsoft/fast-element: the toolkit's controls would register with one and be
 * styled through the other, and stay bare.
 */
export function assertOneFastElement(metafile) {
  const copies = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const found = /^(.*@microsoft\/fast-element)\//.exec(input);
    if (found) copies.add(found[1]);
  }
  if (copies.size > 1) {
    throw new Error(`Two copies of @microsoft/fast-element are bundled, keep one: ${[...copies].join(', ')}`);
  }
}

export function listFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

const node = {
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  mainFields: ['module', 'main'],
};

function common(production) {
  return {
    absWorkingDir: root,
    bundle: true,
    metafile: true,
    minify: production,
    sourcemap: production ? false : 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
  };
}

function needed(relative) {
  const file = path.join(root, relative);
  if (!existsSync(file)) throw new Error(`${relative} is missing: there is nothing to bundle.`);
  return file;
}

// Each file that imports `* as vscode` would get a copy of the whole API, made name by name when the bundle is loaded: a
// fifth of the time until activation (docs/speed.md). Behind one module of plain exports only the names in use remain.
function shareVscode() {
  return {
    name: 'share-vscode',
    setup(build) {
      build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
        namespace === 'shared-vscode'
          ? { path: 'vscode', external: true }
          : { path: 'vscode', namespace: 'shared-vscode' },
      );
      build.onLoad({ filter: /.*/, namespace: 'shared-vscode' }, () => {
        const types = readFileSync(path.join(root, 'node_modules', '@types', 'vscode', 'index.d.ts'), 'utf8');
        const found = types.matchAll(/^\texport (?:abstract )?(?:class|enum|namespace|function|const) (\w+)/gm);
        const names = [...new Set([...found].map(([, name]) => name))];
        const lines = names.map((name) => `export const ${name} = /* @__PURE__ */ (() => api.${name})();`);
        return { contents: ["const api = require('vscode');", ...lines].join('\n'), loader: 'js' };
      });
    },
  };
}

// dockerode reaches for SSH and BuildKit support, which brings native code and gRPC. Dockhound has its own SSH transport
// and builds nothing, so each of these becomes a module that says so when it is used.
const unused = /^(cpu-features|ssh2|@grpc\/grpc-js|@grpc\/proto-loader|protobufjs)(\/.*)?$|\.node$/;

function leaveOutUnused() {
  return {
    name: 'leave-out-unused',
    setup(build) {
      build.onResolve({ filter: unused }, (args) => ({ path: args.path, namespace: 'left-out' }));
      build.onLoad({ filter: /.*/, namespace: 'left-out' }, (args) => ({
        contents: `const absent = () => { throw new Error(${JSON.stringify(`${args.path} is left out of this bundle.`)}); };
module.exports = new Proxy(absent, { get: (_, name) => (name === '__esModule' ? undefined : absent), construct: absent });`,
        loader: 'js',
      }));
    },
  };
}

// test/vscode/index.ts imports "all-tests"; the list of test files is only known here.
function everyTest(entries) {
  return {
    name: 'every-test',
    setup(build) {
      build.onResolve({ filter: /^all-tests$/ }, () => ({ path: 'all-tests', namespace: 'all-tests' }));
      build.onLoad({ filter: /.*/, namespace: 'all-tests' }, () => ({
        contents: entries.map((file) => `require(${JSON.stringify(file)});`).join('\n'),
        resolveDir: root,
        loader: 'js',
      }));
    },
  };
}
