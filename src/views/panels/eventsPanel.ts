// The host side of the events panel: which events it shows, how many there are, and the rows that the view pulls.

import type { EventHistory, HistoryUse } from '../../feeds/events/eventHistory';
import { isAbout } from '../../feeds/events/eventMatch';
import { eventsAsText } from '../../feeds/events/eventText';
import { EventView } from '../../feeds/events/eventView';
import { missingNodesGap, nodesOf } from '../../feeds/events/missingNodes';
import { spanOfEntries, timelineSpan } from '../../feeds/events/timelineSpan';
import { panelError } from '../../feeds/panelError';
import { timelineOf } from '../../model/eventTimeline';
import { HumanError } from '../../model/humanError';
import {
  type EventExtent,
  type EventFilters,
  type EventRange,
  type EventsContract,
  type EventsState,
  type EventTimeline,
  eventsValidators,
  maxCopied,
} from '../../protocol/events';
import type { PanelTarget } from '../../protocol/panel';
import { type Disposable, DisposableStore } from '../../util/disposable';
import { eventDetail, eventRow, mayRun, targetOf } from './eventRows';
import type { PanelController, PanelDefinition, PanelLink } from './panelController';
import { createProbeFollower } from './probeFollower';
import type { TextDoors } from './textDoors';

/** How often the view hears of new events at most: a storm of them is one message. */
const tellEveryMs = 50;
const tellFacetsEveryMs = 1000;
/** Changes of the picture come in bursts. */
const syncAfterMs = 200;

export interface EventsPanelOptions {
  readonly history: EventHistory;
  readonly doors: TextDoors;
  /** The other objects of a multiple selection. */
  readonly also: readonly PanelTarget[];
}

export function eventsPanel(options: EventsPanelOptions): PanelDefinition<EventsContract> {
  return {
    validators: eventsValidators,
    others: options.also.length,
    create: (link) => createEventsController(link, options),
  };
}

