// A container was killed and still runs: its process, or what the engine has between them, does not end (B33).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { eventProofs, inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly seconds: number;
}

/** The kernel ends what it may end at once; a busy engine needs a moment to hear of it. */
const patienceMs = 15_000;

export const doesNotDie = defineCause<'container', Data>({
  id: 'does-not-die',
  code: 'B33',
  severity: 'error',
  over: 'container',
  needs: ['events'],
  explains: ['container-unhealthy', 'sigterm-ignored', 'wrong-stop-signal'],
  title: ({ name, seconds }) =>
    `${name} does not die: it was killed (SIGKILL) ${seconds} s ago and the engine still takes it for running`,
  explanation: ({ name }) =>
    `No program can refuse SIGKILL. Either a process of ${name} hangs in the kernel (a mount of a server that is gone, a broken device), or containerd’s shim no longer tells the engine of its end. docker stop, rm and exec hang or fail then.`,
  check(subject, around) {
    const { events, facts } = subject;
    if (facts.state.status !== 'running' && facts.state.status !== 'paused') return [];
    const at = events.findLastIndex(({ action, attributes }) => action === 'kill' && attributes.signal === '9');
    const kill = events[at];
    if (kill === undefined || events.slice(at).some(({ action }) => action === 'die' || action === 'start')) return [];
    const waited = around.now + (subject.dossier.clockAheadMs ?? 0) - Number(kill.timeNano.slice(0, -6));
    if (waited < patienceMs) return [];
    return [
      {
        data: { name: subject.name, seconds: Math.round(waited / 1000) },
        confidence: 0.88,
        subject: subject.ref,
        evidence: [...eventProofs([kill], ['kill'], 1), inspectProof('State.Status', facts.state.status)],
        remedies: runRemedies(subject, [
          {
            title: 'See on the host whether a process hangs in the kernel (state D), and on what',
            snippet: `ps -o pid,stat,wchan:30,args -p "$(docker inspect -f '{{.State.Pid}}' ${subject.name})"`,
          },
          { title: 'If none does, restart the engine, which asks the shim anew', snippet: 'systemctl restart docker' },
        ]),
      },
    ];
  },
});
