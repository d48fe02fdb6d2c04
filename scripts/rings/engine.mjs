// The engine ring: the tests against real engines, in node.
import { statSync } from 'node:fs';
import path from 'node:path';
import { listFiles } from '../build/bundles.mjs';
import { root } from '../provision/paths.mjs';
import { runEachFile } from './eachFile.mjs';
import { runMochaTwice } from './mocha.mjs';

const laneCount = 3;
/** Those that wait for swarm's own time limits: two minutes and more. */
const slowest = ['silentNodes', 'swarmLife', 'swarmQuorum'];
const limits = { retries: 1, timeoutMs: 60_000, deadlineMs: 1_800_000 };

/**
 * These tests wait for swarm most of their time. So a run of all of them goes in lanes, each with engines of its own
 * (`moreEngines` starts them); each lane takes the next file when it has finished one.
 */
export async function engineRing({ grep, files, env, engines, moreEngines, signal }) {
  const all = listFiles(path.join(root, 'test', 'engine')).filter((file) => file.endsWith('.test.ts'));
  if (files || grep || !moreEngines) {
    return runMochaTwice({ ...limits, files: files ?? all, grep, env: { ...env, ...engines.env }, signal });
  }
  // The longest first, so that the lanes end at about the same time.
  const weight = (file) => statSync(file).size + (slowest.includes(path.basename(file, '.test.ts')) ? 1e6 : 0);
  const waiting = all.sort((a, b) => weight(b) - weight(a));
  const total = { passed: 0, failed: 0, skipped: 0 };
  const lane = (own) => runEachFile(waiting, total, { ...limits, engines: own, env, signal, whole: true });
  // Idle engines cost the rings after this one.
  const further = async (number) => {
    const own = await moreEngines(number);
    await lane(own);
    await own.stop();
  };
  const numbers = Array.from({ length: laneCount - 1 }, (_, index) => index + 2);
  for (const { reason } of await Promise.allSettled([lane(engines), ...numbers.map(further)])) {
    if (!reason) continue;
    console.error(reason instanceof Error ? reason.message : reason);
    total.failed += 1;
  }
  return total;
}
