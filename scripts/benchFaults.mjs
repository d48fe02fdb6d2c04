// Measures diagnosis on a fault lab: `npm run bench:faults -- --lab FOLDER`. Each case is set up on real engines, asked about,
// compared with its answer file and taken down. docs/diagnosis.md says what is counted.
//
//   --lab FOLDER     the lab: lab.sh and open/CASE/{setup,teardown,meta.json}, as its README describes
//   --only IDS       only these cases, with commas
//   --resume         keep the results of the last run, and ask only what is not among them
//   --deadline S     seconds for setting a case up, and for taking it down (180)
//   --worker         tell where the worker's engine is, too
//   --results FILE   where results are kept (test-results/faults.jsonl)
//   --keep NAME      use engines of that name, which stay alive after the run
//   --suite SUITE    on the engine of that Debian suite: trixie or sid (results in test-results/faults-SUITE.jsonl)
//   --runtime NAME   with --suite: crun instead of runc (results in test-results/faults-SUITE-NAME.jsonl)
//   --write          put the table into docs/diagnosis.md, and the sums of other suites and runtimes that were measured
//   --show           only show (and with --write, write) the results of the last run
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bindLab, labHostnames, readCases, useRuntime } from './bench/faultLab.mjs';
import { sumLine, writeFaultPage } from './bench/faultPage.mjs';
import { answerOf, markAnswer, markWord } from './bench/faultScore.mjs';
import { checkProofs } from './bench/proofCheck.mjs';
import { ensurePrograms } from './provision/apt.mjs';
import { engineCall } from './provision/engineApi.mjs';
import { findEngines, startEngines, whyNoEngines } from './provision/engines.mjs';
import { provideNewerEngine } from './provision/newerEngine.mjs';
import { ensureNodeModules } from './provision/nodeModules.mjs';
import { root } from './provision/paths.mjs';
import { run, say } from './provision/run.mjs';

/** Seconds for one answer; later ones count as none. */
const answerWithin = 30;
const setUpFailed = 'not set up';

const { values: options } = parseArgs({
  options: {
    lab: { type: 'string' },
    only: { type: 'string' },
    resume: { type: 'boolean' },
    deadline: { type: 'string', default: '180' },
    worker: { type: 'boolean' },
    results: { type: 'string' },
    keep: { type: 'string' },
    suite: { type: 'string' },
    runtime: { type: 'string' },
    write: { type: 'boolean' },
    show: { type: 'boolean' },
  },
});

const resultsFile = path.resolve(options.results ?? usualResults());
const work = mkdtempSync(path.join(tmpdir(), 'dockhound-faults-'));
let engines;
let lab;
try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await lab?.close().catch((error) => console.error(error.message));
  if (!options.keep) await engines?.stop();
  rmSync(work, { recursive: true, force: true });
}

async function main() {
  if (!options.lab) throw new Error('Name the lab: npm run bench:faults -- --lab FOLDER.');
  if (options.runtime && !options.suite) throw new Error('A --runtime is chosen on the engine of a --suite.');
  if (options.suite && options.write)
    throw new Error('The page is written from the run without --suite: --show --write.');
  const all = readCases(path.resolve(options.lab));
  // What the lab asks of an audit is no answer to "what does not work".
  const asked = all.filter(({ group }) => group !== 'security');
  const wanted = options.only?.split(',');
  const alien = (wanted ?? []).filter((id) => !asked.some((one) => one.id === id));
  if (alien.length > 0) throw new Error(`The lab has no such case to diagnose: ${alien.join(', ')}.`);
  mkdirSync(path.dirname(resultsFile), { recursive: true });
  if (!options.resume && !options.show && !wanted) rmSync(resultsFile, { force: true });
  const before = readResults(resultsFile);
  const todo = options.show ? [] : asked.filter(({ id }) => (wanted ? wanted.includes(id) : !before.has(id)));
  let about = before.get('')?.about;
  if (todo.length > 0) about = await measure(todo, all);
  const newest = readResults(resultsFile);
  const { results, notSetUp } = resultsOf(asked, newest);
  console.log(sumLine(results));
  for (const { id, mark, answer, failure } of results) {
    if (mark.cause < 1) console.log(`  ${markWord(mark)}: ${id}: ${failure ?? `${answer.cause}: ${answer.title}`}`);
  }
  for (const { id, proofs } of results) {
    for (const { stands, rule, source, path: at, excerpt } of proofs) {
      if (!stands) console.log(`  not found again: ${id}: ${rule}: ${source} ${at ?? ''}: ${excerpt.slice(0, 120)}`);
    }
  }
  if (notSetUp.length > 0) console.log(`  could not be set up: ${notSetUp.map(({ id }) => id).join(', ')}`);
  if (!options.write) return;
  const left = [
    { why: 'What an audit is asked', ids: all.filter((one) => !asked.includes(one)).map(({ id }) => id) },
    { why: 'Could not be set up on this machine', ids: notSetUp.map(({ id }) => id) },
    { why: 'Not measured yet', ids: asked.filter(({ id }) => !newest.has(id)).map(({ id }) => id) },
  ].filter(({ ids }) => ids.length > 0);
  writeFaultPage(path.join(root, 'docs', 'diagnosis.md'), { results, left, about, others: otherEngines(asked) });
  say('docs/diagnosis.md is written');
}

