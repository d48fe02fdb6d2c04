// What the columns of a list of processes mean, whichever `ps` printed them.

import { humanBytes } from './bytes';
import type { ProcessTable } from './processTable';

export type ProcessRole =
  | 'pid'
  | 'parent'
  | 'user'
  | 'state'
  | 'threads'
  | 'cpu'
  | 'memoryShare'
  | 'memory'
  | 'elapsed'
  | 'cpuTime'
  | 'command'
  | 'other';

export interface ProcessColumn {
  /** As the engine wrote it: names the column in a table. */
  readonly title: string;
  readonly role: ProcessRole;
  /** As people read it. */
  readonly label: string;
  /** What it means, where the label does not say all. */
  readonly hint?: string;
  /** Sorts as a number, and stands to the right. */
  readonly numeric: boolean;
}

export interface ProcessItem {
  readonly pid: string;
  readonly parent?: string;
  readonly user: string;
  /** Has ended, and waits for its parent to ask how. */
  readonly zombie: boolean;
  readonly command: string;
  /** By title. */
  readonly cells: ReadonlyMap<string, string>;
}

// Titles: procps' and busybox' ps, and what the engine writes for Windows containers and for Solaris' ps.
const roles: Readonly<Record<string, ProcessRole>> = {
  PID: 'pid',
  PPID: 'parent',
  USER: 'user',
  UID: 'user',
  STAT: 'state',
  S: 'state',
  STATE: 'state',
  NLWP: 'threads',
  THCNT: 'threads',
  '%CPU': 'cpu',
  C: 'cpu',
  '%MEM': 'memoryShare',
  RSS: 'memory',
  'Private Working Set': 'memory',
  ELAPSED: 'elapsed',
  TIME: 'cpuTime',
  CPU: 'cpuTime',
  COMMAND: 'command',
  CMD: 'command',
  ARGS: 'command',
  Name: 'command',
};

const hostPids =
  'As the machine of the engine counts: `ps` runs there, so inside the container these numbers are others.';

const words: Readonly<
  Record<ProcessRole, { readonly label: string; readonly hint?: string; readonly numeric?: true }>
> = {
  pid: { label: 'PID', hint: hostPids, numeric: true },
  parent: { label: 'Parent', hint: hostPids, numeric: true },
  user: { label: 'User', hint: 'As the machine of the engine names it; inside the container the name may be another.' },
  state: {
    label: 'State',
    hint: 'R runs, S sleeps, D waits for a disk, T is stopped, Z has ended but is not reaped (zombie).',
  },
  threads: { label: 'Threads', numeric: true },
  cpu: { label: 'CPU %', hint: 'Share of one core, averaged since the process began.', numeric: true },
  memoryShare: { label: 'Mem %', hint: "Share of the machine's memory.", numeric: true },
  memory: { label: 'Memory', hint: 'Resident memory; what processes share is counted for each.', numeric: true },
  elapsed: { label: 'Age', hint: 'Time since the process began: days-hours:minutes:seconds.', numeric: true },
  cpuTime: { label: 'CPU time', numeric: true },
  command: { label: 'Command' },
  other: { label: '' },
};

/** In the engine's order, the command last. A title that comes twice is one column. */
export function processColumns(tables: readonly ProcessTable[]): readonly ProcessColumn[] {
  const titles = [...new Set(tables.flatMap((table) => table.titles))];
  const columns = titles.map((title): ProcessColumn => {
    const role = roles[title] ?? 'other';
    const { label, hint, numeric = false } = words[role];
    return { title, role, label: label || title, numeric, ...(hint === undefined ? {} : { hint }) };
  });
  const isCommand = (column: ProcessColumn) => column.role === 'command';
  return [...columns.filter((column) => !isCommand(column)), ...columns.filter(isCommand)];
}

export function processItems(table: ProcessTable): readonly ProcessItem[] {
  const at = (role: ProcessRole) => table.titles.findIndex((title) => roles[title] === role);
  const [pid, parent, user, state, command] = [at('pid'), at('parent'), at('user'), at('state'), at('command')];
  return table.rows.map((row, i) => {
    const words = row[command] ?? '';
    const above = row[parent];
    return {
      // Without a pid a row has at least a name of its own.
      pid: row[pid] ?? `row ${i + 1}`,
      ...(above === undefined ? {} : { parent: above }),
      user: row[user] ?? '',
      zombie: /^Z/.test(row[state] ?? '') || / <defunct>$/.test(words),
      command: words,
      cells: new Map(table.titles.map((title, column) => [title, row[column] ?? ''])),
    };
  });
}

/** How a cell reads: memory with its unit, all else as the engine wrote it. */
export function cellText(item: ProcessItem, { role, title }: ProcessColumn): string {
  const text = item.cells.get(title) ?? '';
  if (role !== 'memory') return text;
  const bytes = memoryBytes(text);
  return bytes === undefined ? text : humanBytes(bytes);
}

/** What a cell sorts by; undefined for what is no number in a column of numbers. */
export function cellOrder(item: ProcessItem, { role, title, numeric }: ProcessColumn): number | string | undefined {
  const text = item.cells.get(title) ?? '';
  if (!numeric) return text.toLowerCase();
  if (role === 'memory') return memoryBytes(text);
  if (role === 'elapsed' || role === 'cpuTime') return elapsedSeconds(text);
  const number = Number(text);
  return text === '' || Number.isNaN(number) ? undefined : number;
}

/** `ps` counts in KiB (procps), or writes `1.2m` (busybox) and `1.2MB` (Windows). */
function memoryBytes(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(i?b)?$/i.exec(text);
  if (!match) return undefined;
  const power = 'kmgt'.indexOf((match[2] || 'k').toLowerCase()) + 1;
  return Number(match[1]) * 1024 ** power;
}

/** `[[days-]hours:]minutes:seconds`. */
function elapsedSeconds(text: string): number | undefined {
  const match = /^(?:(\d+)-)?(?:(\d+):)?(\d+):(\d+)(?:\.\d+)?$/.exec(text);
  if (!match) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** Threads of all processes together; undefined where this `ps` does not count them. */
export function threadsOf(table: ProcessTable): number | undefined {
  const column = processColumns([table]).find(({ role }) => role === 'threads');
  if (!column) return undefined;
  let sum = 0;
  for (const item of processItems(table)) {
    const threads = cellOrder(item, column);
    if (typeof threads !== 'number') return undefined;
    sum += threads;
  }
  return sum;
}