function createEventsController(
  link: PanelLink<EventsContract>,
  { history, doors, also }: EventsPanelOptions,
): PanelController<EventsContract> {
  const { cluster, routes } = link;
  const targets = [link.target, ...also];
  const life = new DisposableStore();
  const ending = new AbortController();
  let use: HistoryUse | undefined;
  let noise = false;
  let visible = false;
  let failure: EventsState | undefined;
  let telling: NodeJS.Timeout | undefined;
  let tellingFacets: NodeJS.Timeout | undefined;
  let syncing: NodeJS.Timeout | undefined;
  let gap = '';
  const view = life.add(
    new EventView(history.store, (entry) => targets.some((target) => isAbout(cluster, target, entry)), tellSoon),
  );
  const probes = life.add(
    createProbeFollower(cluster, routes, history.probes, targets, (sources) => link.notify('probes', sources)),
  );

  const extent = (): EventExtent => ({ ...view.extent, dropped: history.store.dropped });
  const state = (): EventsState => failure ?? history.state;

  function tellSoon(): void {
    if (!visible) return;
    telling ??= setTimeout(() => {
      telling = undefined;
      link.notify('extent', extent());
    }, tellEveryMs);
    tellingFacets ??= setTimeout(() => {
      tellingFacets = undefined;
      link.notify('facets', view.facets);
    }, tellFacetsEveryMs);
  }

  function sync(): void {
    if (!visible || !cluster.info) return;
    probes.sync();
    const missing = missingNodesGap(nodesOf(cluster, targets), routes);
    const text = JSON.stringify(missing);
    if (text === gap) return;
    gap = text;
    link.setGaps(missing ? [missing] : []);
  }

  function syncSoon(): void {
    if (!visible) return;
    syncing ??= setTimeout(() => {
      syncing = undefined;
      sync();
    }, syncAfterMs);
  }

  async function connect(): Promise<void> {
    try {
      await cluster.ready(ending.signal);
      failure = undefined;
    } catch (error) {
      if (ending.signal.aborted) return;
      failure = { type: 'failed', ...panelError(error) };
    }
    link.notify('state', state());
    // What belongs to an object is only known with the picture.
    view.refresh();
    sync();
  }

  /** From the first look to the end of the panel, since what nobody hears is lost. */
  function begin(): Disposable {
    const hearing = new DisposableStore();
    hearing.add(cluster.watch({ tasks: false }));
    use = hearing.add(history.use());
    hearing.add(
      history.onDidChangeState(() => {
        link.notify('state', state());
        tellSoon();
      }),
    );
    hearing.add(
      cluster.onDidChangeStatus(({ type }) => {
        if (type === 'live' && failure) void connect();
      }),
    );
    hearing.add(routes.onDidChange(syncSoon));
    hearing.add(
      cluster.onDidChange((change) => {
        if (change.type === 'reset') view.refresh();
        if (change.type !== 'info') syncSoon();
      }),
    );
    void connect();
    return hearing;
  }

  function hear(): void {
    use?.setNoise(visible && noise);
  }

  function setFilters(filters: EventFilters): void {
    noise = filters.noise;
    hear();
    view.setFilter(filters);
  }

  function setRange({ from, to }: EventRange): void {
    view.setRange({ ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) });
  }

  function timeline(range: EventRange, columns: number, lanes: number): EventTimeline {
    const { entries } = view;
    const { first, last } = spanOfEntries(entries);
    const { from, to, oldest, now } = timelineSpan(first, last, range);
    return { ...timelineOf(entries, { from, to, columns, lanes }), oldest, now };
  }

  const nodeName = (id: string) => cluster.get('node', id)?.name;

  return {
    handlers: {
      start: ({ filters, range }) => {
        setFilters(filters);
        setRange(range);
        return { extent: extent(), facets: view.facets, state: state(), also, probes: probes.sources };
      },
      rows: ({ epoch, from, count }) => {
        if (epoch !== view.extent.epoch) return { epoch: view.extent.epoch, from, rows: [] };
        const found = view.rows(from, count);
        return { epoch, from: found.from, rows: found.entries.map((entry) => eventRow(cluster, entry)) };
      },
      setFilters: (filters) => {
        setFilters(filters);
        return extent();
      },
      setRange: (range) => {
        setRange(range);
        return extent();
      },
      timeline: ({ range, columns, lanes }) => timeline(range, columns, lanes),
      locate: ({ seq }) => {
        const position = view.positionOf(seq);
        const { first, end } = view.extent;
        return position !== undefined && position >= first && position < end ? position : null;
      },
      detail: ({ seq }) => {
        const entry = view.entry(seq);
        return entry ? eventDetail(cluster, entry) : null;
      },
      runOn: async ({ seq, command }) => {
        const entry = view.entry(seq);
        const target = entry && targetOf(entry);
        if (!entry || !target) throw new HumanError('This event is not kept any more.');
        if (!mayRun(cluster, entry, command))
          throw new HumanError(`The ${target.kind} ${target.name} is not there any more.`);
        await link.execute(command, target);
        return null;
      },
      copy: async ({ epoch, from, to }) => {
        if (epoch !== view.extent.epoch)
          throw new HumanError('The list has changed meanwhile.', 'Choose the rows again.');
        const { entries } = view.rows(from, Math.min(maxCopied, to - from));
        await doors.copy(eventsAsText(entries, 'text', nodeName));
        return { copied: entries.length };
      },
      save: async () => {
        let saved = 0;
        const name = `${link.target.name.replace(/[^\w.-]+/g, '-').slice(0, 60)}-events.jsonl`;
        const kinds = { 'JSON lines': ['jsonl'], CSV: ['csv'] };
        const chosen = await doors.save(name, kinds, (fileName) => {
          const { first, end } = view.extent;
          const { entries } = view.rows(first, end - first);
          saved = entries.length;
          return eventsAsText(entries, /\.csv$/i.test(fileName) ? 'csv' : 'jsonl', nodeName);
        });
        return chosen ? { saved } : null;
      },
    },
    setVisible(now) {
      if (visible === now) return;
      visible = now;
      if (visible && !use) life.add(begin());
      hear();
      if (visible) sync();
    },
    retry() {
      history.retry();
      void connect();
      for (const node of nodesOf(cluster, targets)) {
        if (!routes.knows(node) || routes.status(node.id).type === 'connected') continue;
        routes.engineFor(node, ending.signal, { again: true }).catch((error: unknown) => link.log(String(error)));
      }
    },
    dispose() {
      ending.abort();
      for (const timer of [telling, tellingFacets, syncing]) clearTimeout(timer);
      life.dispose();
    },
  };
}
