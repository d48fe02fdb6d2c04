// Runs the tests: `npm test`, or `node scripts/test.mjs [RING...] [options]`. Installs what is missing.
//
// Rings, in the order in which they fail fastest (all of them by default):
//   check    types, lint, layers, dead code (scripts/check.mjs)
//   unit     test/**/*.test.ts, no engine, no editor, with line coverage
//   engine   test/engine/**: real engines, two nodes in one swarm, private to this run; in three lanes, a swarm each
//   vscode   test/vscode/**: inside the extension host of a real VS Code
//   ui       test/ui/**: Playwright drives a real VS Code; screenshots in test-results/
// One more runs only when it is named, since it first makes a Debian of its own (two minutes, once):
//   newer    test/engine/** and test/newer/**: the newest engine that Debian has, and Podman
// Options:
//   --grep TEXT     only tests whose title matches
//   --file PATH     only this test file (repeatable); name its ring, too
//   --keep          use engines that stay alive after the run; the next run with --keep starts at once
//   --name NAME     with --keep: a set of engines of your own, when several people share a clone
//   --suite SUITE   run on the engine of that Debian suite: trixie or sid (which the newer ring does anyway)
//
// The fast way to work:
//   eval "$(node scripts/test.mjs engines)"        starts the kept engines and prints their addresses as shell exports:
//                                                  DOCKHOUND_TEST_MANAGER, DOCKHOUND_TEST_WORKER, DOCKHOUND_TEST_RUN
//   docker -H "$DOCKHOUND_TEST_MANAGER" node ls    they are ordinary engines
//   npx mocha test/engine/events.test.ts           with those variables, one file straight from mocha
//   node scripts/test.mjs ui --keep --grep logs    one ui test on the kept engines, a few seconds
//   node scripts/test.mjs engines --stop           ends them
//
// The rings never use an engine that they did not start: DOCKER_HOST and its kin are taken out of their environment. Two
// runs can go side by side. What a killed run left behind is ended and removed by the next one.
import { parseArgs } from 'node:util';
import { ensureNodeModules } from './provision/nodeModules.mjs';
import { cacheFolder } from './provision/paths.mjs';
import { say } from './provision/run.mjs';
import { endChildren } from './rings/children.mjs';
import { freshEngines } from './rings/freshEngines.mjs';
import { endKeptEngines, keptEngines, ownEngines, whyNoEngines } from './rings/testEngines.mjs';

const ringNames = ['check', 'unit', 'engine', 'vscode', 'ui'];
const onRequest = ['newer'];
const load = {
  check: async () => (await import('./rings/check.mjs')).checkRing,
  unit: async () => (await import('./rings/unit.mjs')).unitRing,
  engine: async () => (await import('./rings/engine.mjs')).engineRing,
  vscode: async () => (await import('./rings/vscode.mjs')).vscodeRing,
  ui: async () => (await import('./rings/ui.mjs')).uiRing,
  newer: async () => (await import('./rings/newer.mjs')).newerRing,
};

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    grep: { type: 'string' },
    file: { type: 'string', multiple: true },
    keep: { type: 'boolean' },
    name: { type: 'string' },
    suite: { type: 'string' },
    stop: { type: 'boolean' },
  },
});

const total = { passed: 0, failed: 0, skipped: 0 };
const interruption = new AbortController();
const interrupted = new Promise((done) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (interruption.signal.aborted) return;
      console.error(`\n${signal}: ending what was started`);
      total.failed += 1;
      interruption.abort();
      done();
    });
  }
});
// By Debian suite; undefined is this machine's own engine, 'lane 2' and on the sets of further lanes of the engine ring.
const engineSets = new Map();

try {
  await Promise.race([positionals[0] === 'engines' ? engineCommand() : runRings(), interrupted]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  total.failed += 1;
}
try {
  await endChildren();
  if (!options.keep) {
    for (const starting of engineSets.values()) await (await starting.catch(() => undefined))?.stop();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  total.failed += 1;
}
if (positionals[0] !== 'engines') {
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
}
// What an interrupt left under way (a download, a build) ends with this process.
process.exit(total.failed > 0 ? 1 : 0);

async function engineCommand() {
  if (options.stop) {
    say((await endKeptEngines(options)) ? 'the engines are ended' : 'there were no kept engines');
    return;
  }
  const { env } = await keptEngines(options);
  for (const [name, value] of Object.entries(env)) console.log(`export ${name}=${value}`);
}

async function runRings() {
  const all = [...ringNames, ...onRequest];
  const unknown = positionals.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`No ring called ${unknown.join(', ')}; there are: ${all.join(', ')}.`);
  const rings = positionals.length === 0 ? ringNames : all.filter((name) => positionals.includes(name));
  ensureNodeModules();
  for (const name of rings) {
    if (interruption.signal.aborted) return;
    const began = Date.now();
    console.log(`\n── ${name} ${'─'.repeat(70 - name.length)}`);
    if (positionals.length === 0 && needsEngines(name) && process.platform !== 'linux') {
      say(`${name}: left out. ${whyNoEngines()}`);
      total.skipped += 1;
      continue;
    }
    const result = await runRing(name);
    if (result.passed + result.failed === 0 && !options.grep) {
      console.error(`The ${name} ring ran no test.`);
      result.failed = 1;
    }
    for (const key of Object.keys(total)) total[key] += result[key];
    say(`${name}: ${result.passed} passed, ${result.failed} failed in ${Math.round((Date.now() - began) / 1000)} s`);
  }
  if (total.passed + total.failed === 0) {
    console.error('No test ran.');
    total.failed += 1;
  }
}

async function runRing(name) {
  try {
    const shared = await enginesFor(name);
    // Kept engines may serve somebody else at the same time.
    if (shared && !options.keep) await freshEngines(shared.engines);
    const ring = await load[name]();
    const moreEngines = options.keep || options.suite ? undefined : laneSet;
    const { signal } = interruption;
    const chosen = { grep: options.grep, files: options.file };
    return await ring({ ...chosen, env: plainEnv(), engines: shared, moreEngines, signal });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function needsEngines(ring) {
  return ring !== 'check' && ring !== 'unit';
}

async function enginesFor(ring) {
  if (!needsEngines(ring)) return undefined;
  const suite = options.suite ?? (ring === 'newer' ? 'sid' : undefined);
  if (!engineSets.has(suite)) engineSets.set(suite, findOrStart(suite));
  return engineSets.get(suite);
}

async function laneSet(lane) {
  const name = `lane ${lane}`;
  if (!engineSets.has(name)) engineSets.set(name, ownEngines({ signal: interruption.signal }));
  return engineSets.get(name);
}

async function findOrStart(suite) {
  const why = whyNoEngines();
  if (why) throw new Error(why);
  return options.keep ? keptEngines({ name: options.name, suite }) : ownEngines({ signal: interruption.signal, suite });
}

// The person's own engine, contexts and registry logins stay out of every ring.
function plainEnv() {
  const own = /^(DOCKER_|COMPOSE_|DOCKHOUND_TEST_)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
  return { ...env, DOCKER_CONFIG: cacheFolder('empty-docker-config') };
}
