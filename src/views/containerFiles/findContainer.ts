// What the views need to know of a container that has files: where it is. The commands know how to find it.

import type { Engine } from '../../engine/engine';
import type { TargetRef } from '../../model/target';

/** Rejects with a `HumanError` for what has no container, or runs on a node that is not reached. */
export type FindContainer = (
  target: TargetRef,
  signal: AbortSignal,
) => Promise<{ readonly engine: Engine; readonly container: { readonly id: string; readonly name: string } }>;
