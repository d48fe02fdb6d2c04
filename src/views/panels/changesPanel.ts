// The host side of the changes panel: compares a container with its image once, keeps the tree, hands out rows of it.

import { EngineError } from '../../engine/engineError';
import { panelError } from '../../feeds/panelError';
import { type ChangeTree, changeTree } from '../../model/changeTree';
import type { Gap } from '../../model/gap';
import { HumanError } from '../../model/humanError';
import {
  type ChangesContract,
  type ChangesExtent,
  type ChangesState,
  changesValidators,
  type OpenAnswer,
} from '../../protocol/changes';
import type { PanelTarget } from '../../protocol/panel';
import { messageOf } from '../../util/messageOf';
import type { FindContainer } from '../containerFiles/findContainer';
import type { PanelController, PanelDefinition, PanelLink } from './panelController';

/** What a panel needs of the files of a container. */
export interface ChangesFiles {
  readonly find: FindContainer;
  open(target: PanelTarget, path: string): Promise<OpenAnswer>;
  /** Asks where to, and tells how it went; never rejects. */
  save(target: PanelTarget, path: string): Promise<unknown>;
}

export function changesPanel(files: ChangesFiles): PanelDefinition<ChangesContract> {
  return { validators: changesValidators, create: (link) => createChangesController(link, files) };
}

function createChangesController(
  link: PanelLink<ChangesContract>,
  files: ChangesFiles,
): PanelController<ChangesContract> {
  const { cluster, routes, target } = link;
  let state: ChangesState = { type: 'loading', awaiting: `Comparing ${target.name} with its image` };
  let tree: ChangeTree | undefined;
  let epoch = 0;
  let reading: AbortController | undefined;
  let visible = false;

  const extent = (): ChangesExtent => ({ epoch, rows: tree?.rowCount ?? 0, matches: tree?.matches ?? 0 });

  function become(next: ChangesState): void {
    state = next;
    link.notify('state', state);
  }

  function moved(): ChangesExtent {
    epoch++;
    if (state.type === 'shown') state = { ...state, extent: extent() };
    return extent();
  }

  async function read(): Promise<void> {
    reading?.abort();
    const own = new AbortController();
    reading = own;
    if (state.type === 'failed') become({ type: 'loading', awaiting: `Comparing ${target.name} with its image` });
    try {
      const call = { signal: own.signal };
      await cluster.ready(own.signal);
      const { engine, container } = await files.find(target, own.signal);
      const changes = await engine.changes(container.id, call);
      const now = await engine.get('container', container.id, call);
      own.signal.throwIfAborted();
      tree = changeTree(changes);
      epoch++;
      const mounts = now.ok ? now.value.mounts.map((mount) => mount.target).sort() : [];
      link.setGaps([]);
      become({ type: 'shown', readAt: new Date().toISOString(), counts: tree.counts, extent: extent(), mounts });
    } catch (error) {
      if (own.signal.aborted) return;
      link.log(`Changes of ${target.name}: ${messageOf(error)}`);
      const said = inWords(error);
      if (state.type === 'shown') {
        become({ ...state, old: `${said.message}${said.next ? ` ${said.next}` : ''} This is what was read before.` });
        return;
      }
      link.setGaps(missedNode(error));
      become({ type: 'failed', ...said });
    }
  }

  /** A task on a node that is not reached: the header offers the way out. */
  function missedNode(error: unknown): readonly Gap[] {
    const nodeId = target.kind === 'task' ? cluster.get('task', target.id)?.nodeId : undefined;
    const node = nodeId === undefined ? undefined : cluster.get('node', nodeId);
    if (!node || !(error instanceof HumanError) || routes.status(node.id).type === 'here') return [];
    if (routes.knows(node) && routes.status(node.id).type !== 'failed') return [];
    const message = `${target.name} runs on ${node.name}, whose engine is not reached.`;
    return [{ part: 'changes', node: node.name, reason: 'otherNode', message }];
  }

  const routed = routes.onDidChange((nodeId) => {
    const isOurs = target.kind === 'task' && cluster.get('task', target.id)?.nodeId === nodeId;
    if (visible && isOurs && state.type === 'failed' && routes.status(nodeId).type === 'connected') void read();
  });

  return {
    handlers: {
      start: () => state,
      rows: ({ epoch: asked, from, count }) => ({
        ...{ epoch, from },
        rows: asked === epoch ? (tree?.rows(from, count) ?? []) : [],
      }),
      setOpen({ path, open }) {
        tree?.setOpen(path, open);
        return moved();
      },
      setFilter(filter) {
        tree?.setFilter(filter);
        return moved();
      },
      openFile({ path }) {
        if (tree?.kindOf(path) === 'deleted')
          return { type: 'no', why: `${path} was deleted: only the image still has it.`, canSave: false };
        return files.open(target, path);
      },
      saveFile({ path }) {
        // Not waited for: a person may think about the place for as long as they like.
        files.save(target, path).catch((error: unknown) => link.log(String(error)));
        return null;
      },
    },
    // Comparing costs the engine a walk through every file: it is done once, and again when somebody asks.
    setVisible(now) {
      visible = now;
      if (now && !tree && !reading) void read();
    },
    retry: () => void read(),
    dispose() {
      routed.dispose();
      reading?.abort();
    },
  };
}

function inWords(error: unknown): { readonly message: string; readonly next?: string } {
  if (error instanceof EngineError && /not (implemented|supported)|unsupported/i.test(error.message)) {
    return {
      message: `The storage of ${error.engine} cannot tell what differs from the image.`,
      next: 'A shell in the container shows its files.',
    };
  }
  return panelError(error);
}
