// A health check is written in exec form, but uses what only a shell understands (C01).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { probeOf } from '../../proofs/probes';
import { inspectProof } from '../../proofs/proofs';
import { healthSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly test: string;
  readonly why: string;
}

export const healthcheckExecForm = defineCause<'container', Data>({
  id: 'healthcheck-exec-form',
  code: 'C01',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: [
    ...healthSymptoms,
    'healthcheck-tool-missing',
    'healthcheck-wrong-port',
    'healthcheck-file-missing',
    'bad-command-argument',
  ],
  title: ({ name, why }) =>
    `${name} is marked unhealthy because its health check is in exec form (CMD) but needs a shell (CMD-SHELL): ${why}`,
  explanation: ({ test, why }) =>
    `With CMD each word of the list is passed to the program as it is, without a shell: ${why}. Written with CMD-SHELL (or as a plain text in a Dockerfile) the same command works: ${test}.`,
  check(subject) {
    const probe = probeOf(subject);
    const test = subject.facts.healthcheck?.test ?? [];
    const why = test[0] === 'CMD' ? shellWords(test.slice(1)) : undefined;
    if (probe === undefined || why === undefined) return [];
    const command = test.slice(1).join(' ');
    return [
      {
        data: { name: subject.name, test: oneLine(command, 160), why },
        confidence: 0.94,
        subject: subject.ref,
        evidence: [inspectProof('Config.Healthcheck.Test', test), probe.evidence],
        remedies: [
          {
            title: 'Write the health check in shell form',
            command: 'dockhound.healthcheck.add',
            snippet: `test: ["CMD-SHELL", ${JSON.stringify(command)}]`,
          },
          ...runRemedies(subject, []),
        ],
      },
    ];
  },
});

/** What a shell would have to do; undefined: nothing. */
function shellWords(words: readonly string[]): string | undefined {
  const [first = ''] = words;
  // A shell that is called by name does understand what follows.
  if (/(?:^|\/)(?:sh|bash|ash|dash|zsh)$/.test(first)) return undefined;
  if (words.length === 1 && /\s/.test(first.trim())) return 'the whole command line is taken for the name of a program';
  const operator = words.find((word) => /^(?:\|\||&&|\||;|>|>>|<|2>&1|&)$/.test(word));
  if (operator !== undefined) return `${operator} is passed on as a plain argument`;
  const variable = words.find((word) => /\$\{?[A-Z_][A-Z\d_]*\}?|\$\(/.test(word));
  return variable === undefined ? undefined : `${oneLine(variable, 60)} is not replaced by its value`;
}
