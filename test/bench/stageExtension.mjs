// Puts the extensions that are compared into folders, as they would be installed, behind a door that times their activation.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { hostOptions, webviewOptions } from '../../scripts/build/bundles.mjs';
import { root } from '../../scripts/provision/paths.mjs';

/** Dockhound, built for production; dist/ of the clone stays as it is, so that others may build meanwhile. */
export async function stageDockhound(folder) {
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(root, 'media'), path.join(folder, 'media'), { recursive: true });
  const host = hostOptions({ production: true, folder: path.join(folder, 'dist') });
  const { outputFiles } = await esbuild.build({ ...host, write: false });
  for (const { path: file, contents } of outputFiles) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
  await esbuild.build({ ...webviewOptions({ production: true }), outdir: path.join(folder, 'dist', 'webview') });
  putDoor(folder, JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
}

export function stageMinimal(folder) {
  const source = path.join(import.meta.dirname, 'minimal');
  cpSync(source, folder, { recursive: true });
  putDoor(folder, JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8')));
}

// Times are noted in memory and written down later, so that the note costs the activation nothing.
function putDoor(folder, manifest) {
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ ...manifest, main: './timed.js' }));
  const door = `const { appendFileSync } = require('node:fs');
exports.activate = (context) => {
  const cpu = process.cpuUsage();
  const began = performance.now();
  const extension = require(${JSON.stringify(manifest.main)});
  const loaded = performance.now();
  const api = extension.activate(context);
  const done = performance.now();
  const { user, system } = process.cpuUsage(cpu);
  const note = { name: ${JSON.stringify(manifest.name)}, loadMs: loaded - began, activateMs: done - loaded, cpuMs: (user + system) / 1000 };
  const file = process.env.DOCKHOUND_BENCH_ACTIVATIONS;
  if (file) setTimeout(() => appendFileSync(file, JSON.stringify(note) + '\\n'), 1000);
  return api;
};
`;
  writeFileSync(path.join(folder, 'timed.js'), door);
}
