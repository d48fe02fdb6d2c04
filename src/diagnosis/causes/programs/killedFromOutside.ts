// Somebody killed a container, or the host did: SIGKILL without asking first, and not for memory (B05, T4).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { eventProofs, inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly byEngine: boolean;
  /** The engine still has the event of its end: only then is no kill a fact. */
  readonly seen: boolean;
  readonly policy: string;
}

export const killedFromOutside = defineCause<'container', Data>({
  id: 'killed-from-outside',
  code: 'B05',
  severity: 'error',
  over: 'container',
  needs: ['events'],
  explains: ['container-exited-with-error', 'container-restarting', 'unexplained-exit'],
  title: ({ name, byEngine, seen }) =>
    byEngine
      ? `${name} was killed from outside: docker kill (SIGKILL) ended it`
      : `${name} was killed by SIGKILL (exit code 137), not for memory${seen ? ' and not through the engine' : '; by whom is not known any more'}`,
  explanation: ({ name, byEngine, seen, policy }) =>
    `Exit code 137 means SIGKILL. The engine says that it was not for memory (OOMKilled is false). ${byEngine ? `Its events show a kill with signal 9 and none before it: a person or a program gave the command docker kill, or a forced removal.` : !seen ? 'The engine no longer has the events of its end: it may have been docker kill, or a docker stop whose grace period was over.' : `No kill went through the engine: a program on the host, the kernel of the host when the whole machine ran out of memory, or a crash of the runtime ended it.`}${policy === 'no' ? ` Its restart policy is no, so ${name} stays down until it is started.` : ''}`,
  check(subject) {
    const { condition, facts, events } = subject;
    if (condition.type !== 'failed' && condition.type !== 'looping') return [];
    if (condition.exitCode !== 137 || condition.outOfMemory || subject.task?.error?.includes('unhealthy')) return [];
    const { signals } = condition;
    if (signals.some((signal) => signal !== 9)) return [];
    // Of a container out of reach nobody knows whether it was memory.
    if (subject.dossier.from === 'spec') return [];
    const byEngine = signals.length > 0;
    const seen = events.some(({ action }) => action === 'die');
    return [
      {
        data: { name: subject.name, byEngine, seen, policy: facts.restartPolicy.name },
        confidence: byEngine ? 0.95 : seen ? 0.6 : 0.5,
        subject: subject.ref,
        evidence: [
          ...eventProofs(events, ['kill', 'die'], 2),
          inspectProof('State.ExitCode', 137),
          inspectProof('State.OOMKilled', facts.state.oomKilled),
        ],
        remedies: runRemedies(subject, [
          { title: 'Start it again', command: 'dockhound.start', arguments: [subject.ref] },
          { title: 'Find out who killed it', snippet: 'journalctl -k --since -1h | grep -i -E "killed process|oom"' },
        ]),
      },
    ];
  },
});
