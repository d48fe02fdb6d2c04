// Runs test files one after the other, each in a process of its own and on engines as they were at first.
import path from 'node:path';
import { root } from '../provision/paths.mjs';
import { say } from '../provision/run.mjs';
import { freshEngines } from './freshEngines.mjs';
import { runMochaTwice } from './mocha.mjs';

/**
 * Takes files from `waiting`, which several may share, until there are none; adds to `total`. `engines`: a set that belongs
 * to this run alone. `run`: as runMocha() takes it.
 */
export async function runEachFile(waiting, total, { engines, env, signal, ...run }) {
  for (let file = waiting.shift(); file && !signal.aborted; file = waiting.shift()) {
    const began = Date.now();
    const prepare = () => freshEngines(engines.engines);
    const result = await runMochaTwice({ ...run, files: [file], env: { ...env, ...engines.env }, signal, prepare });
    for (const key of Object.keys(total)) total[key] += result[key];
    say(`${path.relative(root, file)}: ${Math.round((Date.now() - began) / 1000)} s`);
  }
}