/** Runs the cases, one after the other; results go to the file at once. Resolves to when and on what. */
async function measure(todo, all) {
  const why = whyNoEngines();
  if (why) throw new Error(why);
  ensureNodeModules();
  await ensurePrograms(['docker', 'debootstrap', 'busybox', 'jq', 'curl', 'python3', 'mkfs.ext4', 'ip']);
  const program = await bundle();
  engines = await provideEngines();
  const folder = path.resolve(options.lab);
  lab = await bindLab({ folder, engines, work, deadlineMs: Number(options.deadline) * 1000 });
  say('providing the lab’s images');
  await lab.images();
  await lab.clean();
  if (options.runtime) await useRuntime(engines, options.runtime);
  const { ServerVersion, DefaultRuntime } = await engineCall(engines.manager.socket, 'GET', '/info');
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version.slice(1)}, load ${loadavg()[1]?.toFixed(0)}`;
  const worker = options.worker ? 'its address was given' : 'its address was not given';
  const about = `${day}, Engine ${ServerVersion}, ${machine}. Of the worker’s engine ${worker}.`;
  note({ id: '', about, day, engine: ServerVersion, runtime: DefaultRuntime });
  for (const [at, fault] of todo.entries()) {
    const result = await runCase(fault, program, all);
    note(result);
    const { mark, answer, failure, seconds, proofs } = result;
    const standing = `${proofs.filter(({ stands }) => stands).length}/${proofs.length}`;
    say(
      `${at + 1}/${todo.length} ${fault.id}: ${markWord(mark)}, ${failure ?? answer.cause}, evidence ${standing}, ${seconds?.toFixed(2) ?? '–'} s`,
    );
  }
  return about;
}

async function runCase(fault, program, all) {
  const { id, group, target } = fault;
  const base = { id, group, target: `${target.kind} ${target.name}`, proofs: [] };
  const nothing = { cause: '', title: '', explanation: '', evidence: [], fix: '', also: [] };
  const failed = (failure) => ({ ...base, failure, answer: nothing, mark: markAnswer(fault, nothing, all) });
  try {
    await lab.up(id);
  } catch (error) {
    say(`${id} was not set up: ${error.message}`);
    await takeDown(id);
    return failed(setUpFailed);
  }
  try {
    const nodes = options.worker ? { [engines.worker.hostname]: engines.worker.url } : {};
    const request = { url: engines.manager.url, target, symptom: fault.symptom, nodes };
    const said = await run(process.execPath, [program, JSON.stringify(request)], { timeout: answerWithin * 1000 });
    const diagnosis = JSON.parse(said);
    const sockets = engines.nodes.map(({ socket }) => socket);
    const proofs = await checkProofs(diagnosis, sockets);
    const answer = answerOf(diagnosis);
    const gaps = diagnosis.gaps.map(({ message }) => message);
    return { ...base, answer, mark: markAnswer(fault, answer, all), proofs, gaps, seconds: diagnosis.tookMs / 1000 };
  } catch (error) {
    say(`${id} was not answered: ${error.message.split('\n').slice(-12).join('\n').slice(-800)}`);
    return failed('no answer');
  } finally {
    await takeDown(id);
  }
}

/** What a case leaves behind would trouble the next one. */
async function takeDown(id) {
  try {
    await lab.down(id);
  } catch (error) {
    say(`${id} was not taken down: ${error.message}`);
    await lab.clean().catch((failure) => say(failure.message));
  }
}

async function provideEngines() {
  const { keep, suite } = options;
  const runId = keep && ['faults', keep, suite, options.runtime].filter(Boolean).join('-');
  const found = runId && (await findEngines(runId));
  if (found) return found;
  const kept = runId ? { runId, detached: true } : {};
  return startEngines({ ...kept, hostnames: labHostnames, root: suite && (await provideNewerEngine(suite)) });
}

/** Bundled as the extension is. */
async function bundle() {
  const esbuild = await import('esbuild');
  const { programOptions } = await import('./build/bundles.mjs');
  const outfile = path.join(work, 'askDiagnosis.cjs');
  await esbuild.build(programOptions({ entry: path.join(root, 'test', 'bench', 'askDiagnosis.ts'), outfile }));
  return outfile;
}

function usualResults() {
  const { suite, runtime } = options;
  return path.join(root, 'test-results', `${['faults', suite, runtime].filter(Boolean).join('-')}.jsonl`);
}

function note(result) {
  writeFileSync(resultsFile, `${JSON.stringify(result)}\n`, { flag: 'a' });
}

function resultsOf(asked, newest) {
  // What this machine cannot be brought to says nothing of the diagnosis.
  const notSetUp = asked.filter(({ id }) => newest.get(id)?.failure === setUpFailed);
  const results = asked.flatMap((one) => (notSetUp.includes(one) ? [] : (newest.get(one.id) ?? [])));
  return { results, notSetUp };
}

/** What was measured by --suite and --runtime, as the page wants it. */
function otherEngines(asked) {
  const folder = path.join(root, 'test-results');
  return readdirSync(folder)
    .filter((name) => /^faults-[\w-]+\.jsonl$/.test(name) && path.join(folder, name) !== resultsFile)
    .sort()
    .flatMap((name) => {
      const newest = readResults(path.join(folder, name));
      const { day, engine, runtime } = newest.get('') ?? {};
      return engine === undefined ? [] : [{ day, engine, runtime, results: resultsOf(asked, newest).results }];
    });
}

/** The newest result of each case. */
function readResults(file) {
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return new Map(lines.map((line) => JSON.parse(line)).map((one) => [one.id, one]));
}
