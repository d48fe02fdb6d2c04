// Runs esbuild over the bundles of bundles.mjs, once or watching.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

/** Builds host and webviews; returns the absolute paths of the bundles written (source maps left out). */
export async function buildAll({ production }) {
  const files = await once(hostOptions({ production }));
  const webview = webviewOptions({ production });
  if (webview) {
    files.push(...(await once(webview)));
    copyCodicons();
    removeStrays(files);
  }
  return files;
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
    const context = await esbuild.context({ ...options, logLevel: 'info' });
    await context.watch();
  }
}

async function once(options) {
  try {
    const { metafile, warnings, outputFiles } = await esbuild.build({ ...options, write: false });
    await print(warnings, 'warning');
    assertOneFastElement(metafile);
    for (const { path: file, contents } of outputFiles) replaceFile(file, contents);
    return outputFiles.map(({ path: file }) => file).filter((file) => /\.(js|css)$/.test(file));
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

// What an earlier build left of a panel that is gone, or of a development build.
function removeStrays(files) {
  const folder = path.join(root, 'dist', 'webview');
  const wanted = new Set(files.flatMap((file) => [path.basename(file), `${path.basename(file)}.map`]));
  for (const name of readdirSync(folder)) {
    if (/\.(js|css)(\.map)?$/.test(name) && name !== 'codicon.css' && !wanted.has(name))
      rmSync(path.join(folder, name));
  }
}

async function print(messages, kind) {
  for (const text of await esbuild.formatMessages(messages, { kind, color: process.stderr.isTTY ?? false })) {
    console.error(text);
  }
}
