// The unit ring: pure code, no engine, no editor. Seconds.
import path from 'node:path';
import { listFiles } from '../build/bundles.mjs';
import { root } from '../provision/paths.mjs';
import { runMocha } from './mocha.mjs';

const otherRings = ['engine', 'newer', 'vscode', 'ui', 'bench', 'faults'];

export function unitRing({ grep, files, env }) {
  return runMocha({ files: files ?? unitFiles(), grep, env, deadlineMs: 300_000, coverage: !grep && !files });
}

function unitFiles() {
  const folder = path.join(root, 'test');
  return listFiles(folder).filter(
    (file) => file.endsWith('.test.ts') && !otherRings.includes(path.relative(folder, file).split(path.sep)[0]),
  );
}
