// The server that a program's complaint is about: by the address in the line, else the only one that it is told of.

import type { ContainerCase } from '../cases/cases';
import type { CauseAround } from '../cause';
import type { LogFact } from '../reading/logFacts';
import type { Peer } from './hostNames';

/** What a scheme of a URL stands for, where a wording names only the maker. */
const schemes: readonly (readonly [RegExp, RegExp])[] = [
  [/postgres/i, /postgres/i],
  [/mysql/i, /mysql|mariadb/i],
  [/redis/i, /redis/i],
  [/mongo/i, /mongo/i],
  [/rabbit/i, /amqp/i],
];

export interface ServerOf {
  /** How to call it: its own name, its host, or `the server`. */
  readonly name: string;
  readonly peer?: Peer;
}

export function serverOf(subject: ContainerCase, fact: LogFact, around: CauseAround): ServerOf {
  const { endpoints } = subject.facts;
  const scheme = schemes.find(([maker]) => maker.test(fact.by))?.[1];
  const host =
    fact.host ??
    endpoints.find((one) => scheme?.test(one.scheme ?? ''))?.host ??
    (endpoints.length === 1 ? endpoints[0]?.host : undefined);
  const found = host === undefined ? undefined : around.resolve(subject, host);
  const peer = found?.type === 'peers' ? found.peers[0] : undefined;
  return { name: peer?.name ?? host ?? 'the server', ...(peer === undefined ? {} : { peer }) };
}
