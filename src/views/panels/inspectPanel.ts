// The host side of the inspect panel: reads the object, masks it, keeps it current, reveals one value when asked to.

import type { Engine, JsonObject } from '../../engine/engine';
import { EngineError } from '../../engine/engineError';
import type { ProbeHistory } from '../../feeds/events/probeHistory';
import type { Readings } from '../../feeds/inspect/readings';
import { panelError } from '../../feeds/panelError';
import { HumanError } from '../../model/humanError';
import { jsonPath, pointerOf } from '../../model/jsonPath';
import { atPointer, maskSecrets } from '../../model/maskSecrets';
import type { ObjectKind } from '../../model/objects';
import type { PlainJson } from '../../model/plainJson';
import { slotKey } from '../../model/taskHistory';
import { type FactSection, type InspectContract, type InspectState, inspectValidators } from '../../protocol/inspect';
import type { Disposable } from '../../util/disposable';
import { messageOf } from '../../util/messageOf';
import { containerKey, inspectFacts } from './inspectFacts/inspectFacts';
import { lastUpdateFacts } from './inspectFacts/lastUpdateFacts';
import { sharedLayers } from './inspectFacts/sharedLayers';
import { slotFacts } from './inspectFacts/slotFacts';
import { inspectTarget } from './inspectTarget';
import { otherImages } from './otherImages';
import type { PanelController, PanelDefinition, PanelLink } from './panelController';
import { taskContainer } from './taskContainer';

/** Changes come in bursts; the object is read once per burst. */
const readAfterMs = 300;

/** What an inspect panel needs beside its object. */
export interface InspectParts {
  readonly readings: Pick<Readings, 'keep'>;
  /** Absent: only the probes that the engine keeps are shown. */
  readonly probes?: Pick<ProbeHistory, 'of' | 'follow' | 'onDidChange'>;
  /** To the clipboard. */
  copy(text: string): Promise<void>;
}

export function inspectPanel(parts: InspectParts): PanelDefinition<InspectContract> {
  return { validators: inspectValidators, create: (link) => createInspectController(link, parts) };
}

