// A program that runs as root lacks the Linux capability for what it does: it was dropped, or was never given (A18).

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { capabilityFor, hasCapability } from '../../reading/capabilities';
import { userWords } from '../../reading/userWords';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly capability: string;
  readonly call: string;
  readonly dropped: boolean;
}

export const capabilityMissing = defineCause<'container', Data>({
  id: 'capability-missing',
  code: 'A18',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'volume-permission-denied', 'image-path-permission-denied', 'low-port-denied'],
  title: ({ name, capability, call, dropped }) =>
    `${name} lacks the capability ${capability}${dropped ? ', which was dropped (--cap-drop)' : ''}: ${call} is not permitted`,
  explanation: ({ name, capability, call, dropped }) =>
    `${name} runs as root, but root inside a container has only some of the rights of root on the machine. ${call} needs the Linux capability ${capability}, which ${dropped ? 'this container was told to drop' : 'Docker does not give by itself'}. Add just that one.`,
  check(subject) {
    const { facts } = subject;
    if (!/root/.test(userWords(subject))) return [];
    const refused = lastSaid(subject, 'notPermitted');
    const denied = lastSaid(subject, 'lowPort', 'permissionDenied');
    const known = refused?.name === undefined ? undefined : capabilityFor(refused.name);
    // Root that is denied a file has lost the right to pass over its mode and owner.
    const capability = known ?? (denied?.theme === 'lowPort' ? 'NET_BIND_SERVICE' : 'DAC_OVERRIDE');
    const fact = known === undefined ? denied : refused;
    if (fact === undefined || hasCapability(facts, capability)) return [];
    const call = known === undefined ? (fact.theme === 'lowPort' ? 'a port below 1024' : 'the file') : fact.name;
    return [
      {
        data: { name: subject.name, capability, call: call ?? 'a call', dropped: facts.capDrop.length > 0 },
        confidence: 0.92,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          inspectProof('HostConfig.CapDrop', facts.capDrop),
          inspectProof('HostConfig.CapAdd', facts.capAdd),
        ],
        remedies: runRemedies(subject, [
          {
            title: `Give it the capability ${capability}`,
            snippet:
              subject.ref.kind === 'service'
                ? `docker service update --cap-add ${capability} ${subject.name}`
                : `docker run --cap-add ${capability} … ${facts.image}`,
          },
        ]),
      },
    ];
  },
});
