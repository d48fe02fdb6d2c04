// Bundles the extension and its webviews into dist/. Options: --production (minified, no source maps), --watch.
import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './build/bundles.mjs';
import { ensureNodeModules } from './provision/nodeModules.mjs';

const { values } = parseArgs({ options: { production: { type: 'boolean' }, watch: { type: 'boolean' } } });

try {
  ensureNodeModules();
  const { buildAll, watchAll } = await import('./build/run.mjs');
  const production = values.production ?? false;
  if (values.watch) {
    await watchAll({ production });
    console.log('Watching for changes; Ctrl-C ends it.');
  } else {
    for (const file of (await buildAll({ production })).files) {
      const { size } = statSync(file);
      console.log(`${path.relative(root, file)}  ${(size / 1000).toFixed(1)} kB`);
    }
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
