// The host side of the inspect panel: reads the object, masks it, keeps it current, reveals one value when asked to.

import type { JsonObject } from '../../engine/engine';
import { EngineError } from '../../engine/engineError';
import { panelError } from '../../feeds/panelError';
import { HumanError } from '../../model/humanError';
import { atPointer, maskSecrets, type PlainJson } from '../../model/maskSecrets';
import type { ObjectKind } from '../../model/objects';
import { slotKey } from '../../model/taskHistory';
import { type FactSection, type InspectContract, type InspectState, inspectValidators } from '../../protocol/inspect';
import { containerKey, inspectFacts } from './inspectFacts/inspectFacts';
import { lastUpdateFacts } from './inspectFacts/lastUpdateFacts';
import { slotFacts } from './inspectFacts/slotFacts';
import { inspectTarget } from './inspectTarget';
import type { PanelController, PanelDefinition, PanelLink } from './panelController';
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
  let slot: FactSection | undefined;
  let visible = false;
  let timer: NodeJS.Timeout | undefined;
  let reading: AbortController | undefined;

  function become(next: InspectState): void {
    state = next;
    link.notify('state', state);
  }

  function show(json: JsonObject): void {
    const before = slot;
    slot = target.kind === 'task' ? slotFacts(cluster, target.id) : undefined;
    const same = JSON.stringify([json, slot]) === JSON.stringify([raw, before]);
    if (state.type === 'shown' && !state.gone && same) return;
    raw = json;
    const safe = maskSecrets(json);
    masked = new Set(safe.masked);
    const [first, ...rest] = inspectFacts(target.kind, safe.json, safe.masked);
    const changes = target.kind === 'service' ? lastUpdateFacts(json) : undefined;
    const sections = [slot, first, changes, ...rest].filter((one) => one !== undefined);
    become({ type: 'shown', readAt: new Date().toISOString(), sections, json: safe.json, masked: safe.masked });
  }

  async function read(again = false): Promise<void> {
    reading?.abort();
    const own = new AbortController();
    reading = own;
    try {
      const json = await inspectTarget(cluster, target, own.signal);
      if (own.signal.aborted) return;
      // The task itself does not wait for the engine of its node.
      show(container ? { ...json, [containerKey]: container } : json);
      if (target.kind !== 'task') return;
      const found = await taskContainer(cluster, routes, target.id, own.signal, again);
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

  /** Itself, and of a task also the others of its slot. */
  function isTold(kind: ObjectKind, id: string): boolean {
    // Any service, network, secret or config may belong to a stack or have left it.
    if (target.kind === 'stack') return /^(service|network|secret|config)$/.test(kind);
    if (kind !== target.kind) return false;
    if (id === target.id || kind !== 'task') return id === target.id;
    const [own, other] = [cluster.get('task', target.id), cluster.get('task', id)];
    return own !== undefined && other !== undefined && slotKey(own) === slotKey(other);
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
    if (change.type === 'reset' || (change.type === 'info' && target.kind === 'swarm')) readSoon();
    if (change.type === 'patch' && change.objects.some(({ kind, id }) => isTold(kind, id))) readSoon();
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
    // A person asks, so what failed a moment ago is tried again.
    retry: () => void read(true),
    dispose() {
      listening.dispose();
      routed.dispose();
      clearTimeout(timer);
      reading?.abort();
      raw = undefined;
    },
  };
}
