// What the controls of the log panel do: each changes what is shown, or asks the host.

import type { FieldFilter } from '../../src/model/logChoice';
import type { LogReading, LogSourceInfo, LogsContract } from '../../src/protocol/logs';
import type { Host } from '../shared/hostRpc';
import type { VirtualRows } from '../shared/virtualRows';
import type { FieldActions } from './fieldsTree';
import type { LogFind } from './logFind';
import type { LogRows } from './logRows';
import type { LogsLook } from './logsLook';
import type { LogsDoor, PopoverId } from './logsPopovers';

/** The panel, as far as its controls need it. */
export interface LogsActions {
  view: LogsLook;
  reading: LogReading;
  readonly sources: readonly LogSourceInfo[];
  highlights: LogsDoor['highlights'];
  readonly selection: string;
  opened: PopoverId | undefined;
  readonly rows: LogRows;
  readonly find: LogFind;
  readonly list: VirtualRows | null;
  readonly logHost: Host<LogsContract>;
  attempt(work: () => Promise<unknown>): Promise<void>;
  applyChoice(): Promise<void>;
  announce(words: string): void;
  /** Saves how the panel looks. */
  keep(): void;
  popoverElement(id: PopoverId): HTMLElement | null;
  redraw(): void;
}

export function logsDoor(panel: LogsActions): LogsDoor & FieldActions {
  const { logHost } = panel;
  const setLook: LogsDoor['setLook'] = (change) => {
    panel.view = { ...panel.view, ...change };
    panel.keep();
    const shows = ['filtering', 'filter', 'folded', 'structured'] as const;
    if (!shows.some((part) => part in change)) return;
    void panel.attempt(async () => {
      await panel.applyChoice();
      // The same rows in other words.
      if ('structured' in change) await panel.rows.refresh();
    });
  };
  const setFilter: LogsDoor['setFilter'] = (change) => setLook({ filter: { ...panel.view.filter, ...change } });
  const close = () => {
    if (panel.opened) panel.popoverElement(panel.opened)?.hidePopover();
  };
  return {
    get look() {
      return panel.view;
    },
    get reading() {
      return panel.reading;
    },
    get sources() {
      return panel.sources;
    },
    get highlights() {
      return panel.highlights;
    },
    get selection() {
      return panel.selection;
    },
    get paused() {
      return panel.rows.isPaused;
    },
    setLook,
    setFilter,
    setQuery(query) {
      panel.view = { ...panel.view, query };
      panel.keep();
      // What is filtered away needs no jump; what is searched for is gone to.
      panel.find.set(query, !panel.view.filtering);
    },
    setReading(reading) {
      panel.reading = reading;
      panel.keep();
      void panel.attempt(() => logHost.request('setReading', { reading }));
    },
    setHighlights(highlights) {
      panel.highlights = highlights;
      void panel.attempt(() => logHost.request('setHighlights', { highlights }));
    },
    setPaused(paused) {
      panel.rows.setPaused(paused);
      panel.redraw();
    },
    step(kind, direction) {
      if (kind === 'match') {
        void panel.find.step(direction);
        return;
      }
      void panel.attempt(async () => {
        const { list } = panel;
        if (!list) return;
        const from = list.current ?? (direction === 'next' ? Math.floor(list.top) - 1 : Math.ceil(list.top));
        const hit = await logHost.request('step', { kind, from, direction });
        if (!hit) panel.announce(`There is no ${kind}`);
        else panel.rows.goTo(hit);
        if (hit?.wrapped) panel.announce(direction === 'next' ? 'From the beginning again' : 'From the end again');
      });
    },
    jumpTo(at) {
      void panel.attempt(async () => {
        const { position, extent } = await logHost.request('locate', { at });
        panel.rows.goTo({ epoch: extent.epoch, position });
      });
    },
    save: (scope) => void panel.attempt(() => logHost.request('save', { scope })),
    openInEditor: (scope) => void panel.attempt(() => logHost.request('openInEditor', { scope })),
    copy(text) {
      void panel.attempt(async () => {
        await logHost.request('copyText', { text });
        panel.announce('Copied');
      });
    },
    copyRows() {
      void panel.attempt(async () => {
        const chosen = panel.list?.chosen;
        if (!chosen) return;
        const { lines, left } = await logHost.request('copy', { epoch: panel.rows.extent.epoch, ...chosen });
        const less = left > 0 ? `; ${left.toLocaleString()} more are too many for a clipboard: save them instead` : '';
        panel.announce(`${lines.toLocaleString()} ${lines === 1 ? 'row' : 'rows'} copied${less}`);
      });
    },
    filter(path, value, not) {
      const field: FieldFilter = { path, value, not };
      setFilter({ fields: [...panel.view.filter.fields, field] });
    },
    focusRows() {
      const { list } = panel;
      if (list && panel.rows.extent.end > panel.rows.extent.first) list.focusRow(list.current ?? Math.ceil(list.top));
    },
    show(id) {
      close();
      panel.popoverElement(id)?.showPopover();
    },
    close,
    toggled(id, isOpen) {
      if (isOpen) panel.opened = id;
      else if (panel.opened === id) panel.opened = undefined;
    },
  };
}
