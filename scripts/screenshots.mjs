// Makes the pictures of the README and the gallery: `npm run screenshots`. Starts private engines, creates the sample swarm,
// opens VS Code in a headless browser and takes each scene in a dark, a light and a high-contrast theme: docs/images/.
//
//   --only TEXT   only scenes whose name contains it (repeatable)
//   --keep        use engines that stay alive after the run; the next run with --keep starts at once
//   --name NAME   with --keep: which set of engines (see scripts/test.mjs)
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureNodeModules } from './provision/nodeModules.mjs';
import { createSample, writeSampleFolder } from './provision/sample.mjs';
import { keptEngines, ownEngines, whyNoEngines } from './rings/testEngines.mjs';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    keep: { type: 'boolean' },
    name: { type: 'string' },
  },
});

const endings = [];
const interruption = new AbortController();
const interrupted = new Promise((_, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      interruption.abort();
      reject(new Error(`${signal}: ending what was started`));
    });
  }
});

try {
  await Promise.race([takePictures(), interrupted]);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
for (const ending of endings.reverse()) {
  await ending().catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
}
// What an interrupt left under way (a download, a build) ends with this process.
process.exit();

async function takePictures() {
  const why = whyNoEngines();
  if (why) throw new Error(why);
  ensureNodeModules();
  const { buildAll } = await import('./build/run.mjs');
  await buildAll({ production: false });
  const starting = options.keep ? keptEngines({ name: options.name }) : ownEngines({ signal: interruption.signal });
  if (!options.keep) endings.push(async () => (await starting.catch(() => undefined))?.stop());
  const { engines } = await starting;
  await createSample(engines.manager, engines.worker);
  // The person's own engine and contexts stay out of the pictures.
  for (const name of Object.keys(process.env)) if (/^(DOCKER_|DOCKHOUND_TEST_)/.test(name)) delete process.env[name];
  const work = mkdtempSync(path.join(tmpdir(), 'dockhound-pictures-'));
  endings.push(async () => rmSync(work, { recursive: true, force: true }));
  const folder = path.join(work, 'shop');
  mkdirSync(folder);
  writeSampleFolder(folder);
  const { takeScenes } = await import('./screenshots/scenes.mjs');
  const wanted = (name) => !options.only || options.only.some((text) => name.includes(text));
  await takeScenes({ folder, work, engines, wanted, endings });
}
