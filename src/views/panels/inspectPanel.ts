// The host side of the inspect panel: reads the object, masks it, keeps it current, reveals one value when asked to.

import type { JsonObject } from '../../engine/engine';
import { EngineError } from '../../engine/engineError';
import { HumanError } from '../../model/humanError';
import { atPointer, maskSecrets, type PlainJson } from '../../model/maskSecrets';
import { type InspectContract, type InspectState, inspectValidators } from '../../protocol/inspect';
import { containerKey, inspectFacts } from './inspectFacts/inspectFacts';
import { inspectTarget } from './inspectTarget';
import { type PanelController, type PanelDefinition, type PanelLink, panelError } from './panelController';
import { taskContainer } from './taskContainer';

/** Changes come in bursts; the object is read once per burst. */
const readAfterMs = 300;

export const inspectPanel: PanelDefinition<InspectContract> = {
  validators: inspectValidators,
  create: (link) => createInspectController(link),
};

function createInspectController(link: PanelLink<InspectContract>): PanelController<InspectContract> {
  const { cluster, routes, target } = link;
  let state: InspectState = { type: 'loading', awaiting: `Reading ${target.name}` };
  // The unmasked form stays here; a view gets single values of it, one by one.
  let raw: PlainJson | undefined;
  /** Of a task: what the engine of its node said last of its container. */
  let container: JsonObject | undefined;
  let masked: ReadonlySet<string> = new Set();
  let visible = false;
  let timer: NodeJS.Timeout | undefined;
  let reading: AbortController | undefined;

  function become(next: InspectState): void {
    state = next;
    link.notify('state', state);
  }

  function show(json: JsonObject): void {
    if (state.type === 'shown' && !state.gone && JSON.stringify(json) === JSON.stringify(raw)) return;
    raw = json;
    const safe = maskSecrets(json);
    masked = new Set(safe.masked);
    const sections = inspectFacts(target.kind, safe.json, safe.masked);
    become({ type: 'shown', readAt: new Date().toISOString(), sections, json: safe.json, masked: safe.masked });
  }

  async function read(): Promise<void> {
    reading?.abort();
    const own = new AbortController();
    reading = own;
    try {
      const json = await inspectTarget(cluster, target, own.signal);
      if (own.signal.aborted) return;
      // The task itself does not wait for the engine of its node.
      show(container ? { ...json, [containerKey]: container } : json);
      if (target.kind !== 'task') return;
      const found = await taskContainer(cluster, routes, target.id, own.signal);
      if (own.signal.aborted) return;
      container = found.json;
      link.setGaps(found.gaps);
      show(container ? { ...json, [containerKey]: container } : json);
    } catch (error) {
      if (own.signal.aborted) return;
      link.log(`Inspect ${target.name}: ${error instanceof Error ? error.message : String(error)}`);
      const { message, next } = panelError(error);
      const isGone = error instanceof EngineError && error.reason === 'notFound';
      // What was read last stays on the screen, marked as such: it is often what one came for.
      if (state.type === 'shown')
        become({ ...state, gone: isGone ? `${target.name} was removed; this is what it was last.` : message });
      else become({ type: 'failed', message, ...(next === undefined ? {} : { next }) });
    }
  }

  function readSoon(): void {
    if (!visible) return;
    clearTimeout(timer);
    timer = setTimeout(() => void read(), readAfterMs);
  }

  const routed = routes.onDidChange((nodeId) => {
    if (target.kind === 'task' && cluster.get('task', target.id)?.nodeId === nodeId) readSoon();
  });
  const listening = cluster.onDidChange((change) => {
    if (change.type === 'reset') readSoon();
    if (change.type === 'patch' && change.objects.some(({ kind, id }) => kind === target.kind && id === target.id))
      readSoon();
  });

  return {
    handlers: {
      start: () => state,
      reveal: ({ path }) => {
        const value = masked.has(path) && raw !== undefined ? atPointer(raw, path) : undefined;
        if (value === undefined) throw new HumanError('There is nothing to reveal here.', 'Refresh the panel.');
        return { value: typeof value === 'string' ? value : JSON.stringify(value) };
      },
      openRaw: async () => {
        await link.openRaw();
        return null;
      },
    },
    setVisible(now) {
      const appeared = now && !visible;
      visible = now;
      if (appeared) void read();
    },
    retry: () => void read(),
    dispose() {
      listening.dispose();
      routed.dispose();
      clearTimeout(timer);
      reading?.abort();
      raw = undefined;
    },
  };
}
