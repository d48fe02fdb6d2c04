// The readers that run, by what they read, and what they say of themselves.

import type { Gap } from '../../model/gap';
import { messageOf } from '../../util/messageOf';
import { panelError } from '../panelError';
import type { LogSink } from './logSink';
import { isLostEngine } from './lostEngine';
import { type ReaderState, type WholeState, wholeState } from './readerStates';
import type { WriterRecord } from './writerTable';

export interface Reader {
  readonly key: string;
  readonly via: 'engine' | 'manager';
  /** Fires when it is to end. */
  readonly signal: AbortSignal;
  /** Ids of its writers. */
  of: ReadonlySet<string>;
  readonly told: ReaderState;
  /** It has read all there is and will be. */
  readonly over: boolean;
}

export interface ReaderSet {
  has(key: string): boolean;
  get(key: string): Reader | undefined;
  all(): readonly Reader[];
  begin(key: string, via: Reader['via'], of: ReadonlySet<string>, name: string, node?: string): Reader;
  end(key: string): void;
  endFailed(): void;
  retell(reader: Reader, told: ReaderState): void;
  finished(reader: Reader, records: readonly WriterRecord[]): void;
  /** `nodeId`: on whose engine it read. */
  failed(reader: Reader, error: unknown, nodeId?: string): void;
  setGaps(gaps: readonly Gap[]): void;
  /** Tells the sink where anything has changed. */
  tell(): void;
}

export interface ReaderListener {
  /** What to say while nothing is read. */
  nothing(): WholeState;
  /** One has read all. */
  moved(): void;
  lost(error: unknown, nodeId: string | undefined): void;
}

type OwnReader = { -readonly [K in keyof Reader]: Reader[K] } & { readonly abort: AbortController };

export function readerSet(signal: AbortSignal, sink: LogSink, listener: ReaderListener): ReaderSet {
  const readers = new Map<string, OwnReader>();
  let gaps: readonly Gap[] = [];
  let told = '';
  let telling = false;

  function end(key: string): void {
    readers.get(key)?.abort.abort();
    readers.delete(key);
  }

  /** Undefined for one that has been ended, whose last words count no more. */
  function own(reader: Reader): OwnReader | undefined {
    const found = readers.get(reader.key);
    return found === reader && !signal.aborted ? found : undefined;
  }

  function tell(): void {
    telling = false;
    if (signal.aborted) return;
    const active = [...readers.values()].filter(({ over }) => !over);
    const shown = (active.length > 0 ? active : [...readers.values()]).map((reader) => reader.told);
    const whole = shown.length > 0 ? wholeState(shown) : listener.nothing();
    const text = JSON.stringify([whole.state, whole.empty, gaps, whole.gaps]);
    if (text === told) return;
    told = text;
    sink.gaps([...gaps, ...whole.gaps]);
    sink.state(whole.state, whole.empty);
  }

  function retell(reader: Reader, next: ReaderState): void {
    const found = own(reader);
    if (!found) return;
    found.told = next;
    // Many readers that begin at once are one word.
    if (!telling) setImmediate(tell);
    telling = true;
  }

  return {
    has: (key) => readers.has(key),
    get: (key) => readers.get(key),
    all: () => [...readers.values()],
    begin(key, via, of, name, node) {
      const abort = new AbortController();
      const state = { type: 'loading', awaiting: 'Waiting for the engine' } as const;
      const first: ReaderState = { name, state, ...(node === undefined ? {} : { node }) };
      const either = AbortSignal.any([signal, abort.signal]);
      const reader: OwnReader = { key, via, abort, signal: either, of, told: first, over: false };
      readers.set(key, reader);
      return reader;
    },
    end,
    endFailed() {
      for (const { key, told: last } of [...readers.values()]) if (last.state.type === 'failed') end(key);
    },
    retell,
    finished(reader, records) {
      const found = own(reader);
      if (!found) return;
      found.over = true;
      for (const record of records) {
        record.over = true;
        record.source();
      }
      const { state, name } = reader.told;
      if (state.type !== 'ended') {
        const message = `${name} writes no more.`;
        retell(reader, { ...reader.told, state: { type: 'ended', message, waiting: false } });
      }
      listener.moved();
    },
    failed(reader, error, nodeId) {
      if (!own(reader)) return;
      sink.log(`Logs of ${reader.told.name}: ${messageOf(error)}`);
      if (isLostEngine(error)) {
        if (nodeId !== undefined) end(reader.key);
        listener.lost(error, nodeId);
      } else {
        retell(reader, { ...reader.told, state: { type: 'failed', ...panelError(error) } });
      }
    },
    setGaps(next) {
      gaps = next;
    },
    tell,
  };
}
