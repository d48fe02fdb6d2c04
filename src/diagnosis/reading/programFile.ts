// Whether what a failing program misses is the very file that its command line runs.

import { type ContainerCase, lastSaid } from '../cases/cases';
import type { LogFact } from './logFacts';

export function programFile(subject: ContainerCase): LogFact | undefined {
  if (subject.condition.type !== 'failed' && subject.condition.type !== 'looping') return undefined;
  const fact = lastSaid(subject, 'missingFile');
  const path = fact?.path;
  if (fact === undefined || path === undefined) return undefined;
  const name = path.split('/').at(-1) ?? path;
  const { argv } = subject.facts;
  return argv.some((word) => word === path || word.split(/\s+/).some((part) => part.split('/').at(-1) === name))
    ? fact
    : undefined;
}
