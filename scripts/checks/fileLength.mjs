// Checks that files stay short enough to be read at once, and open with a line saying what they are for.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { listFiles } from '../build/bundles.mjs';
import { root } from '../provision/paths.mjs';

const worryAt = 300;
const failAt = 400;

/** A longer file must give its reason in its first comment, as "Long because …". Resolves to { problems, summary }. */
export async function checkFileLength() {
  const problems = [];
  const worries = [];
  const files = ['src', 'webview', 'test', 'scripts']
    .flatMap((folder) => listFiles(path.join(root, folder)))
    .filter((file) => /\.(ts|mts|mjs|cjs|js)$/.test(file));
  if (files.length === 0) problems.push('No source file found.');
  for (const file of files) {
    const name = path.relative(root, file);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    // What a test is for stands in its first describe.
    if (!name.endsWith('.test.ts') && !/^(\/\/|\/\*)/.test(lines[0] ?? ''))
      problems.push(`${name} does not open with a comment saying what it is for.`);
    if (lines.length <= worryAt) continue;
    if (lines.length > failAt && !/Long because/.test(opening(lines))) {
      problems.push(`${name} has ${lines.length} lines; split it, or say why in its first comment ("Long because …").`);
    } else {
      worries.push(`${name}: ${lines.length} lines`);
    }
  }
  const note = worries.length > 0 ? `; over ${worryAt}: ${worries.join(', ')}` : '';
  return { problems, summary: `${files.length} files${note}` };
}

function opening(lines) {
  const end = lines.findIndex((line) => !/^(\/\/|\/?\*)/.test(line.trim()));
  return lines.slice(0, end < 0 ? lines.length : end).join(' ');
}
