// The search of the log as the view has it: one query at a time, its progress, and the match that was gone to.

import type { FindQuery } from '../../src/model/logChoice';
import type { FindProgress, LogsContract } from '../../src/protocol/logs';
import type { Host } from '../shared/hostRpc';
import type { VirtualRows } from '../shared/virtualRows';
import { noQuery } from './logsLook';

/** A search starts when the typing pauses. */
const findAfterMs = 150;

export interface LogFindDoor {
  readonly host: Host<LogsContract>;
  list(): VirtualRows | null;
  changed(): void;
  goTo(goal: { readonly epoch: number; readonly position: number }): void;
  /** The matches of rows in sight are others now. */
  marksChanged(): Promise<void>;
  /** Before a search begins: what else depends on its text. Rejects when the text is not valid. */
  before(): Promise<void>;
  /** For who hears it instead of seeing it. */
  said(words: string): void;
  fail(error: unknown): void;
}

export class LogFind {
  query: FindQuery = noQuery;
  found: FindProgress | undefined;
  /** Why the expression is not valid. */
  error: string | undefined;
  /** Which match was gone to, from 0. */
  ordinal: number | undefined;
  private id = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly door: LogFindDoor) {
    door.host.on('find', (found) => {
      if (found.query !== this.id) return;
      const wasDone = this.found?.done === true;
      this.found = found;
      if (found.done && !wasDone) door.said(found.failed ?? matchWords(found.count));
      door.changed();
    });
  }

  get isOn(): boolean {
    return this.query.text !== '';
  }

  /** `go`: leads to the first match from what is in sight on. */
  set(query: FindQuery, go: boolean): void {
    this.query = query;
    this.ordinal = undefined;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.start(go), findAfterMs);
    this.door.changed();
  }

  async start(go: boolean): Promise<void> {
    clearTimeout(this.timer);
    const id = ++this.id;
    this.found = undefined;
    this.ordinal = undefined;
    try {
      await this.door.host.request('find', { query: id, find: this.isOn ? this.query : null });
      if (id !== this.id) return;
      await this.door.before();
      this.error = undefined;
    } catch (error) {
      if (id === this.id) this.error = error instanceof Error ? error.message : String(error);
      return;
    } finally {
      this.door.changed();
    }
    await this.door.marksChanged();
    if (go && this.isOn && id === this.id) await this.step('next', true);
  }

  /** `fresh`: from what is in sight on; else from the row that is chosen. */
  async step(direction: 'next' | 'previous', fresh = false): Promise<void> {
    const list = this.door.list();
    if (!list || !this.isOn || this.error !== undefined) return;
    const from = list.current === undefined || fresh ? Math.floor(list.top) - 1 : list.current;
    const id = this.id;
    try {
      const hit = await this.door.host.request('findStep', { from, direction });
      if (!hit || id !== this.id) return;
      this.ordinal = hit.ordinal;
      this.door.goTo(hit);
      this.door.changed();
    } catch (error) {
      this.door.fail(error);
    }
  }

  async stop(): Promise<void> {
    await this.door.host.request('stopFind', null);
  }

  /** For the toolbar; empty where nothing is searched. */
  get words(): string {
    const { found, ordinal, error } = this;
    if (!this.isOn) return '';
    if (error !== undefined) return 'not valid';
    if (!found) return '…';
    if (found.failed !== undefined) return found.failed;
    const share = `${Math.floor(found.scanned * 100)} %`;
    const progress = found.stopped ? ` in the first ${share}` : found.done ? '' : ` (${share})`;
    if (found.count === 0) return found.done ? `no match${progress}` : `…${progress}`;
    return `${ordinal === undefined ? '' : `${(ordinal + 1).toLocaleString()} of `}${found.count.toLocaleString()}${progress}`;
  }
}

function matchWords(count: number): string {
  return count === 0 ? 'No match' : `${count.toLocaleString()} ${count === 1 ? 'match' : 'matches'}`;
}
