// A start script waits for another program and gets no further: its container runs, and what it is there for never begins.

import { valueIn } from '../../../model/dossier/known';
import type { ContainerCase } from '../../cases/cases';
import { type CauseAround, defineCause } from '../../cause';
import { peerStanding } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { logFacts } from '../../reading/logFacts';
import { exitSymptoms } from '../../usualSymptoms';
import { timeOf } from '../../words';

interface Data {
  readonly name: string;
  readonly host: string;
  readonly why: string;
}

/** Lines at the end of the log among which the waiting must show, and how often. */
const tailLines = 40;
const timesAtLeast = 3;
/** A start takes some seconds, and a server that comes up may take a minute. */
const downAfterMs = 5_000;
const upAfterMs = 60_000;

export const waitsInVain = defineCause<'container', Data>({
  id: 'waits-in-vain',
  code: 'B26',
  severity: 'warning',
  over: 'container',
  needs: ['log', 'containers'],
  explains: [...exitSymptoms, 'healthcheck-failing', 'health-stays-starting'],
  title: ({ name, host, why }) => `${name} still waits for ${host} before it starts its work: ${why}`,
  explanation: ({ name, host, why }) =>
    `The start script of ${name} waits in a loop until ${host} answers, and its log shows nothing else: ${why}. So ${name} counts as running, while its program was not started at all.`,
  check(subject, around) {
    const { type } = subject.condition;
    if (type !== 'running' && type !== 'starting' && type !== 'unhealthy') return [];
    const log = subject.dossier.log;
    const tail = (log.known ? log.value.current.lines : []).filter(({ text }) => text.trim() !== '').slice(-tailLines);
    const waiting = tail.filter(({ text }) => waits.test(text));
    const [first] = waiting;
    const last = waiting.at(-1);
    if (first === undefined || last === undefined || waiting.length < timesAtLeast) return [];
    // It may go on with other words between: only what it says last counts as what it does.
    if (tail.indexOf(last) < tail.length - 3) return [];
    const hosts = new Set(
      [...tail.flatMap(({ text }) => namesIn(text)), ...logFacts(tail).map(({ host }) => host)].filter(
        (host): host is string => host !== undefined,
      ),
    );
    const waited = (timeOf(last.time) ?? 0) - (timeOf(first.time) ?? 0);
    const found = [...hosts].flatMap((host) => whyOf(subject, host, waited, around) ?? [])[0];
    if (found === undefined) return [];
    return [
      {
        data: { name: subject.name, host: found.host, why: found.why },
        confidence: found.confidence,
        subject: subject.ref,
        ...(found.leadsTo === undefined ? {} : { leadsTo: found.leadsTo }),
        evidence: [logProof(last), ...found.evidence],
        remedies: runRemedies(subject, [{ title: `Start ${found.host}, or correct the name that is waited for` }]),
      },
    ];
  },
});

function whyOf(subject: ContainerCase, host: string, waited: number, around: CauseAround) {
  const resolved = around.resolve(subject, host);
  const networks = inspectProof('NetworkSettings.Networks', around.networkNames(subject).join(' '));
  if (resolved.type === 'nobody') {
    const meant = subject.facts.endpoints.some((one) => one.host.toLowerCase() === host.toLowerCase());
    const asked = logFacts(subject.dossier.log.known ? subject.dossier.log.value.current.lines.slice(-tailLines) : []);
    if (waited < downAfterMs || !(meant || asked.some((fact) => fact.host === host))) return undefined;
    const why = 'no container or service of that name is there';
    return { host, why, confidence: 0.85, evidence: [networks], leadsTo: undefined };
  }
  if (resolved.type !== 'peers') return undefined;
  const [peer] = resolved.peers;
  const standing = peerStanding(peer, around);
  if (!standing.up) {
    if (waited < downAfterMs) return undefined;
    const why = `${peer.name} is ${standing.words}`;
    return { host, why, confidence: 0.9, evidence: standing.evidence, leadsTo: peer.ref };
  }
  if (peer.shared.length === 0 && waited >= downAfterMs) {
    const known = valueIn(around.dossier.picture.networks) !== undefined;
    const why = `${peer.name} runs, but on none of its networks`;
    return known ? { host, why, confidence: 0.85, evidence: [networks], leadsTo: undefined } : undefined;
  }
  if (waited < upAfterMs) return undefined;
  const why = `${peer.name} ${standing.trouble ?? 'runs, but does not answer there'}`;
  return { host, why, confidence: 0.66, evidence: standing.evidence, leadsTo: peer.ref };
}

/** Words of a line that may be a host: those with a port, and those in the place of a name. */
function namesIn(text: string): readonly string[] {
  const ported = [...text.matchAll(/\b([a-z][\w.-]{1,100}):\d{2,5}\b/gi)].map(([, host]) => host ?? '');
  const named =
    /\bwait(?:ing|s)? (?:for|on|until) (?:the )?(?:host |server |service |database )?['"`]?([a-z][\w.-]{1,100})/i.exec(
      text,
    )?.[1];
  const before = /\b([a-z][\w.-]{1,100}) (?:is )?(?:unavailable|not (?:yet )?(?:ready|available|reachable|up))/i.exec(
    text,
  )?.[1];
  return [...ported, named, before].flatMap((one) => one?.replace(/[.-]+$/, '') || []);
}

/** wait-for-it.sh, dockerize, docker-compose-wait, and the loops that people write. */
const waits =
  /\bwait(?:ing|s)?(?:ed)? (?:\d{1,5} ?s(?:ec\w*)? )?(?:for|on|until)\b|\b(?:unavailable|not (?:yet )?(?:ready|available|reachable|up))\b.{0,40}\b(?:sleep\w*|wait\w*|retry\w*|again)\b|\bstill waiting\b/i;
