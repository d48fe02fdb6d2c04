// Writes a HEALTHCHECK instruction, as plain text and as a VS Code snippet with its values as fields.

import type { ProbeCommand } from './probeCommand';

export interface ProbeTimings {
  /** Durations as Docker writes them: `30s`. */
  readonly interval: string;
  readonly timeout: string;
  readonly startPeriod: string;
  readonly retries: number;
}

export interface HealthcheckStyle {
  readonly eol: string;
  readonly escapeChar: '\\' | '`';
  /** White space before the instruction, and before its continued line. */
  readonly indent: string;
  readonly continuedIndent: string;
}

/** `text` and `snippet` are the same instruction without a line end after it; the snippet always uses `\n`. */
export function healthcheckText(
  probe: ProbeCommand,
  timings: ProbeTimings,
  { eol, escapeChar, indent, continuedIndent }: HealthcheckStyle,
): { text: string; snippet: string } {
  const write = (field: (value: string) => string, literal: (text: string) => string, lineEnd: string) => {
    const flags = [
      `--interval=${field(timings.interval)}`,
      `--timeout=${field(timings.timeout)}`,
      `--start-period=${field(timings.startPeriod)}`,
      `--retries=${field(String(timings.retries))}`,
    ].join(' ');
    const quoted = (text: string) => literal(probe.form === 'exec' ? JSON.stringify(text).slice(1, -1) : text);
    const words = (probe.form === 'exec' ? probe.words : [probe.script]).map((pieces) =>
      pieces.map((piece) => (typeof piece === 'string' ? quoted(piece) : field(piece.value))).join(''),
    );
    const command = probe.form === 'exec' ? `[${words.map((word) => `"${word}"`).join(', ')}]` : words.join('');
    return `${indent}HEALTHCHECK ${flags} ${literal(escapeChar)}${lineEnd}${continuedIndent}CMD ${command}`;
  };
  let fields = 0;
  const placeholder = (value: string) => {
    fields += 1;
    return `\${${fields}:${escapeSnippet(value)}}`;
  };
  return { text: write(plain, plain, eol), snippet: write(placeholder, escapeSnippet, '\n') };
}

/** `$`, `}` and `\` have a meaning in a snippet. */
function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function plain(text: string): string {
  return text;
}
