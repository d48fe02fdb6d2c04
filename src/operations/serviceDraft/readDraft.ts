// Reads a draft that a program, a document or a saved form gives: nothing is believed, and shorter forms are understood.

import {
  type DraftList,
  type DraftProblem,
  draftChoices,
  emptyDraft,
  emptyItems,
  type ServiceDraft,
} from '../../model/serviceDraft';
import { quoteWords } from '../../model/splitWords';

export interface DraftRead {
  readonly draft: ServiceDraft;
  /** Unknown fields, and values of a wrong type; each named by its path in what was given. */
  readonly problems: readonly DraftProblem[];
}

/**
 * Numbers may stand for texts, `["sh", "-c", "x"]` for a command, `"8080:80/udp"` for a port, a name alone for a network,
 * secret or config, and `{ NAME: "value" }` for `env` and labels, where `null` takes a name away from `start`. Whatever is
 * not said is as in `start`.
 */
export function readDraft(value: unknown, start: ServiceDraft = emptyDraft): DraftRead {
  const problems: DraftProblem[] = [];
  const draft = readObject(value, start, [], [], problems) as ServiceDraft;
  return { draft, problems };
}

type Path = readonly string[];

/** `shape` is the path into the draft with `*` for numbers. */
function read(value: unknown, start: unknown, path: Path, shape: Path, problems: DraftProblem[]): unknown {
  if (typeof start === 'string') return readText(value, start, path, shape, problems);
  if (typeof start === 'boolean') {
    if (typeof value === 'boolean') return value;
    return wrong(start, path, 'is neither true nor false', problems);
  }
  if (Array.isArray(start)) return readList(value, start, path, problems);
  return readObject(value, start as object, path, shape, problems);
}

function readObject(value: unknown, start: object, path: Path, shape: Path, problems: DraftProblem[]): unknown {
  if (!isObject(value)) return wrong(start, path, 'is not an object', problems);
  const result: Record<string, unknown> = { ...start };
  for (const [key, member] of Object.entries(value)) {
    const own = [...path, key];
    if (!Object.hasOwn(start, key)) wrong(undefined, own, 'is no field of a service', problems);
    else if (member !== undefined && member !== null) {
      result[key] = read(member, (start as Record<string, unknown>)[key], own, [...shape, key], problems);
    }
  }
  return result;
}

function readText(value: unknown, start: string, path: Path, shape: Path, problems: DraftProblem[]): string {
  const line = wordFields.has(shape.join('.')) && Array.isArray(value) ? commandLine(value) : value;
  const text = typeof line === 'number' && Number.isFinite(line) ? String(line) : line;
  if (typeof text !== 'string') return wrong(start, path, 'is neither text nor a number', problems);
  const choices = draftChoices[shape.join('.')];
  if (choices && !choices.includes(text)) {
    const offered = choices.filter((choice) => choice !== '').join(', ');
    return wrong(start, path, `is ${JSON.stringify(text)}, and can be ${offered}`, problems);
  }
  return text;
}

const wordFields = new Set(['command', 'args']);

function commandLine(value: readonly unknown[]): unknown {
  return value.every((word) => typeof word === 'string') ? quoteWords(value as readonly string[]) : value;
}

function readList(value: unknown, start: readonly unknown[], path: Path, problems: DraftProblem[]): unknown {
  const list = path[0] as DraftList;
  if (isObject(value) && pairLists.has(list)) return readPairs(value, start, path, problems);
  if (!Array.isArray(value)) return wrong(start, path, 'is not a list', problems);
  const item = emptyItems[list];
  return value.map((one: unknown, i) => read(shortForm(list, one), item, [...path, String(i)], [list, '*'], problems));
}

const pairLists: ReadonlySet<DraftList> = new Set(['env', 'labels', 'containerLabels']);

function readPairs(value: object, start: readonly unknown[], path: Path, problems: DraftProblem[]): readonly unknown[] {
  const said = Object.entries(value);
  const kept = start.filter((pair) => !said.some(([name]) => name === (pair as { name: string }).name));
  const added = said.flatMap(([name, one]) => {
    if (one === null || one === undefined) return [];
    return [{ name, value: readText(one, '', [...path, name], [...path, '*', 'value'], problems) }];
  });
  return [...kept, ...added];
}

function shortForm(list: DraftList, item: unknown): unknown {
  if (typeof item !== 'string' || list === 'constraints') return item;
  if (list === 'networks' || list === 'secrets' || list === 'configs') return { name: item };
  if (list === 'ports') {
    const [, published = '', target, protocol = 'tcp'] = /^(?:(\d+):)?(\d+)(?:\/(\w+))?$/.exec(item) ?? [];
    return target === undefined ? item : { target, published, protocol };
  }
  if (list === 'mounts') return item;
  const equals = item.indexOf('=');
  return equals < 1 ? item : { name: item.slice(0, equals), value: item.slice(equals + 1) };
}

function wrong<T>(start: T, path: Path, words: string, problems: DraftProblem[]): T {
  const name = path.join('.') || 'The draft';
  problems.push({ field: path.join('.'), message: `${name} ${words}.`, severity: 'error' });
  return start;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
