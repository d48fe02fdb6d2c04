// Makes dockhound-VERSION.vsix: `npm run package`. Fails when something is in it that should not be, or is missing.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { output } from './checks/tool.mjs';
import { ensureNodeModules } from './provision/nodeModules.mjs';
import { root } from './provision/paths.mjs';

const largestHostBytes = 700_000;
const needed = [
  'package.json',
  'dist/extension.js',
  'dist/webview/codicon.css',
  'dist/webview/codicon.ttf',
  'README.md',
  'LICENSE',
];
const allowed =
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE(\.txt|\.md)?|dist\/extension\.js|dist\/host\/[^/]+\.js|dist\/webview\/[^/]+|media\/.+|docs\/.+\.(md|png|svg))$/i;

try {
  ensureNodeModules();
  const { buildAll } = await import('./build/run.mjs');
  const { activation } = await buildAll({ production: true });
  const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const listed = await output([vsce, 'ls', '--no-dependencies']);
  if (listed.code !== 0) throw new Error(listed.stderr || listed.stdout);
  const files = listed.stdout.trim().split('\n').filter(Boolean);
  const host = activation.reduce((sum, name) => sum + statSync(name).size, 0);
  const problems = judge(files, host);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const file = path.join(root, `dockhound-${version}.vsix`);
  const made = await output([
    vsce,
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    file,
  ]);
  if (made.code !== 0) throw new Error(made.stderr || made.stdout);
  console.log(
    `${path.relative(root, file)}: ${kB(statSync(file).size)}, ${files.length} files, loaded at activation ${kB(host)}`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function judge(files, host) {
  const problems = needed.filter((name) => !files.includes(name)).map((name) => `${name} is missing in the package.`);
  for (const name of files) {
    if (name.endsWith('.node')) problems.push(`${name} is native code.`);
    else if (name.includes('node_modules/')) problems.push(`${name}: dependencies belong into the bundle.`);
    else if (!allowed.test(name)) problems.push(`${name} does not belong into the package; see .vscodeignore.`);
  }
  if (host >= largestHostBytes)
    problems.push(`Activation loads ${kB(host)} of code; at most ${kB(largestHostBytes)} are allowed.`);
  return problems;
}

function kB(bytes) {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
