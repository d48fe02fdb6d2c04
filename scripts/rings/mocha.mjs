// Runs mocha in a process of its own for one ring, and counts; used by the rings that live in node.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../provision/paths.mjs';
import { sleep } from '../provision/run.mjs';
import { ownedChild } from './children.mjs';

/**
 * As runMocha, for tests on real engines and windows, where one that was disturbed may leave the window or the engine in a
 * state that its own second try cannot mend: a file with a failure ends there and is run whole again, in a process and a
 * window of its own, after `prepare`; its second outcome counts. It is said, and a fault that is there both times fails the run.
 */
export async function runMochaTwice({ prepare, ...run }) {
  await prepare?.();
  const first = await runMocha({ ...run, bail: run.files.length === 1 });
  const again = Object.keys(first.files ?? {}).filter((file) => file && first.files[file].failed > 0);
  const elsewhere = first.failed - again.reduce((sum, file) => sum + first.files[file].failed, 0);
  if (again.length === 0 || elsewhere > 0 || run.signal?.aborted) return first;
  console.log(`\n↻ run again: ${again.map((file) => path.relative(root, file)).join(', ')}\n`);
  await prepare?.();
  const second = await runMocha({ ...run, files: again });
  const total = { passed: second.passed, failed: second.failed, skipped: second.skipped };
  for (const [file, counts] of Object.entries(first.files)) {
    if (again.includes(file)) continue;
    for (const key of Object.keys(total)) total[key] += counts[key];
  }
  return total;
}

/**
 * Runs the test files; resolves to { passed, failed, skipped, files } (files: the same, by path). A process that dies, outlives its deadline, or does not
 * end after its last test counts as one failure more. `retries` is for rings on real engines and windows, where a machine
 * that is busy with other things may be slower than a test waits; a second try is always said. `whole`: what it prints comes
 * in one piece when it ends, for runs side by side.
 */
export async function runMocha(run) {
  const {
    files,
    grep,
    env = {},
    timeoutMs,
    deadlineMs,
    retries = 0,
    bail = false,
    coverage = false,
    whole = false,
  } = run;
  const folder = mkdtempSync(path.join(tmpdir(), 'dockhound-mocha-'));
  const counts = path.join(folder, 'counts.json');
  const bin = (...names) => path.join(root, 'node_modules', ...names);
  const args = [
    ...[path.join(import.meta.dirname, '..', 'provision', 'leash.mjs'), folder, process.execPath],
    ...(coverage ? [bin('c8', 'bin', 'c8.js'), ...coverageArgs(folder), process.execPath] : []),
    bin('mocha', 'bin', 'mocha.js'),
    ...['--reporter', path.join(import.meta.dirname, 'countingReporter.cjs')],
    ...(timeoutMs ? ['--timeout', String(timeoutMs)] : []),
    ...(retries ? ['--retries', String(retries)] : []),
    ...(bail ? ['--bail'] : []),
    ...(grep ? ['--grep', grep] : []),
    ...files,
  ];
  const out = whole ? 'pipe' : 'inherit';
  const options = { cwd: root, stdio: ['pipe', out, out], env: { ...env, DOCKHOUND_COUNTS: counts } };
  // On a leash: tests must not go on when this process is killed.
  const child = ownedChild(spawn(process.execPath, args, options));
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => printed.push(bytes));
  try {
    const problem = await ended(child, counts, deadlineMs);
    const result = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : { passed: 0, failed: 0, skipped: 0 };
    if (problem && result.failed === 0) {
      console.error(problem);
      result.failed = 1;
    }
    return result;
  } finally {
    process.stdout.write(Buffer.concat(printed));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ended(child, counts, deadlineMs) {
  const exit = new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })));
  const end = Date.now() + deadlineMs;
  let finished;
  for (;;) {
    const result = await Promise.race([exit, sleep(250)]);
    if (result) return result.code === 0 ? undefined : `mocha ended with ${result.code ?? result.signal}`;
    finished ??= existsSync(counts) ? Date.now() : undefined;
    const why =
      finished !== undefined && Date.now() - finished > 15_000
        ? 'The tests ended, but something keeps their process alive: a server, a timer or a stream was not closed.'
        : Date.now() > end && `The tests did not end within ${deadlineMs / 1000} s.`;
    if (why) {
      child.kill('SIGTERM');
      await exit;
      return why;
    }
  }
}

function coverageArgs(folder) {
  return [
    ...['--temp-directory', path.join(folder, 'coverage'), '--reports-dir', path.join(root, 'coverage')],
    ...[
      '--all',
      '--src',
      'src',
      '--src',
      'webview',
      '--include',
      'src/**',
      '--include',
      'webview/**',
      '--exclude-after-remap',
    ],
    ...['--reporter', 'text-summary', '--reporter', 'lcovonly'],
  ];
}
