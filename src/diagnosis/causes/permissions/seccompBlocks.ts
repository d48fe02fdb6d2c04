// The engine's filter of system calls forbids a program a call that its C library or runtime needs.

import { type ContainerCase, lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { hasCapability } from '../../reading/capabilities';
import type { LogFact } from '../../reading/logFacts';
import { userWords } from '../../reading/userWords';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly call: string;
  readonly profile: boolean;
}

export const seccompBlocks = defineCause<'container', Data>({
  id: 'seccomp-blocks',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'pids-limit-reached', 'image-path-permission-denied'],
  title: ({ name, call, profile }) =>
    `${name} is forbidden ${call} by ${profile ? 'its seccomp profile' : 'the engine’s seccomp profile'} (operation not permitted)`,
  explanation: ({ name, call, profile }) =>
    `Containers run under a filter of system calls (seccomp). ${call} of ${name} was answered with “operation not permitted”. ${profile ? 'The container was given a profile of its own, which lacks the call.' : 'That happens where the image is newer than the engine: its C library uses calls (clone3, faccessat2, io_uring) that the old filter does not know; or where the call is forbidden on purpose.'}`,
  check(subject) {
    const { securityOptions, privileged } = subject.facts;
    if (privileged || securityOptions.some((option) => /seccomp[=:]unconfined/.test(option))) return [];
    const profile = securityOptions.some((one) => /seccomp/.test(one));
    const blocked = knownCall(subject) ?? (profile ? refusedToRoot(subject) : undefined);
    if (blocked === undefined) return [];
    const { fact, call, confidence } = blocked;
    return [
      {
        data: { name: subject.name, call, profile },
        confidence,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof('HostConfig.SecurityOpt', securityOptions)],
        remedies: runRemedies(subject, [
          { title: 'Update the engine (and libseccomp and runc with it), or use an image with an older base' },
          {
            title: 'To prove it, run it once without the filter',
            snippet: `docker run --rm --security-opt seccomp=unconfined ${subject.facts.image}`,
          },
        ]),
      },
    ];
  },
});

interface Blocked {
  readonly fact: LogFact;
  readonly call: string;
  readonly confidence: number;
}

function knownCall(subject: ContainerCase): Blocked | undefined {
  const fact = lastSaid(subject, 'notPermitted');
  const call = calls[fact?.name?.toLowerCase() ?? ''];
  if (fact === undefined || call === undefined) return undefined;
  // The usual filter lets these pass for who has the right.
  if (call.capability !== undefined && !hasCapability(subject.facts, call.capability)) return undefined;
  return { fact, call: `the system call ${call.name}`, confidence: 0.85 };
}

/** To root a file system says “permission denied” where it refuses, so that EPERM of a file comes from the profile. */
function refusedToRoot(subject: ContainerCase): Blocked | undefined {
  const fact = lastSaid(subject, 'permissionDenied');
  if (fact?.path === undefined || !/operation not permitted|EPERM/i.test(fact.line.text)) return undefined;
  if (!/^root /.test(userWords(subject))) return undefined;
  // Without a right of root, the missing right is the likelier reason.
  if (!hasCapability(subject.facts, 'DAC_OVERRIDE') || !hasCapability(subject.facts, 'FOWNER')) return undefined;
  return { fact, call: `a system call on ${fact.path}`, confidence: 0.78 };
}

/** Calls by which log knowledge knows them; `capability`: what they need beside the filter. */
const calls: Readonly<Record<string, { readonly name: string; readonly capability?: string }>> = {
  pthread_create: { name: 'clone3 (to start a thread)' },
  clone: { name: 'clone' },
  clone3: { name: 'clone3' },
  io_uring_setup: { name: 'io_uring_setup' },
  personality: { name: 'personality' },
  keyctl: { name: 'keyctl' },
  rseq: { name: 'rseq' },
  ptrace: { name: 'ptrace', capability: 'SYS_PTRACE' },
  unshare: { name: 'unshare', capability: 'SYS_ADMIN' },
  setns: { name: 'setns', capability: 'SYS_ADMIN' },
};
