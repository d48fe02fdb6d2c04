// What causes about other programs share: which hosts a log complains of, how those fare, and on which ports they listen.

import type { Evidence } from '../../model/finding';
import type { ContainerCase } from '../cases/cases';
import type { CauseAround } from '../cause';
import type { LogTheme } from '../logKnowledge/logTheme';
import { inspectProof, logProof } from '../proofs/proofs';
import { likeness } from '../reading/likeness';
import type { LogFact } from '../reading/logFacts';
import { timeOf } from '../words';
import type { Peer } from './hostNames';

export interface DependencyFact {
  readonly fact: LogFact;
  readonly host: string;
}

const unreachable: readonly LogTheme[] = ['noSuchHost', 'refused', 'timedOut', 'noRoute', 'notReady'];
const rejected: readonly LogTheme[] = [...unreachable, 'authenticationFailed', 'protectedMode'];

/**
 * What the log complains of about other hosts, each host once, the last complaint first. A line that names no host is
 * about the only one that environment and command name. `alsoRejected`: also hosts that answer and say no.
 */
export function dependencyFacts(subject: ContainerCase, alsoRejected = false): readonly DependencyFact[] {
  const themes = alsoRejected ? rejected : unreachable;
  const found = new Map<string, DependencyFact>();
  const hosts = [...new Set(subject.facts.endpoints.map(({ host }) => host))];
  for (const fact of subject.said.toReversed()) {
    if (!themes.includes(fact.theme)) continue;
    const host = fact.host ?? (hosts.length === 1 ? hosts[0] : undefined);
    if (host === undefined) continue;
    const key = host.toLowerCase();
    // A name that does not resolve says more than the time-out after it.
    const known = found.get(key);
    if (known === undefined || (known.fact.theme === 'timedOut' && fact.theme !== 'timedOut'))
      found.set(key, { fact, host });
  }
  return [...found.values()];
}

/** Complaints about the loopback address, where nobody of the container itself is meant. */
export function selfFacts(subject: ContainerCase, around: CauseAround): readonly DependencyFact[] {
  if (subject.facts.networkMode === 'host' || subject.facts.networkMode?.startsWith('container:')) return [];
  return dependencyFacts(subject)
    .filter(({ fact, host }) => {
      if (fact.theme !== 'refused' || around.resolve(subject, host).type !== 'self') return false;
      // What it listens on itself is its own server, that only was not up yet.
      return !subject.listens.some(({ port }) => port !== undefined && port === fact.port);
    })
    .slice(0, 1);
}

export interface PeerStanding {
  readonly up: boolean;
  /** `stopped`, `not running (exit code 1)` … */
  readonly words: string;
  /** What is wrong with it while it is up. */
  readonly trouble?: string;
  readonly evidence: readonly Evidence[];
}

export function peerStanding(peer: Peer, around: CauseAround): PeerStanding {
  if (peer.ref.kind === 'service') return serviceStanding(peer, around);
  const other = around.containers.find(({ dossier }) => dossier.id === peer.ref.id);
  if (other === undefined) {
    const words = peer.running ? 'running' : 'not running';
    return { up: peer.running, words, evidence: [inspectProof(`${peer.name}: State.Status`, words)] };
  }
  const { condition, facts } = other;
  const evidence = [
    inspectProof(
      `${peer.name}: State.Status, State.ExitCode`,
      `${facts.state.status}, exit code ${facts.state.exitCode}`,
      facts.state.finishedAt,
    ),
  ];
  const code = condition.exitCode === undefined ? '' : ` (exit code ${condition.exitCode})`;
  switch (condition.type) {
    case 'stopped':
      return { up: false, words: `stopped${code}`, evidence };
    case 'finished':
    case 'failed':
      return { up: false, words: `not running: it exited${code}`, evidence };
    case 'created':
      return { up: false, words: 'not running: it was created and never started', evidence };
    case 'neverStarted':
      return { up: false, words: 'not running: it could not be started', evidence };
    case 'dead':
      return { up: false, words: 'not running: it is being removed', evidence };
    case 'paused':
      return { up: true, words: 'paused', trouble: 'is paused', evidence };
    case 'looping':
      return { up: true, words: 'restarting', trouble: 'crashes and restarts in a loop', evidence };
    case 'unhealthy':
      return { up: true, words: 'unhealthy', trouble: 'is unhealthy', evidence };
    case 'running':
    case 'starting':
    case 'unknown':
      return { up: true, words: 'running', evidence };
  }
}

function serviceStanding(peer: Peer, around: CauseAround): PeerStanding {
  const other = around.services.find(({ ref }) => ref.id === peer.ref.id);
  if (other === undefined) return { up: peer.running, words: peer.running ? 'running' : 'scaled to 0', evidence: [] };
  const { steady, desired, troubles } = other.standing;
  const words = desired === 0 ? 'scaled to 0 replicas' : `not running (${steady}/${desired})`;
  const evidence = [inspectProof(`${peer.name}: tasks`, `${steady}/${desired} running`)];
  if (desired === 0 || steady === 0) return { up: false, words, evidence };
  return troubles.length === 0
    ? { up: true, words: 'running', evidence }
    : { up: true, words, trouble: `runs only ${steady} of ${desired} tasks`, evidence };
}

