// How a service of a compose file is built.

import type { ComposeService } from '../compose/composeFacts';
import { nodeAt, textOf } from '../compose/treeValues';

export interface Build {
  /** As written: relative to the compose file's folder. */
  readonly context: string;
  /** As written: relative to the context. */
  readonly dockerfile: string;
  readonly target?: string;
}

/** Undefined for a service that is not built, or not from a folder here. */
export function buildOf({ tree }: Pick<ComposeService, 'tree'>): Build | undefined {
  const build = nodeAt(tree, 'build');
  const context = textOf(build) ?? textOf(nodeAt(build, 'context')) ?? (build?.type === 'map' ? '.' : undefined);
  // A remote repository, or a Dockerfile that stands in the compose file itself.
  if (context === undefined || /^\w+:\/\/|^git@/.test(context) || nodeAt(build, 'dockerfile_inline')) return undefined;
  const target = textOf(nodeAt(build, 'target'));
  return {
    context,
    dockerfile: textOf(nodeAt(build, 'dockerfile')) ?? 'Dockerfile',
    ...(target === undefined ? {} : { target }),
  };
}
