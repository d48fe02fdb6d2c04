// A script exists and cannot be run: Windows line endings, or its interpreter is not in the image (A05, trap T2).

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { exitProof, inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly script: boolean;
  /** Its first line was read, and ends in a carriage return. */
  readonly seen: boolean;
}

export const crlfLineEndings = defineCause<'container', Data>({
  id: 'crlf-line-endings',
  code: 'A05',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [
    ...exitSymptoms,
    'missing-file',
    'command-in-script-missing',
    'command-not-found',
    'container-start-failed',
  ],
  title: ({ name, path, script, seen }) =>
    seen
      ? `${name} cannot run ${path}: the script has Windows line endings (CRLF)`
      : script
        ? `${name} cannot run ${path}: Windows line endings (CRLF) in the script, or its #! interpreter is not in the image`
        : `${name} cannot run ${path}: its loader or interpreter is not in the image`,
  explanation: ({ name, path, script }) =>
    script
      ? `The message “no such file or directory” for ${path} is not about the script of ${name} itself, which the runtime found, but about the interpreter that its first line names. With Windows line endings that name ends in a carriage return (/bin/sh\\\\r) and no such file exists; else the interpreter (bash in a slim image) is missing.`
      : `The runtime found ${path} and the kernel did not find what it needs to run it: a binary linked against glibc in an image with musl (Alpine) lacks its loader; a script lacks its interpreter.`,
  check(subject) {
    const fact = lastSaid(subject, 'execFailed');
    if (fact === undefined) return [];
    // In the words of a shell or of env the carriage return itself is seen.
    const told = fact.by === 'env' || fact.by === 'shells, in a script';
    if (!told && !/no such file|bad interpreter|required file/i.test(fact.detail ?? '')) return [];
    const path = fact.path ?? subject.facts.argv[0] ?? 'the script';
    const head = subject.dossier.script;
    // A script whose first line is sound: its interpreter is not there.
    if (head?.firstLine.startsWith('#!') && !head.firstLine.endsWith('\r')) return [];
    const seen = told || head?.firstLine.startsWith('#!') === true;
    const named = /\.(?:sh|py|rb|pl|js)$|entrypoint/i.test(path) || /interpreter/.test(fact.detail ?? '');
    const script = seen || (head === undefined && named);
    return [
      {
        data: { name: subject.name, path, script, seen },
        confidence: seen ? 0.97 : script ? 0.88 : 0.75,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          ...(seen && head !== undefined ? [inspectProof(`first line of ${head.path}`, visible(head.firstLine))] : []),
          exitProof(subject),
        ],
        remedies: runRemedies(subject, [
          script
            ? {
                title: 'Give the script LF line endings and build again',
                snippet: `RUN sed -i 's/\\r$//' ${path}   # and in .gitattributes: *.sh text eol=lf`,
              }
            : { title: 'Use an image with the loader that the binary needs, or link it statically' },
        ]),
      },
    ];
  },
});

/** A carriage return shows nothing of itself. */
function visible(line: string): string {
  return line.replace(/\r$/, '\\r');
}
