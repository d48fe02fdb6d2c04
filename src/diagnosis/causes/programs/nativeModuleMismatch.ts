// A part of a program was built for another platform, C library, runtime or processor than the one it runs on (A04).

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly what: string;
  readonly why: string;
  readonly mounted: boolean;
}

export const nativeModuleMismatch = defineCause<'container', Data>({
  id: 'native-module-mismatch',
  code: 'A04',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'missing-shared-library', 'missing-env-var', 'missing-file', 'missing-module'],
  title: ({ name, what, why }) => `${name} cannot load ${what}: ${why}`,
  explanation: ({ name, what, why, mounted }) =>
    `${what} of ${name} holds machine code that does not fit where it runs: ${why}.${mounted ? ' A folder of the host is mounted over the program, so that modules built on the host replace those of the image.' : ''} Build or install it inside an image of the same base, runtime and platform as the one that runs.`,
  check(subject) {
    const fact = lastSaid(subject, 'nativeModule');
    if (fact === undefined) return [];
    const { type } = subject.condition;
    if (type !== 'failed' && type !== 'looping' && type !== 'unhealthy') return [];
    const path = fact.path;
    const mounted = path !== undefined && subject.facts.mounts.some(({ target }) => path.startsWith(`${target}/`));
    return [
      {
        data: {
          name: subject.name,
          what: oneLine(path ?? 'a native module', 100),
          why: reason(fact.by, fact.detail ?? fact.line.text),
          mounted,
        },
        confidence: 0.93,
        subject: subject.ref,
        evidence: [logProof(fact.line)],
        remedies: runRemedies(subject, [
          {
            title: mounted
              ? 'Keep the modules of the image: mount a volume over them, or install inside the container'
              : 'Install or build it inside the image that runs it',
            snippet: 'RUN npm ci   # in the same base image; leave node_modules, venv and the like in .dockerignore',
          },
        ]),
      },
    ];
  },
});

function reason(by: string, detail: string): string {
  const words = oneLine(detail, 80);
  if (/GLIBC|CXXABI|symbol|TLS/i.test(words)) return `it was built for another C library (${words})`;
  if (/class file/i.test(words)) return `it was compiled for a newer Java than the image has (${words})`;
  if (by === 'Node.js') return `it was built for another version of Node.js (${words})`;
  if (by === 'processor') return `the processor is too old for its C library (${words})`;
  return `it was built for another platform or architecture (${words})`;
}
