// Runs esbuild over the bundles of bundles.mjs, once or watching.
import path from 'node:path';
import * as esbuild from 'esbuild';
import {
  assertOneFastElement,
  clearDist,
  copyCodicons,
  hostOptions,
  root,
  vscodeTestOptions,
  webviewOptions,
} from './bundles.mjs';

/** Builds host and webviews; returns the absolute paths of the bundles written (source maps left out). */
export async function buildAll({ production }) {
  clearDist('extension.js', 'extension.js.map', 'webview');
  const files = await once(hostOptions({ production }));
  const webview = webviewOptions({ production });
  if (webview) {
    files.push(...(await once(webview)));
    copyCodicons();
  }
  return files;
}

/** Bundles the tests for the extension host; returns the file to hand to it, or undefined when there are no tests. */
export async function buildVscodeTests() {
  const options = vscodeTestOptions();
  if (!options) return undefined;
  clearDist('test/vscode');
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
    const { metafile, warnings } = await esbuild.build(options);
    await print(warnings, 'warning');
    assertOneFastElement(metafile);
    return Object.keys(metafile.outputs)
      .filter((file) => /\.(js|css)$/.test(file))
      .map((file) => path.join(root, file));
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    await print(error.errors, 'error');
    throw new Error(`The bundle has ${error.errors.length} error(s), see above.`);
  }
}

async function print(messages, kind) {
  for (const text of await esbuild.formatMessages(messages, { kind, color: process.stderr.isTTY ?? false })) {
    console.error(text);
  }
}
