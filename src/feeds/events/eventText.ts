// Events as text to copy or to save: JSON lines or CSV, secrets masked.

import { type EventEntry, eventDetails, maskedAttributes, maskedText, nanoToIso } from '../../model/eventEntry';
import { plainLine } from '../../util/plainLine';

export type EventForm = 'jsonl' | 'csv' | 'text';

/** One event a line; of CSV (RFC 4180) the first line names the columns. `nodeName` turns a node's id into its name. */
export function eventsAsText(
  entries: Iterable<EventEntry>,
  form: EventForm,
  nodeName: (id: string) => string | undefined,
): string {
  const lines: string[] = form === 'csv' ? [columns.join(',')] : [];
  for (const entry of entries) lines.push(lineOf(entry, form, nodeName));
  const end = form === 'csv' ? '\r\n' : '\n';
  return lines.length === 0 ? '' : `${lines.join(end)}${end}`;
}

const columns = ['time', 'kind', 'action', 'detail', 'name', 'id', 'node', 'details'] as const;

function lineOf(entry: EventEntry, form: EventForm, nodeName: (id: string) => string | undefined): string {
  const { kind, action, id, name } = entry;
  const time = nanoToIso(entry.timeNano);
  const detail = entry.detail === undefined ? '' : maskedText(entry.detail);
  const node = entry.nodeId === undefined ? '' : (nodeName(entry.nodeId) ?? entry.nodeId);
  switch (form) {
    case 'jsonl': {
      const attributes = Object.fromEntries(maskedAttributes(entry));
      return JSON.stringify({
        ...{ time, kind, action, ...(detail ? { detail } : {}), name, id, ...(node ? { node } : {}), attributes },
        ...(entry.cut ? { cut: true } : {}),
      });
    }
    case 'csv':
      return [time, kind, action, detail, name, id, node, eventDetails(entry)].map(cell).join(',');
    case 'text':
      return [time, kind, name, action, eventDetails(entry), node]
        .map((part) => plainLine(part))
        .filter(Boolean)
        .join(' ');
  }
}

function cell(text: string): string {
  // A spreadsheet would run a cell that begins like a formula.
  const tame = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}
