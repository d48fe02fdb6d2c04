// Runs the vscode ring's tests inside the extension host; VS Code calls run(). The outcome goes into files, which
// scripts/rings/vscode.mjs reads, since neither the window's nor the server's exit status can be trusted.
import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { format } from 'node:util';
import Mocha from 'mocha';

export async function run(): Promise<void> {
  const counts = process.env.DOCKHOUND_COUNTS;
  const output = process.env.DOCKHOUND_OUTPUT;
  if (!counts || !output) throw new Error('DOCKHOUND_COUNTS and DOCKHOUND_OUTPUT must name files.');
  // The extension host keeps console for itself; mocha's reporters print through this one function.
  Mocha.reporters.Base.consoleLog = (...parts: unknown[]) => appendFileSync(output, `${format(...parts)}\n`);
  const result = { passed: 0, failed: 0, skipped: 0, failures: [] as string[] };
  try {
    const grep = process.env.DOCKHOUND_GREP;
    const mocha = new Mocha({
      ui: 'bdd',
      timeout: 60_000,
      forbidOnly: true,
      retries: 1,
      color: false,
      ...(grep ? { grep } : {}),
    });
    mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, '', mocha);
    await import('all-tests');
    await new Promise<void>((done) => {
      const runner = mocha.run(() => done());
      runner.on('pass', () => result.passed++);
      runner.on('fail', (test) => {
        result.failed++;
        result.failures.push(test.titlePath()[0] ?? '');
      });
      runner.on('retry', (test, error) =>
        appendFileSync(output, `    ↻ tried again: ${test.fullTitle()}: ${error.message}\n`),
      );
      runner.on('pending', () => result.skipped++);
    });
  } catch (error) {
    result.failed++;
    appendFileSync(output, `${error instanceof Error ? error.stack : error}\n`);
  }
  // In one step: whoever sees the file sees all of it.
  writeFileSync(`${counts}.new`, JSON.stringify(result));
  renameSync(`${counts}.new`, counts);
  if (result.failed > 0) throw new Error(`${result.failed} failed`);
}
