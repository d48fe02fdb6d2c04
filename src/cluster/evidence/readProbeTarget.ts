// What a probe has to know of a container before it is offered: its settings now, and those of its image.

import type { Engine } from '../../engine/engine';
import { EngineError } from '../../engine/engineError';
import { containerFacts } from '../../engine/facts/containerFacts';
import { imageFacts } from '../../engine/facts/imageFacts';
import type { ContainerFacts, ImageFacts } from '../../model/dossier/containerFacts';

/** Secrets are masked. Rejects with an `EngineError`; an image that is gone meanwhile is only absent. */
export async function readProbeTarget(
  engine: Engine,
  containerId: string,
  signal: AbortSignal,
): Promise<{ readonly facts: ContainerFacts; readonly image?: ImageFacts }> {
  const facts = containerFacts(await engine.inspect('container', containerId, { signal }));
  const image = await readImage(engine, facts.imageId ?? facts.image, signal);
  return image === undefined ? { facts } : { facts, image };
}

/** Undefined where the engine has none of that name. */
async function readImage(engine: Engine, name: string, signal: AbortSignal): Promise<ImageFacts | undefined> {
  try {
    return imageFacts(await engine.inspect('image', name, { signal }));
  } catch (error) {
    if (error instanceof EngineError && error.reason === 'notFound') return undefined;
    throw error;
  }
}
