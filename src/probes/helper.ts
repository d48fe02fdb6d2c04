// A helper container in another one's network: for what that one has no tools for. Gone when its use is over.

import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import { HumanError } from '../model/humanError';
import type { Image } from '../model/storage';

/** Longer than any probe; when nobody is left to remove it, it ends by itself then and the engine removes it. */
const livesSeconds = 120;
const removeMs = 15_000;

/** Images with a shell and the usual tools, the smallest first. */
const toolImages = [/^busybox(:|$)/, /(^|\/)busybox:/, /^alpine(:|$)/, /(^|\/)alpine:/, /^(debian|ubuntu)(:|$)/];

/**
 * Runs `use` with the id of a helper that shares the network of `containerId`. The helper is removed before this settles.
 * Rejects with a `HumanError` where the engine has no image for it.
 */
export async function withHelper<T>(
  engine: Engine,
  containerId: string,
  signal: AbortSignal,
  use: (helperId: string) => Promise<T>,
): Promise<T> {
  const { items } = await engine.list('image', { signal });
  const image = helperImage(items);
  if (image === undefined) {
    throw new HumanError(
      `The container has no tool for this, and ${engine.label} has no image to help out with.`,
      'Pull busybox there, then try again.',
      [{ title: 'Copy docker pull busybox', copy: 'docker pull busybox' }],
    );
  }
  const id = await engine.probing.startHelper(
    {
      image,
      command: ['sleep', String(livesSeconds)],
      purpose: 'probe',
      network: { of: containerId },
      user: '0:0',
    },
    { signal },
  );
  try {
    return await use(id);
  } finally {
    await removeHelper(engine, id);
  }
}

/** By the first tag that fits; undefined where none does. */
export function helperImage(images: readonly Pick<Image, 'tags'>[]): string | undefined {
  const tags = images.flatMap((image) => image.tags);
  for (const form of toolImages) {
    const found = tags.find((tag) => form.test(tag));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Also one that is gone already, or that the engine is removing by itself. */
export async function removeHelper(engine: Engine, id: string): Promise<void> {
  try {
    await engine.act(id, { type: 'remove', force: true, volumes: true }, { deadlineMs: removeMs });
  } catch (error) {
    if (!(error instanceof EngineError) || (error.reason !== 'notFound' && error.reason !== 'conflict')) throw error;
  }
}
