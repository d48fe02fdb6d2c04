// Measures speed and size: `npm run bench`. Every figure stands beside a reference of the same run, since machines differ
// and are busy. docs/speed.md says what is measured and how.
//
//   --quick         small sizes, one sample each: whether everything still runs; its figures mean nothing
//   --part NAME     only this part (repeatable): windows, streams, package, exec, trees, swarm, stats, burst
//   --only NAMES    of the windows only these, with commas: changes,storm,idle (opening and activation are always measured)
//   --write         put the figures into docs/performance.md, beside those of parts that are not measured now
//   --keep NAME     use engines of that name, which stay alive after the run; what they hold is removed
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cellsOf, writePage } from './bench/performancePage.mjs';
import { ensurePrograms } from './provision/apt.mjs';
import { ensureNodeModules } from './provision/nodeModules.mjs';
import { cacheFolder, root } from './provision/paths.mjs';
import { run, say } from './provision/run.mjs';
import { endChildren, ownedChild } from './rings/children.mjs';
import { keptEngines, ownEngines, whyNoEngines } from './rings/testEngines.mjs';

const parts = {
  package: packagePart,
  streams: streamsPart,
  exec: execPart,
  trees: treesPart,
  swarm: swarmPart,
  stats: statsPart,
  burst: burstPart,
  windows: windowsPart,
};

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    part: { type: 'string', multiple: true },
    only: { type: 'string' },
    keep: { type: 'string' },
    write: { type: 'boolean' },
  },
});

const work = mkdtempSync(path.join(tmpdir(), 'dockhound-bench-'));
const out = path.join(work, 'figures.jsonl');
let engines;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, endChildren);