function createInspectController(
  link: PanelLink<InspectContract>,
  { readings, probes, copy }: InspectParts,
): PanelController<InspectContract> {
  const { cluster, routes, target } = link;
  let state: InspectState = { type: 'loading', awaiting: `Reading ${target.name}` };
  // The unmasked form stays here; a view gets single values of it, one by one.
  let raw: PlainJson | undefined;
  /** Of a task: what the engine of its node said last of its container. */
  let container: JsonObject | undefined;
  let masked: ReadonlySet<string> = new Set();
  let slot: FactSection | undefined;
  /** Of an image: which others stand on its layers. */
  let sharing: FactSection | undefined;
  let shownFacts = '';
  let place: { readonly path: string; readonly ask: number } | undefined;
  let visible = false;
  let timer: NodeJS.Timeout | undefined;
  let reading: AbortController | undefined;
  let following: Disposable | undefined;

  function become(next: InspectState): void {
    state = next;
    link.notify('state', state);
  }

  function show(json: JsonObject): void {
    slot = target.kind === 'task' ? slotFacts(cluster, target.id) : undefined;
    const safe = maskSecrets(json);
    const sections = sectionsOf(json, safe.json, safe.masked);
    const facts = JSON.stringify(sections);
    const before = raw;
    if (
      state.type === 'shown' &&
      !state.gone &&
      facts === shownFacts &&
      JSON.stringify(json) === JSON.stringify(before)
    )
      return;
    const renewed = safe.masked.filter(
      (path) =>
        before === undefined || JSON.stringify(atPointer(json, path)) !== JSON.stringify(atPointer(before, path)),
    );
    raw = json;
    shownFacts = facts;
    masked = new Set(safe.masked);
    const readAt = new Date().toISOString();
    const goTo = placeIn(safe.json);
    become({ type: 'shown', readAt, sections, json: safe.json, masked: safe.masked, renewed, ...goTo });
  }

  /** Of a task the container may be meant. */
  function placeIn(json: PlainJson): { readonly goTo?: { readonly pointer: string; readonly ask: number } } {
    if (!place) return {};
    const inner = pointerOf(atPointer(json, `/${containerKey}`) ?? null, place.path);
    const pointer = pointerOf(json, place.path) || (inner && `/${containerKey}${inner}`);
    return pointer === '' ? {} : { goTo: { pointer, ask: place.ask } };
  }

  function forgetPlace(): void {
    place = undefined;
    if (state.type !== 'shown') return;
    const { goTo: _, ...rest } = state;
    state = rest;
  }

  function sectionsOf(json: JsonObject, safe: PlainJson, paths: readonly string[]): readonly FactSection[] {
    const containerId = probedContainer();
    const kept = containerId === undefined ? undefined : probes?.of(containerId);
    const [first, ...rest] = inspectFacts(target.kind, safe, paths, kept);
    const changes = target.kind === 'service' ? lastUpdateFacts(json) : undefined;
    return [slot, first, changes, sharing, ...rest].filter((one) => one !== undefined);
  }

  function probedContainer(): string | undefined {
    if (target.kind === 'container') return target.id;
    return target.kind === 'task' ? cluster.get('task', target.id)?.containerId : undefined;
  }

  async function read(again = false): Promise<void> {
    reading?.abort();
    const own = new AbortController();
    reading = own;
    try {
      const json = await inspectTarget(cluster, target, own.signal);
      if (own.signal.aborted) return;
      readings.keep(target, json);
      // The object itself does not wait for other engines, nor for other images.
      show(container ? { ...json, [containerKey]: container } : json);
      if (target.kind === 'image') {
        sharing = sharedLayers(json, await otherImages(cluster, target.id, own.signal));
        if (!own.signal.aborted) show(json);
      }
      if (target.kind !== 'task') return;
      const found = await taskContainer(cluster, routes, target.id, own.signal, again);
      if (own.signal.aborted) return;
      container = found.json;
      link.setGaps(found.gaps);
      show(container ? { ...json, [containerKey]: container } : json);
    } catch (error) {
      if (own.signal.aborted) return;
      link.log(`Inspect ${target.name}: ${messageOf(error)}`);
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

  /** Each probe is read while somebody looks, since the engine forgets all but five. */
  function followProbes(): void {
    const id = probedContainer();
    if (id !== undefined && visible) following ??= probes?.follow(id, (signal) => engineOf(id, signal));
  }

  function engineOf(containerId: string, signal: AbortSignal): Promise<Engine> {
    const nodeId = target.kind === 'task' ? cluster.get('task', target.id)?.nodeId : undefined;
    const node = nodeId === undefined ? undefined : cluster.get('node', nodeId);
    return node && !cluster.get('container', containerId) ? routes.engineFor(node, signal) : cluster.engine(signal);
  }

  const routed = routes.onDidChange((nodeId) => {
    if (target.kind === 'task' && cluster.get('task', target.id)?.nodeId === nodeId) readSoon();
  });
  const listening = cluster.onDidChange((change) => {
    if (change.type === 'reset' || (change.type === 'info' && target.kind === 'swarm')) readSoon();
    if (change.type === 'patch' && change.objects.some(({ kind, id }) => isTold(kind, id))) readSoon();
  });
  const probed = probes?.onDidChange((id) => {
    if (id === probedContainer()) readSoon();
  });

  return {
    handlers: {
      start: () => state,
      reveal: ({ path }) => {
        const value = masked.has(path) && raw !== undefined ? atPointer(raw, path) : undefined;
        if (value === undefined) throw new HumanError('There is nothing to reveal here.', 'Refresh the panel.');
        return { value: typeof value === 'string' ? value : JSON.stringify(value) };
      },
      async copy({ path, what, revealed }) {
        if (state.type !== 'shown') throw new HumanError('There is nothing to copy yet.');
        const written = jsonPath(state.json, path);
        if (what === 'path') {
          await copy(written);
          return { words: `Path copied: ${written}` };
        }
        const source = revealed && masked.has(path) && raw !== undefined ? raw : state.json;
        const value = atPointer(source, path);
        if (value === undefined) throw new HumanError('This is not there any more.', 'Copy another one.');
        await copy(typeof value === 'string' ? value : JSON.stringify(value, undefined, 2));
        return { words: path === '' ? 'All of it copied as JSON, secrets masked' : `Value copied: ${written}` };
      },
      compare: () => {
        // Not waited for: a person may think about it for as long as they like.
        link
          .execute('dockhound.compare', target, { fromPanel: true })
          .catch((error: unknown) => link.log(String(error)));
        return null;
      },
      openRaw: async () => {
        await link.openRaw();
        return null;
      },
    },
    setVisible(now) {
      const appeared = now && !visible;
      visible = now;
      // Who comes back goes on where they were.
      if (!now) forgetPlace();
      if (appeared) void read().then(followProbes);
      if (now) return;
      following?.dispose();
      following = undefined;
    },
    show({ path }) {
      if (path === undefined) return;
      place = { path, ask: (place?.ask ?? 0) + 1 };
      if (state.type === 'shown') become({ ...state, ...placeIn(state.json) });
    },
    // A person asks, so what failed a moment ago is tried again.
    retry: () => void read(true),
    dispose() {
      listening.dispose();
      routed.dispose();
      probed?.dispose();
      following?.dispose();
      clearTimeout(timer);
      reading?.abort();
      raw = undefined;
    },
  };
}
