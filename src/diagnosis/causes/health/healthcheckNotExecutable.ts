// A health check cannot run its own program: the execute bit or the interpreter is missing, or it is for another processor (C01).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { testOf } from '../../proofs/probeAnswer';
import { probeOf } from '../../proofs/probes';
import { inspectProof } from '../../proofs/proofs';
import { logFacts } from '../../reading/logFacts';
import { userWords } from '../../reading/userWords';
import { healthSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly file: string;
  readonly user: string;
  readonly fault: Fault;
}

type Fault = 'denied' | 'format' | 'interpreter';

export const healthcheckNotExecutable = defineCause<'container', Data>({
  id: 'healthcheck-not-executable',
  code: 'C01',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: healthSymptoms,
  title: ({ name, file, fault }) =>
    `${name} is marked unhealthy because its health check ${file} ${faults[fault].says}`,
  explanation: ({ name, file, user, fault }) =>
    `The check is run inside the container as ${user}, and ${file} ${faults[fault].why}. Nothing is known of ${name} itself: it may serve well.`,
  check(subject) {
    const probe = probeOf(subject);
    const match = probe === undefined ? null : denied.exec(probe.output);
    const unfit = probe === undefined ? undefined : unfitProgram(probe.output, subject.facts.healthcheck?.test ?? []);
    const file = match?.[1] ?? match?.[2] ?? match?.[3] ?? unfit?.file;
    // A program of the check may be refused something else; here it is the check itself.
    if (probe === undefined || file === undefined || !testOf(subject).includes(file)) return [];
    const fault = match === null && unfit !== undefined ? unfit.fault : 'denied';
    return [
      {
        data: { name: subject.name, file, user: userWords(subject), fault },
        confidence: 0.93,
        subject: subject.ref,
        evidence: [probe.evidence, inspectProof('Config.Healthcheck.Test', subject.facts.healthcheck?.test ?? [])],
        remedies: runRemedies(subject, [{ title: faults[fault].mend(file), snippet: faults[fault].snippet(file) }]),
      },
    ];
  },
});

/** The file is there and the kernel cannot run it: what runc and crun say for the program that they become. */
function unfitProgram(
  output: string,
  [form, program]: readonly string[],
): { readonly file: string; readonly fault: Fault } | undefined {
  const [fact] = logFacts([{ stream: 'stderr', text: output }]).filter(({ theme }) => theme === 'execFailed');
  // crun before 1.28 does not name the program that it was to become.
  const unnamed = form === 'CMD' ? /^exec: (Exec format error|No such file or directory)\s*$/i.exec(output) : null;
  const file = fact?.path ?? (unnamed === null ? undefined : program);
  const words = fact?.detail ?? unnamed?.[1] ?? '';
  if (file === undefined) return undefined;
  if (/exec format error/i.test(words)) return { file, fault: 'format' };
  return /no such file/i.test(words) ? { file, fault: 'interpreter' } : undefined;
}

interface FaultWords {
  readonly says: string;
  readonly why: string;
  mend(file: string): string;
  snippet(file: string): string;
}

const faults: Readonly<Record<Fault, FaultWords>> = {
  denied: {
    says: 'may not be executed (permission denied)',
    why: 'lacks the execute bit, is a folder, or belongs to somebody else',
    mend: (file) => `Make ${file} executable in the image`,
    snippet: (file) => `COPY --chmod=755 … ${file}`,
  },
  format: {
    says: 'cannot be executed (exec format error)',
    why: 'is a script whose first line names no interpreter (#!/bin/sh), or a program for another processor',
    mend: (file) => `Begin ${file} with #!/bin/sh, or build it for the platform of the host`,
    snippet: (file) => `HEALTHCHECK CMD ["/bin/sh", "${file}"]`,
  },
  interpreter: {
    says: 'cannot be executed: its interpreter or loader is not in the container, or it has Windows line endings (CRLF)',
    why: 'is there, but not the interpreter that its first line names (with Windows line endings that name ends in a carriage return) or the loader it needs',
    mend: (file) => `Give ${file} LF line endings and an interpreter that the image has`,
    snippet: (file) => `RUN sed -i 's/\\r$//' ${file}`,
  },
};

// Wordings of runc, crun and shells.
const denied =
  /exec: "([^"]{1,200})": (?:permission denied|is a directory)|(\/[\w./+-]{1,200})[`'"]?: Permission denied|the path [`'"]([^`'"]{1,200})[`'"] (?:exists but it is not executable|is not a regular file)/i;
