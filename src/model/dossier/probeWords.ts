// What a probe found, as a sentence and as evidence of a finding.

import type { Evidence } from '../finding';
import type { ConnectOutcome, ListeningSocket, OwnershipFact, ProbeFact, PullOutcome } from './probeFacts';

/** One sentence about `name`, for a message and a list. */
export function probeWords(fact: ProbeFact, name: string): string {
  switch (fact.kind) {
    case 'listening':
      return fact.sockets.length === 0
        ? `Nothing listens on TCP inside ${name}.`
        : `${name} listens on ${socketList(fact.sockets)}.`;
    case 'name':
      return fact.addresses.length === 0
        ? `${fact.host} has no address where ${name} asks.`
        : `${fact.host} is ${fact.addresses.join(', ')} where ${name} asks.`;
    case 'connection':
      return `From ${name}, ${fact.host}:${fact.port} ${connectWords[fact.outcome]}.`;
    case 'healthcheck':
      return fact.timedOut
        ? `The health check of ${name} did not end within its time-out.`
        : `The health check of ${name} ended with ${fact.exitCode ?? 'an unknown code'} after ${fact.tookMs} ms${said(fact.output)}`;
    case 'pull':
      return `${pullWords[fact.outcome](fact.image)}${fact.platforms.length > 0 ? ` (${fact.platforms.join(', ')})` : ''}.`;
    case 'ownership':
      return `${fact.path} of ${name} ${ownerWords(fact)}.`;
  }
}

function said(output: string): string {
  const line = output.slice(0, 2000).replace(/\s+/g, ' ').trim();
  if (line === '') return ', and printed nothing.';
  return `: ${line.length > 200 ? `${line.slice(0, 199).trimEnd()}…` : line}`;
}

/** As findings quote it: what was read, with its time. */
export function probeProof(fact: ProbeFact): Evidence {
  return { source: 'probe', path: probePath(fact), excerpt: excerptOf(fact).slice(0, 400), at: fact.at };
}

/** `belongs to 0:0 (drwxr-xr-x 0755); its program runs as 999:999 and may not write there`. */
function ownerWords({ uid, gid, mode, runsAsUid, runsAsGid, writable }: OwnershipFact): string {
  const owner = `belongs to ${uid}:${gid} (${modeWords(mode)})`;
  const may = { yes: 'may write there', no: 'may not write there', unknown: 'may write there only by a further group' };
  if (runsAsUid === undefined) return owner;
  return `${owner}; its program runs as ${runsAsUid}${runsAsGid === undefined ? '' : `:${runsAsGid}`} and ${may[writable]}`;
}

/** `0755`. */
export function modeWords(mode: number): string {
  return `0${mode.toString(8).padStart(3, '0')}`;
}

function probePath(fact: ProbeFact): string {
  switch (fact.kind) {
    case 'listening':
      return '/proc/net/tcp';
    case 'name':
      return `resolve ${fact.host}`;
    case 'connection':
      return `connect ${fact.host}:${fact.port}`;
    case 'healthcheck':
      return 'health check by hand';
    case 'pull':
      return `registry ${fact.image}`;
    case 'ownership':
      return `stat ${fact.path}`;
  }
}

function excerptOf(fact: ProbeFact): string {
  switch (fact.kind) {
    case 'listening':
      return fact.sockets.length === 0 ? 'no listening socket' : `LISTEN ${socketList(fact.sockets)}`;
    case 'name':
      return fact.addresses.join(' ') || fact.words || 'no address';
    case 'connection':
      return [fact.outcome, fact.words].filter((part) => part !== '').join(': ');
    case 'healthcheck':
      return `${fact.timedOut ? 'timed out' : `exit code ${fact.exitCode ?? '?'}`} after ${fact.tookMs} ms: ${fact.output}`;
    case 'pull':
      return [fact.outcome, fact.words, ...fact.platforms].filter((part) => part !== '').join(' ');
    case 'ownership':
      return `${fact.uid}:${fact.gid} ${modeWords(fact.mode)}${fact.runsAsUid === undefined ? '' : `, program ${fact.runsAsUid}:${fact.runsAsGid ?? '?'}`}`;
  }
}

const mostSockets = 12;

function socketList(sockets: readonly ListeningSocket[]): string {
  const words = sockets.map(({ address, port }) =>
    address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`,
  );
  const more = words.length - mostSockets;
  return [...words.slice(0, mostSockets), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

const connectWords: Readonly<Record<ConnectOutcome, string>> = {
  open: 'accepts connections',
  refused: 'refuses connections: nothing listens there',
  timeout: 'does not answer',
  unreachable: 'cannot be reached: there is no way there',
  unresolved: 'is not known by that name',
  failed: 'could not be connected to',
};

const pullWords: Readonly<Record<PullOutcome, (image: string) => string>> = {
  found: (image) => `The registry has ${image}`,
  missing: (image) => `The registry has no ${image}, or does not show it without a login`,
  denied: (image) => `The registry does not give ${image} to this login`,
  unreachable: (image) => `The registry of ${image} cannot be reached from the engine`,
  failed: (image) => `The registry of ${image} gave no usable answer`,
};
