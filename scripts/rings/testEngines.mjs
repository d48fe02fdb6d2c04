// The engines that the engine, vscode and ui rings share: started once for a run, or kept by an earlier one.
import { createHash } from 'node:crypto';
import { ensurePrograms } from '../provision/apt.mjs';
import { findEngines, startEngines, whyNoEngines } from '../provision/engines.mjs';
import { provideImages } from '../provision/images.mjs';
import { provideNewerEngine } from '../provision/newerEngine.mjs';
import { root } from '../provision/paths.mjs';
import { say } from '../provision/run.mjs';

/**
 * The engines of this run: new ones that end with it. With `suite`, they are those of that Debian suite. Resolves to
 * { env, engines, stop() }.
 */
export async function ownEngines({ signal, suite }) {
  return equip(await startEngines({ signal, root: await rootOf(suite) }));
}

/** The engines that live on between runs of this clone; started when they are not there. */
export async function keptEngines({ name, suite }) {
  const runId = keptRunId(name, suite);
  const found = await findEngines(runId);
  return equip(found ?? (await startEngines({ runId, detached: true, root: await rootOf(suite) })));
}

/** Ends the kept engines; false when there were none. */
export async function endKeptEngines({ name, suite }) {
  const engines = await findEngines(keptRunId(name, suite));
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

async function rootOf(suite) {
  return suite && provideNewerEngine(suite);
}

// One set per clone, so that two clones on one machine do not share; a name makes another set for the same clone.
function keptRunId(name, suite) {
  const set = name ?? createHash('sha256').update(root).digest('hex').slice(0, 6);
  return `keep-${set}${suite ? `-${suite}` : ''}`;
}
