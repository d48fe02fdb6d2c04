// Evidence as findings quote it: what really stands in the engine's answer, short and harmless.

import type { EvidenceLine } from '../../model/dossier/dossier';
import type { EngineEvent } from '../../model/engineEvent';
import type { Evidence } from '../../model/finding';
import type { ContainerCase } from '../cases/cases';
import { oneLine } from '../words';

export function inspectProof(path: string, value: unknown, at?: string): Evidence {
  const excerpt = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return { source: 'inspect', path, excerpt: oneLine(excerpt, 400), ...(at === undefined ? {} : { at }) };
}

export function imageProof(path: string, value: unknown): Evidence {
  return { ...inspectProof(path, value), source: 'image' };
}

export function logProof(line: EvidenceLine): Evidence {
  return {
    source: 'log',
    path: line.stream,
    excerpt: oneLine(line.text, 400),
    ...(line.time === undefined ? {} : { at: line.time }),
  };
}

export function logProofs(lines: readonly EvidenceLine[], most = 3): readonly Evidence[] {
  return lines.slice(-most).map(logProof);
}

/** `kill signal=9`, `die exitCode=137`. */
export function eventProof(event: EngineEvent): Evidence {
  const told = ['signal', 'exitCode', 'execDuration'].flatMap((key) => {
    const value = event.attributes[key];
    return value === undefined ? [] : [`${key}=${value}`];
  });
  const milliseconds = Number(event.timeNano.slice(0, -6));
  return {
    source: 'event',
    path: `${event.type} ${event.action}`,
    excerpt: [event.action, event.detail, ...told].filter((part) => part !== undefined).join(' '),
    ...(milliseconds > 0 ? { at: new Date(milliseconds).toISOString() } : {}),
  };
}

/** The last events of these actions, in their order. */
export function eventProofs(events: readonly EngineEvent[], actions: readonly string[], most = 4): readonly Evidence[] {
  return events
    .filter(({ action }) => actions.includes(action))
    .slice(-most)
    .map(eventProof);
}

/** How the last run ended: what the inspect says, or the event where it says 0 since the next run goes on. */
export function exitProof({ facts, events, condition }: ContainerCase): Evidence {
  const code = condition.exitCode ?? facts.state.exitCode;
  const end = events.findLast(({ action, attributes }) => action === 'die' && attributes.exitCode === String(code));
  return facts.state.exitCode === code || end === undefined ? inspectProof('State.ExitCode', code) : eventProof(end);
}
