// A container ended with an error that no cause explains: its last words, and what the exit code means (B01).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { lastError, withoutStamp } from '../../proofs/lastError';
import { exitProof, inspectProof, logProof, logProofs } from '../../proofs/proofs';
import { exitMeaning, oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly code: number;
  readonly meaning: string | undefined;
  readonly last: string | undefined;
  readonly policy: string;
  readonly looping: boolean;
  readonly restarts: number;
}

export const unexplainedExit = defineCause<'container', Data>({
  id: 'unexplained-exit',
  code: 'B01',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  rank: 'fallback',
  explains: ['container-exited-with-error', 'container-restarting', 'service-below-replicas'],
  title: ({ name, code, last, policy, looping }) =>
    `${name} ${looping ? 'keeps ending' : 'ended'} with exit code ${code}${last === undefined ? '' : `: ${last}`}${policy === 'no' && !looping ? '; no restart policy starts it again' : ''}`,
  explanation: ({ name, code, meaning, last, policy, looping, restarts }) =>
    `${meaning === undefined ? `Exit code ${code} is the program’s own word for an error.` : `Exit code ${code}: ${meaning}.`} ${last === undefined ? `The log of ${name} says nothing about why.` : `Its last error: ${last}.`} ${looping ? `It was restarted ${restarts} times.` : policy === 'no' ? `Its restart policy is no, so that one unhandled error keeps ${name} down until somebody starts it.` : ''} No known cause fits better; look at the lines before the end.`,
  check(subject) {
    const { condition, facts } = subject;
    const code = condition.exitCode;
    if ((condition.type !== 'failed' && condition.type !== 'looping') || code === undefined || code === 0) return [];
    const line = lastError(subject.lines);
    const policy = subject.ref.kind === 'service' ? 'swarm' : facts.restartPolicy.name;
    return [
      {
        data: {
          name: subject.name,
          code,
          meaning: exitMeaning(code),
          last: line === undefined ? undefined : oneLine(withoutStamp(line.text), 130),
          policy,
          looping: condition.type === 'looping',
          restarts: facts.state.restartCount,
        },
        confidence: line === undefined ? 0.3 : 0.45,
        subject: subject.ref,
        evidence: [
          exitProof(subject),
          ...(line === undefined ? logProofs(subject.lines, 3) : [logProof(line)]),
          ...(policy === 'no' ? [inspectProof('HostConfig.RestartPolicy.Name', policy)] : []),
        ],
        remedies: runRemedies(
          subject,
          policy === 'no'
            ? [
                { title: 'Start it again', command: 'dockhound.start', arguments: [subject.ref] },
                {
                  title: 'Let the engine restart it after an error',
                  snippet: `docker update --restart on-failure ${subject.name}`,
                },
              ]
            : [],
        ),
      },
    ];
  },
});
