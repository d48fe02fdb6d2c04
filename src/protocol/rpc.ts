// The envelope of every message between a panel's host side and its view, and the shape of a panel's contract.

/** One panel's contract: what the view may ask, what either side tells the other without waiting for an answer. */
export interface Contract {
  /** View → host, answered. */
  readonly requests: Readonly<Record<string, { readonly params: unknown; readonly result: unknown }>>;
  /** Host → view, not answered. */
  readonly notices: Readonly<Record<string, unknown>>;
}

export type MethodOf<C extends Contract> = keyof C['requests'] & string;
export type ParamsOf<C extends Contract, M extends MethodOf<C>> = C['requests'][M]['params'];
export type ResultOf<C extends Contract, M extends MethodOf<C>> = C['requests'][M]['result'];
export type NoticeOf<C extends Contract> = keyof C['notices'] & string;

/** What went wrong, for a person: one sentence, and what to do next where something can be done. */
export interface PanelError {
  readonly message: string;
  readonly next?: string;
}

/** What a view sends. `id` is unique within one life of the view. */
export interface RequestMessage {
  readonly type: 'request';
  readonly id: number;
  readonly method: string;
  readonly params: unknown;
}

/** What the host sends. Every request gets exactly one response. */
export type HostMessage =
  | { readonly type: 'response'; readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly type: 'response'; readonly id: number; readonly ok: false; readonly error: PanelError }
  | { readonly type: 'notice'; readonly name: string; readonly params: unknown };
