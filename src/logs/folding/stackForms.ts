// How stack traces look in a log, line by line: what opens one, what goes on with it, what ends it.

export type StackKind = 'at' | 'node' | 'python' | 'go' | 'ruby' | 'php' | 'rust' | 'dotnetConsole';

export interface OpenStack {
  readonly kind: StackKind;
  /** What the lines so far allow to come next. */
  readonly phase: 'open' | 'afterBlank' | 'afterEnd';
}

/**
 * First lines of a trace that stand for themselves. Right below a line that warns of something they belong to that line,
 * as when a program logs an exception.
 */
export function opensStack(text: string): OpenStack | undefined {
  for (const [pattern, kind] of openers) if (pattern.test(text)) return { kind, phase: 'open' };
  return undefined;
}

/** An exception's own line, as Java and others print it; one line of text until frames follow. */
export function isExceptionLine(text: string): boolean {
  return exceptionLine.test(text);
}

/** A frame, or another line that makes sense below another one only. */
export function startsFrames(text: string): OpenStack | undefined {
  for (const [pattern, kind] of frames) if (pattern.test(text)) return { kind, phase: 'open' };
  return undefined;
}

/** What the stack is after this line; undefined when the line is not part of it. */
export function continuesStack(stack: OpenStack, text: string): OpenStack | undefined {
  const blank = text.trim() === '';
  switch (stack.kind) {
    case 'python':
      return continuesPython(stack, text, blank);
    case 'go':
      return blank || goLine.test(text) ? stack : undefined;
    case 'rust':
      return continuesRust(stack, text);
    case 'dotnetConsole':
      return /^ {6}/.test(text) ? stack : undefined;
    case 'node':
      return continuesNode(stack, text, blank);
    case 'at':
    case 'ruby':
    case 'php':
      if (startsFrames(text)?.kind === stack.kind) return { kind: stack.kind, phase: 'open' };
      if (stack.kind === 'ruby' && rubyFrame.test(text) && !/\([\w:]{1,100}\)$/.test(text)) return stack;
      if (blank) return { kind: stack.kind, phase: 'afterBlank' };
      return stack.phase === 'open' && more.test(text) ? stack : undefined;
  }
}

const openers: readonly (readonly [RegExp, StackKind])[] = [
  [/^(?: {2}\+ Exception Group )?Traceback \(most recent call last\):/, 'python'],
  [/^(?:panic: |fatal error: |goroutine \d{1,9} \[)/, 'go'],
  [/^(?:\[[\w. :/-]{1,40}\] )?thread '[^']{0,200}' (?:\(\d+\) )?panicked at /, 'rust'],
  [/^(?:trce|dbug|info|warn|fail|crit): [\w.`+<>[\], -]{1,300}\[-?\d{1,9}\]$/, 'dotnetConsole'],
  // Node prints the place and the source before an error that nobody caught.
  [/^(?:node:internal\/[\w/.-]{1,200}|(?:file:\/\/)?\/[^\s:]{1,500}\.[cm]?[jt]sx?):\d{1,7}$/, 'node'],
];

const frames: readonly (readonly [RegExp, StackKind])[] = [
  // Java, Kotlin, Scala, JavaScript, .NET: all say "at", then a call or a place.
  [/^\s{1,40}at (?:async |new )?(?:\S{1,500}(?: \[as [^\]]{1,100}\])? ?\(|\S{1,500}:\d{1,7}$|<anonymous>$)/, 'at'],
  [/^\s{0,40}\.\.\. \d{1,6} (?:more|common frames omitted)/, 'at'],
  [/^(?:\s{0,40}(?:Caused by|Suppressed|Wrapped by): \S| {1,3}---> \S|\s{1,40}--- End of )/, 'at'],
  [/^--- End of (?:stack trace|inner exception)/, 'at'],
  [/^\s{1,40}from [^\s:]{1,500}:\d{1,7}:in /, 'ruby'],
  [/^\s{1,40}[^\s:]{1,500}\.(?:rb|erb|rake):\d{1,7}:in [`'"]/, 'ruby'],
  [/^(?:PHP )?Stack trace:$/, 'php'],
  [/^#\d{1,5} (?:\/|\{main\}|\[internal function\]|[A-Z]:\\)/, 'php'],
  [/^\s{1,10}thrown in \S.{0,500} on line \d{1,7}$/, 'php'],
  [/^(?:PHP)?\s{1,6}\d{1,5}\. [^\s(]{1,300}\(.{0,500}\) \S{1,500}:\d{1,7}$/, 'php'],
];

/** Rails writes its frames without indentation. */
const rubyFrame = /^[^\s:]{1,500}\.(?:rb|erb|rake):\d{1,7}:in [`'"]/;

/** Details below frames: fields of an error, lines of source. */
const more = /^(?:\t| {2}|[}\]],?$)/;

const exceptionLine =
  /^(?:Exception in thread "[^"]{0,200}" |Unhandled exception[.:] |Uncaught )?(?:[A-Za-z_$][\w$]{0,100}[.\\:]{1,2}){0,20}(?:[A-Za-z_$][\w$]{0,100})?(?:Exception|Error|Throwable)(?:$|: | \[[A-Z_]+\]: |\n)/;

const goLine =
  /^(?:\s|goroutine \d{1,9} \[|\[signal |created by |exit status \d|\.\.\.\S{0,9} ?\w* frames elided|runtime stack:|r\w{1,6} {1,6}0x|[cfg]s {1,6}0x|[\w./@*()[\]{}·$%~-]{1,400}\(.{0,500}\)$)/;

function continuesPython(stack: OpenStack, text: string, blank: boolean): OpenStack | undefined {
  const { kind, phase } = stack;
  if (blank) return stack;
  if (/^(?:During handling of the above exception|The above exception was the direct cause)/.test(text)) {
    return { kind, phase: 'open' };
  }
  if (phase !== 'open') return undefined;
  if (/^[\s|+]|^Traceback \(most recent call last\):/.test(text)) return stack;
  // The first line without indentation says what went wrong, and is the last.
  return { kind, phase: 'afterEnd' };
}

/** After the place: the source, a blank line, the error, its frames, and which Node it was. */
function continuesNode(stack: OpenStack, text: string, blank: boolean): OpenStack | undefined {
  if (blank || more.test(text) || /^Node\.js v\d|^\(Use `node /.test(text)) return stack;
  const isError = isExceptionLine(text) || /^Uncaught\b/.test(text);
  return isError && stack.phase === 'open' ? { kind: 'node', phase: 'afterEnd' } : undefined;
}

function continuesRust(stack: OpenStack, text: string): OpenStack | undefined {
  if (/^(?:stack backtrace:|note: |\s{1,6}\d{1,5}: |\s{1,40}at \S)/.test(text))
    return { kind: 'rust', phase: 'afterEnd' };
  // The line after the place is the message.
  return stack.phase === 'open' ? { kind: 'rust', phase: 'afterEnd' } : undefined;
}
