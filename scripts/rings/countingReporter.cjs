// Mocha's spec reporter that also says which test needed a second try, and writes its counts, of all and of each file, to
// the file named by DOCKHOUND_COUNTS: for the last line of npm test, and for trying again what failed.
const { writeFileSync } = require('node:fs');
const Mocha = require('mocha');

module.exports = class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const events = Mocha.Runner.constants;
    const files = {};
    const count = (key) => (test) => {
      // A hook knows its file only by the suite it belongs to.
      const file = test.file ?? test.parent?.file ?? '';
      files[file] ??= { passed: 0, failed: 0, skipped: 0 };
      files[file][key] += 1;
    };
    runner.on(events.EVENT_TEST_PASS, count('passed'));
    runner.on(events.EVENT_TEST_FAIL, count('failed'));
    runner.on(events.EVENT_TEST_PENDING, count('skipped'));
    runner.on(events.EVENT_TEST_RETRY, (test, error) => {
      Mocha.reporters.Base.consoleLog(`    ↻ tried again: ${test.fullTitle()}: ${error.message}`);
    });
    runner.once(events.EVENT_RUN_END, () => {
      const { passes, failures, pending } = runner.stats;
      const counts = { passed: passes, failed: failures, skipped: pending, files };
      if (process.env.DOCKHOUND_COUNTS) writeFileSync(process.env.DOCKHOUND_COUNTS, JSON.stringify(counts));
    });
  }
};
