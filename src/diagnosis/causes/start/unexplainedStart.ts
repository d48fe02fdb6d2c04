// The engine could not start a container, in words that no cause knows: they are told as they are.

import { startErrorOf, startProof } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly said: string;
}

export const unexplainedStart = defineCause<'container', Data>({
  id: 'unexplained-start',
  severity: 'error',
  over: 'container',
  needs: [],
  rank: 'fallback',
  explains: startSymptoms.filter((id) => id !== 'unexplained-start'),
  title: ({ name, said }) => `${name} cannot start: ${said}`,
  explanation: ({ name, said }) =>
    `The engine made ${name} and could not start it. It says: ${said}. No known cause has these words; its program never ran, so its own log is empty.`,
  check(subject) {
    const words = startErrorOf(subject);
    if (words === undefined) return [];
    return [
      {
        data: { name: subject.name, said: oneLine(words.replace(prefaces, ''), 200) },
        confidence: 0.5,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, []),
      },
    ];
  },
});

/** What engine, containerd and runtime put before the words that matter. */
const prefaces =
  /^(?:(?:failed to create (?:task for container|shim task)|(?:OCI runtime|runc|crun) create failed|unable to start container process|error during container init|failed to start container|failed to set up container networking|crun): ?){1,8}/i;
