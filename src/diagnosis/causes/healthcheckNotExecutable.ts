// A health check may not run its own program: the execute bit is missing, or the user may not (C01).

import { defineCause } from '../cause';
import { runRemedies } from '../causeRemedies';
import { testOf } from '../probeAnswer';
import { probeOf } from '../probes';
import { inspectProof } from '../proofs';
import { userWords } from '../userWords';
import { healthSymptoms } from '../usualSymptoms';

interface Data {
  readonly name: string;
  readonly file: string;
  readonly user: string;
}

export const healthcheckNotExecutable = defineCause<'container', Data>({
  id: 'healthcheck-not-executable',
  code: 'C01',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: healthSymptoms,
  title: ({ name, file }) =>
    `${name} is marked unhealthy because its health check ${file} may not be executed (permission denied)`,
  explanation: ({ name, file, user }) =>
    `The check is run inside the container as ${user}, and ${file} lacks the execute bit or belongs to somebody else. Nothing is known of ${name} itself: it may serve well.`,
  check(subject) {
    const probe = probeOf(subject);
    const match = probe === undefined ? null : denied.exec(probe.output);
    const file = match?.[1] ?? match?.[2] ?? match?.[3];
    // A program of the check may be refused something else; here it is the check itself.
    if (probe === undefined || file === undefined || !testOf(subject).includes(file)) return [];
    return [
      {
        data: { name: subject.name, file, user: userWords(subject) },
        confidence: 0.93,
        subject: subject.ref,
        evidence: [probe.evidence, inspectProof('Config.Healthcheck.Test', subject.facts.healthcheck?.test ?? [])],
        remedies: runRemedies(subject, [
          { title: `Make ${file} executable in the image`, snippet: `COPY --chmod=755 … ${file}` },
        ]),
      },
    ];
  },
});

// Wordings of runc, crun and shells.
const denied =
  /exec: "([^"]{1,200})": (?:permission denied|is a directory)|(\/[\w./+-]{1,200})[`'"]?: Permission denied|the path [`'"]([^`'"]{1,200})[`'"] (?:exists but it is not executable|is not a regular file)/i;
