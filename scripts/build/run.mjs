// Runs esbuild over the bundles of bundles.mjs, once or watching.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import {
  assertOneFastElement,
  copyCodicons,
  hostOptions,
  root,
  vscodeTestOptions,
  webviewOptions,
} from './bundles.mjs';

/**
 * Builds host and webviews. `files` are the absolute paths of the bundles written (source maps left out), `activation`
 * those of them that are loaded when the extension is activated.
 */
export async function buildAll({ production }) {
  const host = await once(hostOptions({ production }));
  const files = [...host.files];
  const webview = webviewOptions({ production });
  if (webview) {
    files.push(...(await once(webview)).files);
    copyCodicons();
    removeStrays('webview', files, 0);
  }
  removeStrays('host', files, production ? 0 : dayMs);
  return { files, activation: loadedAtOnce(host.metafile, 'dist/extension.js').map((file) => path.join(root, file)) };
}

/** Bundles the tests for the extension host; returns the file to hand to it, or undefined when there are no tests. */
export async function buildVscodeTests() {
  const options = vscodeTestOptions();
  if (!options) return undefined;
  await once(options);
  return options.outfile;
}

export async function watchAll({ production }) {
  const all = [hostOptions({ production }), webviewOptions({ production })].filter((options) => options !== undefined);
  copyCodicons();
  for (const options of all) {
    const plugins = [...(options.plugins ?? []), writer()];
    const context = await esbuild.context({ ...options, plugins, write: false, logLevel: 'info' });
    await context.watch();
  }
}

function writer() {
  return {
    name: 'writer',
    setup(build) {
      build.onEnd(({ outputFiles = [] }) => {
        for (const { path: file, contents } of outputFiles) replaceFile(file, contents);
      });
    },
  };
}

async function once(options) {
  try {
    const { metafile, warnings, outputFiles } = await esbuild.build({ ...options, write: false });
    await print(warnings, 'warning');
    assertOneFastElement(metafile);
    for (const { path: file, contents } of outputFiles) replaceFile(file, contents);
    return { files: outputFiles.map(({ path: file }) => file).filter((file) => /\.(js|css)$/.test(file)), metafile };
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    await print(error.errors, 'error');
    throw new Error(`The bundle has ${error.errors.length} error(s), see above.`);
  }
}

// In one step, and only when it is another: an editor of a run beside this one may be reading it.
function replaceFile(file, contents) {
  if (existsSync(file) && readFileSync(file).equals(contents)) return;
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, contents);
  renameSync(draft, file);
}

/** The file and all that it imports before it runs, and so on. */
export function loadedAtOnce({ outputs }, file, seen = []) {
  if (seen.includes(file) || !outputs[file]) return seen;
  seen.push(file);
  for (const { path: next, kind } of outputs[file].imports) {
    if (kind === 'import-statement') loadedAtOnce({ outputs }, next, seen);
  }
  return seen;
}

const dayMs = 86_400_000;

// What an earlier build left of a panel or a chunk that is gone. An editor of a run beside this one may still need a young one.
function removeStrays(part, files, minimumAgeMs) {
  const folder = path.join(root, 'dist', part);
  if (!existsSync(folder)) return;
  const isOld = (file) => Date.now() - statSync(path.join(folder, file)).mtimeMs >= minimumAgeMs;
  const wanted = new Set(files.flatMap((file) => [path.basename(file), `${path.basename(file)}.map`]));
  for (const name of readdirSync(folder)) {
    if (/\.(js|css)(\.map)?$/.test(name) && name !== 'codicon.css' && !wanted.has(name) && isOld(name))
      rmSync(path.join(folder, name));
  }
}

async function print(messages, kind) {
  for (const text of await esbuild.formatMessages(messages, { kind, color: process.stderr.isTTY ?? false })) {
    console.error(text);
  }
}
