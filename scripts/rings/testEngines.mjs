// The engines that the engine, vscode and ui rings share: started once for a run, or kept by an earlier one.
import { createHash } from 'node:crypto';
import { ensurePrograms } from '../provision/apt.mjs';
import { findEngines, startEngines, whyNoEngines } from '../provision/engines.mjs';
import { provideImages } from '../provision/images.mjs';
import { root } from '../provision/paths.mjs';
import { say } from '../provision/run.mjs';

/** The engines of this run: new ones that end with it. Resolves to { env, engines, stop() }. */
export async function ownEngines(signal) {
  return equip(await startEngines({ signal }));
}

/** The engines that live on between runs of this clone; started when they are not there. */
export async function keptEngines(name) {
  const runId = keptRunId(name);
  return equip((await findEngines(runId)) ?? (await startEngines({ runId, detached: true })));
}

/** Ends the kept engines; false when there were none. */
export async function endKeptEngines(name) {
  const engines = await findEngines(keptRunId(name));
  await engines?.stop();
  return engines !== undefined;
}

export { whyNoEngines };

async function equip(engines) {
  try {
    await ensurePrograms(['sshd', 'ssh', 'openssl']);
    say('providing images');
    await provideImages(engines.nodes.map(({ socket }) => socket));
  } catch (error) {
    await engines.stop();
    throw error;
  }
  const env = {
    DOCKHOUND_TEST_RUN: engines.runId,
    DOCKHOUND_TEST_MANAGER: engines.manager.url,
    DOCKHOUND_TEST_WORKER: engines.worker.url,
  };
  return { engines, env, stop: () => engines.stop() };
}

// One set per clone, so that two clones on one machine do not share; a name makes another set for the same clone.
function keptRunId(name) {
  if (name) return `keep-${name}`;
  return `keep-${createHash('sha256').update(root).digest('hex').slice(0, 6)}`;
}
