// Puts a health check into a service of a compose file, or in place of the one that it has there.

import type { ComposeFacts, ComposeService } from '../compose/composeFacts';
import { addKey, indentBefore, within } from '../findings/yamlEdits';
import { type TextEdit, textLines } from '../textLines';
import type { HealthcheckCandidate } from './healthcheckAdvice';

export interface ComposeHealthcheckEdit {
  readonly edit: TextEdit;
  /** Zero-based line where `healthcheck` stands after the edit. */
  readonly line: number;
}

/**
 * Undefined where the file cannot be changed soundly: no such service, one in flow style, or whose check comes from an anchor.
 * `proof` becomes a comment.
 */
export function composeHealthcheckEdit(
  text: string,
  facts: ComposeFacts,
  serviceName: string,
  candidate: HealthcheckCandidate,
  proof?: string,
): ComposeHealthcheckEdit | undefined {
  const service = facts.services.find(({ name }) => name.value === serviceName);
  if (service === undefined) return undefined;
  const lines = textLines(text);
  const written = writtenLines(candidate, proof);
  const existing = service.tree.entries.get('healthcheck');
  if (existing === undefined) {
    const edit = addKey({ text, lines, own: service.range }, service.tree, written);
    return edit && { edit, line: edit.range.start.line + (edit.newText.startsWith(lines.eol) ? 1 : 0) };
  }
  const { keyRange } = existing;
  const indent = within(keyRange, service.range) ? indentBefore({ lines }, keyRange) : undefined;
  if (indent === undefined) return undefined;
  const end = { line: endLine(lines, service, keyRange.start.line, indent.length), character: 0 };
  const newText = written.map((one, at) => (at === 0 ? one : indent + one)).join(lines.eol);
  const last = { line: end.line, character: lines.line(end.line).length };
  return { edit: { range: { start: keyRange.start, end: last }, newText }, line: keyRange.start.line };
}

/** Block style, so that a person changes it easily. Compose fills in what follows a dollar sign, so that is doubled. */
function writtenLines(
  { command, interval, timeout, startPeriod, retries }: HealthcheckCandidate,
  proof: string | undefined,
): readonly string[] {
  const words = typeof command === 'string' ? ['CMD-SHELL', command] : ['CMD', ...command];
  const test = words.map((word) => JSON.stringify(word.replaceAll('$', '$$$$'))).join(', ');
  return [
    'healthcheck:',
    ...(proof === undefined ? [] : [`  # ${proof.replace(/[^\w .,:;()/@+-]/g, '')}`]),
    `  test: [${test}]`,
    `  interval: ${interval}`,
    `  timeout: ${timeout}`,
    `  start_period: ${startPeriod}`,
    `  retries: ${retries}`,
  ];
}

/** The last line that belongs to a key: what follows deeper than it, without the empty lines at the end. */
function endLine(
  lines: ReturnType<typeof textLines>,
  { range }: ComposeService,
  first: number,
  indent: number,
): number {
  let last = first;
  for (let line = first + 1; line <= Math.min(range.end.line, lines.count - 1); line++) {
    const text = lines.line(line);
    if (text.trim() === '') continue;
    if (text.length - text.trimStart().length <= indent) break;
    last = line;
  }
  return last;
}
