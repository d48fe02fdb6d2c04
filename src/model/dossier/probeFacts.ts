// What probes found out inside a cluster: facts of one instant, which causes may read beside what the engine says.

/** A TCP socket that waits for connections, as the kernel lists it. */
export interface ListeningSocket {
  readonly protocol: 'tcp' | 'tcp6';
  /** `0.0.0.0`, `127.0.0.1`, `::`; a mapped IPv4 address as `::ffff:10.0.0.2`. */
  readonly address: string;
  readonly port: number;
  /** User whose socket it is. */
  readonly uid?: number;
}

export type ConnectOutcome = 'open' | 'refused' | 'timeout' | 'unreachable' | 'unresolved' | 'failed';
/** `unreachable`: the registry; `missing`: no such name or tag, or it may not be seen without a login. */
export type PullOutcome = 'found' | 'missing' | 'denied' | 'unreachable' | 'failed';

interface ProbedAt {
  /** ISO 8601. */
  readonly at: string;
}

export interface ListeningFact extends ProbedAt {
  readonly kind: 'listening';
  /** Without the resolver that Docker itself puts into user-defined networks (127.0.0.11). */
  readonly sockets: readonly ListeningSocket[];
}

export interface NameFact extends ProbedAt {
  readonly kind: 'name';
  readonly host: string;
  /** Empty: the name is not known there. */
  readonly addresses: readonly string[];
  /** What the resolver said, verbatim and masked. */
  readonly words: string;
}

export interface ConnectionFact extends ProbedAt {
  readonly kind: 'connection';
  readonly host: string;
  readonly port: number;
  readonly outcome: ConnectOutcome;
  /** What the tool said, verbatim and masked. */
  readonly words: string;
}

export interface HealthcheckFact extends ProbedAt {
  readonly kind: 'healthcheck';
  /** As configured: `['CMD-SHELL', …]`. */
  readonly test: readonly string[];
  /** Absent: it was ended at its deadline, or the engine does not know. */
  readonly exitCode?: number;
  readonly timedOut: boolean;
  /** Milliseconds, the way to the engine included. */
  readonly tookMs: number;
  /** Masked, at most 4,096 characters. */
  readonly output: string;
}

export interface PullFact extends ProbedAt {
  readonly kind: 'pull';
  readonly image: string;
  readonly outcome: PullOutcome;
  /** `linux/amd64`; empty where the registry did not say. */
  readonly platforms: readonly string[];
  readonly digest?: string;
  /** What the engine said, verbatim and masked; empty where it was found. */
  readonly words: string;
}

export interface OwnershipFact extends ProbedAt {
  readonly kind: 'ownership';
  /** Where it is mounted. */
  readonly path: string;
  readonly uid: number;
  readonly gid: number;
  /** Permission bits, as of chmod. */
  readonly mode: number;
  /** Whom the program runs as; absent where it does not run, or is only known by name. */
  readonly runsAsUid?: number;
  readonly runsAsGid?: number;
  /** `unknown` where a further group of the program may count. */
  readonly writable: 'yes' | 'no' | 'unknown';
}

export type ProbeFact = ListeningFact | NameFact | ConnectionFact | HealthcheckFact | PullFact | OwnershipFact;
export type ProbeFactOf<K extends ProbeFact['kind']> = Extract<ProbeFact, { readonly kind: K }>;

/** What it was asked about: two facts of the same kind and subject replace each other. */
export function factKey(fact: ProbeFact): string {
  switch (fact.kind) {
    case 'listening':
    case 'healthcheck':
      return fact.kind;
    case 'name':
      return `name ${fact.host}`;
    case 'connection':
      return `connection ${fact.host}:${fact.port}`;
    case 'pull':
      return `pull ${fact.image}`;
    case 'ownership':
      return `ownership ${fact.path}`;
  }
}

/** The facts of one kind, oldest first. */
export function probed<K extends ProbeFact['kind']>(
  facts: readonly ProbeFact[] | undefined,
  kind: K,
): readonly ProbeFactOf<K>[] {
  return (facts ?? []).filter((fact): fact is ProbeFactOf<K> => fact.kind === kind);
}
