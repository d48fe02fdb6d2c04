// What causes about services share: their newest failure in a few words, what an update changed, what to do.

import type { EvidenceLine } from '../../model/dossier/dossier';
import type { Remedy } from '../../model/finding';
import type { Task } from '../../model/task';
import { isFailure } from '../../model/taskHistory';
import type { ServiceCase } from '../cases/cases';
import { reachedAt } from '../cases/slots';
import { oneLine } from '../words';
import { lastError, withoutStamp } from './lastError';

export function serviceRemedies(subject: ServiceCase, mending: readonly Remedy[]): readonly Remedy[] {
  return [
    ...mending,
    { title: 'Show logs', command: 'dockhound.logs', arguments: [subject.ref] },
    { title: 'Inspect', command: 'dockhound.inspect', arguments: [subject.ref] },
  ];
}

export interface NewestFailure {
  readonly task?: Task;
  /** Its last error, or what the task says; empty: nothing is known. */
  readonly words: string;
  readonly line?: EvidenceLine;
}

/** Of the tasks that failed since the last change of the service, whether or not their slot has got over it. */
export function newestFailure(subject: ServiceCase): NewestFailure {
  const [task] = subject.tasks.filter(isFailure).sort((a, b) => reachedAt(b) - reachedAt(a));
  if (task === undefined) return { words: '' };
  const dossier = subject.dossier.containers.find((one) => one.task?.id === task.id);
  // A program that serves well may say nothing of why its health check ended it.
  if (/unhealthy container/i.test(task.error ?? '')) {
    const health = dossier?.facts.known ? dossier.facts.value.health : undefined;
    const said = health?.probes.findLast(({ verdict }) => verdict === 'failed')?.output.trim() ?? '';
    return { task, words: oneLine(`its health check failed${said === '' ? '' : `: ${said}`}`, 110) };
  }
  const lines = dossier?.log.known ? dossier.log.value.current.lines : [];
  const line = lastError(lines);
  const words = line === undefined ? (task.error ?? '').replace(/^task: /, '') : withoutStamp(line.text);
  return { task, words: oneLine(words, 110), ...(line === undefined ? {} : { line }) };
}

/** What is no longer as in the spec before the last update: image, command, environment; empty: not known. */
export function changedWords({ facts }: ServiceCase): string {
  if (facts?.previous === undefined) return '';
  const now = facts.container;
  const before = facts.previous.container;
  const words: string[] = [];
  if (now.image !== before.image) words.push(`image ${before.image} to ${now.image}`);
  if (now.argv.join(' ') !== before.argv.join(' ')) {
    words.push(`command ${oneLine(before.argv.join(' '), 60)} to ${oneLine(now.argv.join(' '), 60)}`);
  }
  const old = new Map(before.env.map(({ name, value }) => [name, value]));
  const changed = now.env.filter(({ name, value }) => old.get(name) !== value).map(({ name }) => name);
  const gone = before.env.filter(({ name }) => !now.env.some((one) => one.name === name)).map(({ name }) => name);
  if (changed.length + gone.length > 0) words.push(`environment ${[...changed, ...gone].slice(0, 5).join(', ')}`);
  return words.join('; ');
}
