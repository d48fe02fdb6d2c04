// The view's side of the messages: asks the host, waits for the answer, hears notices, saves what a reload needs.

import type { PanelContract, PanelTarget } from '../../src/protocol/panel';
import type {
  HostMessage,
  MethodOf,
  NoticeOf,
  PanelError,
  ParamsOf,
  RequestMessage,
  ResultOf,
} from '../../src/protocol/rpc';

/** What went wrong on the host's side, for a person. */
export class HostError extends Error {
  readonly next: string | undefined;
  constructor(error: PanelError) {
    super(error.message);
    this.next = error.next;
  }
}

export interface Host<C extends PanelContract> {
  /** Rejects with a `HostError`, also when no answer comes in time. */
  request<M extends MethodOf<C>>(method: M, params: ParamsOf<C, M>): Promise<ResultOf<C, M>>;
  /** One listener per notice. */
  on<N extends NoticeOf<C>>(name: N, listener: (params: C['notices'][N]) => void): void;
  /** Kept by VS Code while the panel is hidden, and over a reload; comes back from `saved`. */
  save(target: PanelTarget, look: Readonly<Record<string, unknown>>): void;
  readonly saved: Readonly<Record<string, unknown>>;
}

/** Longer than the host's own limit, so that the host's words are heard if it has any. */
const timeoutMs = 35_000;

interface VsCodeApi {
  postMessage(message: RequestMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

interface Waiting {
  readonly done: (result: unknown) => void;
  readonly fail: (error: HostError) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

export function connectHost<C extends PanelContract>(): Host<C> {
  const api = acquireVsCodeApi();
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, (params: never) => void>();
  let lastId = 0;

  window.addEventListener('message', (event: MessageEvent<HostMessage>) => {
    const message = event.data;
    if (message.type === 'notice') {
      listeners.get(message.name)?.(message.params as never);
      return;
    }
    if (message.type !== 'response') return;
    const one = waiting.get(message.id);
    if (!one) return;
    waiting.delete(message.id);
    clearTimeout(one.timer);
    if (message.ok) one.done(message.result);
    else one.fail(new HostError(message.error));
  });

  return {
    request(method, params) {
      return new Promise((done, fail) => {
        const id = ++lastId;
        const timer = setTimeout(() => {
          waiting.delete(id);
          fail(
            new HostError({ message: 'The extension does not answer.', next: 'Reload the window if this goes on.' }),
          );
        }, timeoutMs);
        waiting.set(id, { done: done as (result: unknown) => void, fail, timer });
        api.postMessage({ type: 'request', id, method, params });
      });
    },
    on(name, listener) {
      listeners.set(name, listener as (params: never) => void);
    },
    save(target, look) {
      api.setState({ target, look });
    },
    get saved() {
      const state = api.getState();
      const look = typeof state === 'object' && state !== null && 'look' in state ? state.look : undefined;
      return typeof look === 'object' && look !== null ? { ...look } : {};
    },
  };
}
