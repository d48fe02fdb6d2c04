// The engine ring: the tests against real engines, in node.
import path from 'node:path';
import { listFiles } from '../build/bundles.mjs';
import { root } from '../provision/paths.mjs';
import { runMocha } from './mocha.mjs';

export function engineRing({ grep, files, env, engines }) {
  const all = listFiles(path.join(root, 'test', 'engine')).filter((file) => file.endsWith('.test.ts'));
  return runMocha({
    files: files ?? all,
    grep,
    env: { ...env, ...engines.env },
    retries: 1,
    timeoutMs: 60_000,
    deadlineMs: 1_800_000,
  });
}
