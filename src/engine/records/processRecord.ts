// The answer of GET /containers/{id}/top → ProcessTable.

import type { ProcessTable } from '../../model/processTable';
import { items, raw, text, texts } from './read';

/** Undefined where there are no titles: then nothing says what the columns mean. */
export function processTable(value: unknown): ProcessTable | undefined {
  const answer = raw(value);
  const titles = texts(answer.Titles);
  if (titles.length === 0) return undefined;
  const rows = items(answer.Processes).flatMap((row) => {
    if (!Array.isArray(row)) return [];
    const cells = row.map((cell) => text(cell) ?? '');
    const last = titles.length - 1;
    // Podman leaves a command with spaces in several cells.
    const command = cells.slice(last).join(' ');
    return [[...titles.slice(0, last).map((_, i) => cells[i] ?? ''), command]];
  });
  return { titles, rows };
}