export function isLoopback(host: string | undefined): boolean {
  return host !== undefined && /^(?:127\.|localhost$|::1$)/i.test(host);
}

/** Ports on which it says that it listens, else those that its image declares; empty: unknown. */
export function listeningPorts(peer: Peer, around: CauseAround): readonly number[] {
  const other = containerBehind(peer, around);
  const said = [...new Set((other?.listens ?? []).flatMap(({ port }) => port ?? []))];
  if (said.length > 0) return said;
  const declared = (other?.image?.exposedPorts ?? []).map((port) => Number.parseInt(port, 10));
  const usual = usualPort(peer.image) ?? usualPort(other?.facts.argv.join(' ') ?? '');
  return [...new Set([...peer.ports, ...declared, ...(usual === undefined ? [] : [usual])])];
}

/** The container itself, or one that runs for the service. */
export function containerBehind({ ref }: Peer, around: CauseAround): ContainerCase | undefined {
  return around.containers.find(
    (one) =>
      one.dossier.id === ref.id || (ref.kind === 'service' && one.ref.kind === 'service' && one.ref.id === ref.id),
  );
}

export function listenProof(peer: Peer, around: CauseAround): readonly Evidence[] {
  const other = containerBehind(peer, around);
  const line = other?.listens.at(-1)?.line;
  if (line !== undefined) return [logProof(line)];
  return [inspectProof(`${peer.name}: ports`, listeningPorts(peer, around).join(' '))];
}

/** The port that environment or command name for this host. */
export function portNamed(subject: ContainerCase, host: string): number | undefined {
  return subject.facts.endpoints.find((endpoint) => endpoint.host.toLowerCase() === host.toLowerCase())?.port;
}

/** The one that is likely meant: by its name, by the port it serves, or by what its image is. */
export function likelyPeer(near: readonly Peer[], name: string, port: number | undefined): Peer | undefined {
  const scored = near.map((peer) => {
    const names = [peer.name, ...peer.aliases];
    const byName = name === '' ? 0 : Math.max(...names.map((one) => likeness(one, name)));
    const usual = usualPort(peer.image) ?? usualPort(peer.name);
    const byPort = port !== undefined && (peer.ports.includes(port) || usual === port) ? 0.5 : 0;
    return { peer, score: byName + byPort + (peer.running ? 0.05 : 0) };
  });
  const [best] = scored.sort((a, b) => b.score - a.score);
  return best !== undefined && best.score >= 0.45 ? best.peer : undefined;
}

/** When it became ready, as its log, its health check or else its start tells. Undefined: not known. */
export function becameReady(
  peer: Peer,
  around: CauseAround,
): { readonly at: number; readonly evidence: Evidence } | undefined {
  const other = around.containers.find(({ dossier }) => dossier.id === peer.ref.id);
  if (other === undefined) return undefined;
  const { log } = other.dossier;
  const ready = (log.known ? log.value.current.lines : []).findLast(({ text }) => readyWords.test(text));
  const said = timeOf(ready?.time);
  if (ready !== undefined && said !== undefined) return { at: said, evidence: logProof(ready) };
  const started = timeOf(other.facts.state.startedAt);
  return started === undefined
    ? undefined
    : { at: started, evidence: inspectProof(`${peer.name}: State.StartedAt`, other.facts.state.startedAt ?? '') };
}

/** Whether these are replicas of one Compose service. */
export function sameApp(ids: readonly string[], around: CauseAround): boolean {
  const apps = ids.map((id) => {
    const labels = around.containers.find(({ dossier }) => dossier.id === id)?.facts.labels ?? {};
    return `${labels['com.docker.compose.project'] ?? ''}/${labels['com.docker.compose.service'] ?? id}`;
  });
  return new Set(apps).size === 1;
}

/** A server notes in its own log whom it turned away: that is no trouble of its own. */
export function isServerOf(subject: ContainerCase, { by }: LogFact): boolean {
  const line = `${subject.facts.image} ${subject.facts.argv.join(' ')}`.toLowerCase();
  const maker = /postgres|mysql|mariadb|redis|mongo|rabbit|kafka|sql server/i.exec(by)?.[0].toLowerCase();
  return maker !== undefined && line.includes(maker) && subject.facts.endpoints.length === 0;
}

const readyWords =
  /ready to accept connections|ready for connections|server startup complete|started \(kafka|waiting for connections|\bstarted\b.*(?:port|listen)|listening on|server is ready/i;

// Ports that these programs use unless told otherwise (their manuals, IANA).
const usualPorts: readonly (readonly [RegExp, number])[] = [
  [/postgres|postgis|timescale/i, 5432],
  [/mysql|mariadb|percona/i, 3306],
  [/redis|valkey|keydb/i, 6379],
  [/mongo/i, 27017],
  [/rabbit/i, 5672],
  [/kafka/i, 9092],
  [/memcached/i, 11211],
  [/elasticsearch|opensearch/i, 9200],
  [/\bnats\b/i, 4222],
  [/etcd/i, 2379],
  [/minio/i, 9000],
  [/clickhouse/i, 8123],
];

function usualPort(text: string): number | undefined {
  return usualPorts.find(([pattern]) => pattern.test(text))?.[1];
}
