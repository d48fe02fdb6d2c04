// Lets esbuild split the extension into chunks, which it does for ES modules only, and makes each of them CommonJS: so a
// command's code is read when the command is first run, and a class is still the same class everywhere.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';

/** For a build with `write: false`, whose output files it replaces. */
export function commonJsChunks({ production }) {
  return {
    name: 'commonjs-chunks',
    setup(build) {
      build.onEnd(async (result) => {
        if (result.errors.length > 0 || !result.outputFiles) return;
        result.outputFiles = await Promise.all(result.outputFiles.map((file) => converted(file, production)));
      });
    },
  };
}

async function converted({ path: file, text }, production) {
  const { code } = await esbuild.transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    // A chunk is fetched by `require`, which is quicker than the loader of modules and knows the module `vscode`.
    supported: { 'dynamic-import': false },
    minify: production,
    sourcemap: production ? false : 'inline',
    sourcesContent: false,
    sourcefile: path.basename(file),
    legalComments: 'none',
    logLevel: 'silent',
  });
  return { path: file, contents: Buffer.from(code), text: code };
}

/**
 * esbuild makes a chunk for each set of parts that share code, which would cut the core into some thirty files. A part that
 * is loaded later needs the core anyway; saying so in each puts the core into one file.
 */
export function keepCoreTogether(entry) {
  return {
    name: 'keep-core-together',
    setup(build) {
      const { absWorkingDir } = build.initialOptions;
      build.onResolve({ filter: /^\./ }, async ({ path: wanted, kind, importer, resolveDir, pluginData }) => {
        if (kind !== 'dynamic-import' || pluginData?.asked) return undefined;
        const found = await build.resolve(wanted, { kind, importer, resolveDir, pluginData: { asked: true } });
        return { ...found, pluginData: { isLater: true } };
      });
      build.onLoad({ filter: /\.ts$/ }, async ({ path: file, pluginData }) => {
        if (!pluginData?.isLater) return undefined;
        const core = path.relative(path.dirname(file), path.join(absWorkingDir, entry)).replaceAll(path.sep, '/');
        return { contents: `${await readFile(file, 'utf8')}\nimport ${JSON.stringify(core)};\n`, loader: 'ts' };
      });
    },
  };
}