try {
  const unknown = (options.part ?? []).filter((name) => !(name in parts));
  if (unknown.length > 0)
    throw new Error(`No part called ${unknown.join(', ')}; there are: ${Object.keys(parts).join(', ')}.`);
  ensureNodeModules();
  writeFileSync(out, '');
  for (const [name, measure] of Object.entries(parts)) {
    if (options.part && !options.part.includes(name)) continue;
    say(`measuring ${name}`);
    await measure();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  tell();
  if (!options.keep) await engines?.stop();
  rmSync(work, { recursive: true, force: true });
}

/** Sizes of what is shipped. */
async function packagePart() {
  const { stageDockhound } = await import('../test/bench/stageExtension.mjs');
  const folder = path.join(work, 'sized', 'dockhound');
  await stageDockhound(folder);
  const kilobytes = (...names) => statSync(path.join(folder, 'dist', ...names)).size / 1000;
  const host = await hostFiles();
  const sum = (files) => files.reduce((all, file) => all + kilobytes(file), 0);
  const group = 'size';
  report({
    group,
    what: 'code loaded at activation, minified',
    unit: 'kB',
    value: sum(host.activation),
    target: 'under 700 kB',
  });
  report({ group, what: 'all code of the extension host, minified', unit: 'kB', value: sum(host.all) });
  const { webviewPanels } = await import('./build/bundles.mjs');
  for (const panel of webviewPanels()) {
    report({
      group,
      what: `dist/webview/${panel}.js, minified`,
      unit: 'kB',
      value: kilobytes('webview', `${panel}.js`),
    });
  }
  const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const files = (await run(process.execPath, [vsce, 'ls', '--no-dependencies'], { cwd: root })).trim().split('\n');
  const alien = files.filter((name) => name.endsWith('.node') || name.includes('node_modules/'));
  const what = `native or node_modules files among the ${files.length} of the package`;
  report({ group, what, unit: '', value: alien.length, target: '0' });
}

async function streamsPart() {
  await ensurePrograms(['curl', 'docker']);
  await node(['--expose-gc', await bundled('logDesk')]);
  await node(['--expose-gc', await bundled('streams')], await engineEnv());
}

async function execPart() {
  await ensurePrograms(['docker', 'ssh']);
  await node([await bundled('remoteExec')], await engineEnv());
}

/** Bundled as the extension is: a test runner's transpiler would slow the inner loops down. */
async function bundled(name) {
  const esbuild = await import('esbuild');
  const { programOptions } = await import('./build/bundles.mjs');
  const outfile = path.join(work, `${name}.cjs`);
  await esbuild.build(programOptions({ entry: path.join(root, 'test', 'bench', `${name}.ts`), outfile }));
  return outfile;
}

async function treesPart() {
  await node([await bundled('trees')]);
}

async function swarmPart() {
  await ensurePrograms(['curl']);
  const stage = await stageWindows();
  await node(['--import', 'tsx', path.join(root, 'test', 'bench', 'swarm.ts')], { DOCKHOUND_BENCH_STAGE: stage });
}

async function statsPart() {
  await ensurePrograms(['docker']);
  const env = { DOCKHOUND_BENCH_STAGE: await stageWindows(), ...(await engineEnv()) };
  await node(['--import', 'tsx', path.join(root, 'test', 'bench', 'stats.ts')], env);
}

async function burstPart() {
  const env = { DOCKHOUND_BENCH_STAGE: await stageWindows(), ...(await engineEnv()) };
  await node(['--import', 'tsx', path.join(root, 'test', 'bench', 'logBurst.ts')], env);
}

/** Provides an editor, and the extensions as they are shipped; resolves to the folder that holds them. */
async function stageWindows() {
  if (process.platform !== 'linux') throw new Error('The windows are measured on Linux only: CPU is read from /proc.');
  const { stageDockhound, stageMinimal } = await import('../test/bench/stageExtension.mjs');
  const { provideChromium } = await import('./provision/chromium.mjs');
  const { provideVscode } = await import('./provision/vscodeServer.mjs');
  await provideChromium();
  provideVscode();
  const stage = path.join(work, 'stage');
  if (existsSync(stage)) return stage;
  await stageDockhound(path.join(stage, 'dockhound'));
  stageMinimal(path.join(stage, 'minimal'));
  return stage;
}

async function windowsPart() {
  const env = {
    DOCKHOUND_BENCH_STAGE: await stageWindows(),
    ...(await engineEnv()),
    DOCKHOUND_BENCH_ACTIVATIONS: path.join(work, 'activations.jsonl'),
    ...(options.only ? { DOCKHOUND_BENCH_ONLY: options.only } : {}),
  };
  await node(['--import', 'tsx', path.join(root, 'test', 'bench', 'windows.ts')], env);
}

async function engineEnv() {
  const why = whyNoEngines();
  if (why) throw new Error(why);
  engines ??= options.keep ? await keptEngines({ name: options.keep }) : await ownEngines({});
  return engines.env;
}

/** Names of the host's files below dist/: all, and those loaded at activation. */
async function hostFiles() {
  const esbuild = await import('esbuild');
  const { hostOptions } = await import('./build/bundles.mjs');
  const { loadedAtOnce } = await import('./build/run.mjs');
  const { metafile } = await esbuild.build({ ...hostOptions({ production: true }), write: false });
  const below = (file) => path.relative('dist', file);
  const all = Object.keys(metafile.outputs).map(below);
  return { all, activation: loadedAtOnce(metafile, 'dist/extension.js').map(below) };
}

/** Runs a part in a process of its own, on a leash; its figures come through a file. */
function node(args, env) {
  const own = /^(DOCKER_|COMPOSE_|DOCKHOUND_TEST_)/;
  const plain = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
  const child = ownedChild(
    spawn(
      process.execPath,
      [path.join(import.meta.dirname, 'provision', 'leash.mjs'), work, process.execPath, ...args],
      {
        cwd: root,
        stdio: ['pipe', 'inherit', 'inherit'],
        env: {
          ...plain,
          ...env,
          DOCKER_CONFIG: cacheFolder('empty-docker-config'),
          DOCKHOUND_BENCH_OUT: out,
          ...(options.quick ? { DOCKHOUND_BENCH_QUICK: '1' } : {}),
        },
      },
    ),
  );
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`A part ended with ${code ?? signal}.`)),
    );
  });
}

function report(figure) {
  writeFileSync(out, `${JSON.stringify(figure)}\n`, { flag: 'a' });
}

/** Prints the table and writes test-results/bench.json; also after a failure, with what there is. */
function tell() {
  if (!existsSync(out)) return;
  const figures = readFileSync(out, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
  mkdirSync(path.join(root, 'test-results'), { recursive: true });
  const file = path.join(root, 'test-results', 'bench.json');
  const about = { at: new Date().toISOString(), quick: options.quick ?? false, machine };
  writeFileSync(file, `${JSON.stringify({ ...about, figures }, null, 2)}\n`);
  const rows = figures.map((figure) => [figure.group, ...cellsOf(figure)]);
  printTable([['', 'measured', 'Dockhound', 'reference', 'ratio', 'promised'], ...rows]);
  if (options.quick) console.log('A quick run: it shows that everything is measured, not how fast it is.');
  say(`also in ${path.relative(root, file)}`);
  if (!options.write || figures.length === 0) return;
  if (options.quick) throw new Error('The figures of a quick run mean nothing: --write wants a whole one.');
  const when = `${about.at.slice(0, 10)}, ${machine.cores} cores (${machine.cpu}), Node ${machine.node.slice(1)}.`;
  writePage(path.join(root, 'docs', 'performance.md'), figures, when);
  say('docs/performance.md is written');
}

function printTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const [index, row] of rows.entries()) {
    console.log(`| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`);
    if (index === 0) console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  }
}
