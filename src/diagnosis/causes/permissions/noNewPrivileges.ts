// A program wants to become another user, which its container forbids (no-new-privileges).

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
}

export const noNewPrivileges = defineCause<'container', Data>({
  id: 'no-new-privileges',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'command-in-script-missing'],
  title: ({ name }) => `${name} uses sudo or a setuid program, which its option no-new-privileges forbids`,
  explanation: ({ name }) =>
    `With no-new-privileges the kernel ignores the setuid bit inside ${name}, so that sudo, su and ping of some images cannot get more rights. Start the container as the user that is needed, or take the option away.`,
  check(subject) {
    const option = subject.facts.securityOptions.find((one) => /no-new-privileges(?!.*false)/.test(one));
    const fact = lastSaid(subject, 'notPermitted', 'permissionDenied');
    if (option === undefined || fact === undefined) return [];
    if (fact.detail === undefined && !/\b(?:sudo|su|setuid|ping)\b/i.test(fact.line.text)) return [];
    return [
      {
        data: { name: subject.name },
        confidence: 0.92,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof('HostConfig.SecurityOpt', subject.facts.securityOptions)],
        remedies: runRemedies(subject, [
          {
            title: 'Start it as the user that is needed in place of sudo, or take no-new-privileges away',
            snippet: 'docker run --user 0 …   # or: --security-opt no-new-privileges=false',
          },
        ]),
      },
    ];
  },
});
