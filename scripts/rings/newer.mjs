// The newer ring: everything that the engine ring asks, of the newest engine that Debian has; and Podman.
import path from 'node:path';
import { listFiles } from '../build/bundles.mjs';
import { root } from '../provision/paths.mjs';
import { startPodman } from '../provision/podman.mjs';
import { runMocha } from './mocha.mjs';

export async function newerRing({ grep, files, env, engines }) {
  const all = ['engine', 'newer'].flatMap((name) => listFiles(path.join(root, 'test', name)));
  const podman = await startPodman();
  try {
    return await runMocha({
      files: files ?? all.filter((file) => file.endsWith('.test.ts')),
      grep,
      env: { ...env, ...engines.env, DOCKHOUND_TEST_PODMAN: podman.url },
      timeoutMs: 60_000,
      deadlineMs: 2_400_000,
    });
  } finally {
    await podman.stop();
  }
}
