// Checks the code without running it: types, lint and format, rooms, dead code, file lengths, whole rule sets. All checks
// report, also when an early one fails.
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkFileLength } from './checks/fileLength.mjs';
import { checkLayers } from './checks/layers.mjs';
import { checkRuleSets } from './checks/ruleSets.mjs';
import { output } from './checks/tool.mjs';
import { ensureNodeModules } from './provision/nodeModules.mjs';
import { root } from './provision/paths.mjs';

const installed = (...names) => path.join(root, 'node_modules', ...names);
const types = (project) =>
  tool([installed('typescript', 'bin', 'tsc'), '--noEmit', '--pretty', 'false', '-p', project]);

const checks = {
  'types of the host': () => types('.'),
  'types of the webviews': () => types('webview'),
  'types of the tests': () => types('test'),
  'lint and format': () =>
    tool([installed('@biomejs', 'biome', 'bin', 'biome'), 'ci', '--colors=off', '--error-on-warnings', '.']),
  rooms: checkLayers,
  'dead code': () => tool([installed('knip', 'bin', 'knip.js'), '--no-progress', '--no-config-hints']),
  'file lengths': checkFileLength,
  'rule sets': checkRuleSets,
};

/** Runs all checks, two at a time; prints what they find; resolves to { passed, failed }. */
export async function runChecks() {
  ensureNodeModules();
  const waiting = Object.entries(checks);
  let failed = 0;
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, check] = next;
      const { problems, summary } = await check().catch((error) => ({
        problems: [error.stack ?? String(error)],
        summary: '',
      }));
      if (problems.length > 0) failed++;
      console.log(`${problems.length > 0 ? '✗' : '✓'} ${name}${summary ? ` (${summary})` : ''}`);
      for (const problem of problems) console.log(problem.replace(/^/gm, '    '));
    }
  };
  await Promise.all([worker(), worker()]);
  return { passed: Object.keys(checks).length - failed, failed };
}

async function tool(args) {
  const { code, stdout, stderr } = await output(args);
  return { problems: code === 0 ? [] : [`${stdout}\n${stderr}`.trim() || `ended with ${code}`], summary: '' };
}

if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { passed, failed } = await runChecks();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
