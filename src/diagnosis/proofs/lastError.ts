// The line of a failing run that most likely tells why, when no wording is known.

import type { EvidenceLine } from '../../model/dossier/dossier';

/** The last line that reads like an error; an exception's own line rather than its stack. Undefined: none does. */
export function lastError(lines: readonly EvidenceLine[]): EvidenceLine | undefined {
  const tail = lines.slice(-60);
  return (
    tail.findLast(({ text }) => exception.test(text) && !frame.test(text)) ??
    tail.findLast(({ text }) => loud.test(text) && !frame.test(text)) ??
    tail.findLast(({ text }) => text.trim() !== '' && !frame.test(text) && text.length > 8)
  );
}

/** Without the time, level and logger that stand before the words. */
export function withoutStamp(text: string): string {
  return text
    .replace(/^\s*\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?\s*(?:UTC\s*)?/, '')
    .replace(/^(?:\[\d{1,7}\]\s*)?(?:ERROR|FATAL|CRITICAL|SEVERE|WARN(?:ING)?|INFO)\b:?\s*/, '');
}

const exception =
  /^(?:[\w.]{1,200}\.)?[A-Z]\w{0,80}(?:Error|Exception|Failure|Fault|Panic)\b(?::|$)|^panic: |^fatal error: |^thread '.{1,60}' panicked|Uncaught |Unhandled /;
const loud =
  /\b(?:ERROR|FATAL|CRITICAL|SEVERE|EMERG|panic|fatal|error|failed|failure|cannot|could not|unable|abort\w*|giving up)\b/i;
/** A line of a stack trace, a caret below source code, or an empty one. */
const frame = /^\s+at |^\s+File "|^\s*[~^]+\s*$|^Traceback|^\s{4,}\S|^goroutine \d+/;
