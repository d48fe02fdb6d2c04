// What goes wrong between Dockhound and an engine, told so that one place can decide what to do about it.

export type EngineErrorReason =
  | 'notFound'
  | 'denied'
  | 'refused'
  | 'unreachable'
  | 'tls'
  | 'hostKey'
  | 'apiVersion'
  | 'notManager'
  | 'noLeader'
  | 'locked'
  | 'conflict'
  | 'timeout'
  | 'cancelled'
  | 'badReply'
  | 'unexpected';

/** What the way out is, so that the sidebar can offer it as a button. */
export type ConnectCause =
  | 'socketMissing'
  | 'socketDenied'
  | 'nothingListening'
  | 'hostUnknown'
  | 'unreachable'
  | 'tls'
  | 'sshFailed'
  | 'hostKey'
  | 'sshMissing'
  | 'dockerMissing'
  | 'apiTooOld'
  | 'notDocker'
  | 'badConfiguration'
  | 'timeout';

export interface EngineErrorDetails {
  readonly reason: EngineErrorReason;
  /** Label of the engine it happened on. */
  readonly engine: string;
  /** One sentence for a person: what is. */
  readonly message: string;
  /** What to do next, one sentence. */
  readonly next?: string;
  /** Set when the engine could not be reached at all. */
  readonly connect?: ConnectCause;
  /** HTTP status of the engine's answer. */
  readonly status?: number;
  readonly cause?: unknown;
}

/** `message` is for people and ends in what to do next. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly reason: EngineErrorReason;
  readonly engine: string;
  readonly next: string | undefined;
  readonly connect: ConnectCause | undefined;
  readonly status: number | undefined;

  constructor(details: EngineErrorDetails) {
    super(details.next ? `${details.message} ${details.next}` : details.message, { cause: details.cause });
    this.reason = details.reason;
    this.engine = details.engine;
    this.next = details.next;
    this.connect = details.connect;
    this.status = details.status;
  }
}
