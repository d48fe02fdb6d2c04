// A container that fails keeps no logs, so that nobody can tell why (B31, trap T9).

import { defineCause } from '../../cause';
import { exitProof, inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly exitCode: number | undefined;
  readonly restarts: number;
  readonly driver: string;
}

export const logDriverNone = defineCause<'container', Data>({
  id: 'log-driver-none',
  code: 'B31',
  severity: 'warning',
  over: 'container',
  needs: [],
  explains: ['unexplained-exit', 'container-exited-with-error', 'container-restarting'],
  title: ({ name, driver }) =>
    `${name} fails and its log driver is ${driver}: its logs are not kept, so nothing tells why`,
  explanation: ({ name, exitCode, restarts, driver }) =>
    `${name} ended${exitCode === undefined ? '' : ` with exit code ${exitCode}`}${restarts > 0 ? ` and was restarted ${restarts} times` : ''}. Whatever it said is lost or elsewhere, because the log driver ${driver} does not let the engine read logs back. Until it logs to a readable driver, why it fails stays unknown.`,
  check(subject) {
    const { condition, facts, dossier } = subject;
    if (condition.type !== 'failed' && condition.type !== 'looping') return [];
    const driver = facts.logDriver?.type ?? '';
    // Since 20.10 the engine keeps a readable copy beside most drivers, but not for none.
    if (driver !== 'none' && (dossier.log.known || readable.has(driver) || driver === '')) return [];
    return [
      {
        data: { name: subject.name, exitCode: condition.exitCode, restarts: facts.state.restartCount, driver },
        confidence: 0.8,
        subject: subject.ref,
        evidence: [
          inspectProof('HostConfig.LogConfig.Type', driver),
          ...(condition.exitCode === undefined ? [] : [exitProof(subject)]),
        ],
        remedies: [
          {
            title: 'Make the container anew with a readable log driver',
            snippet: 'docker run --log-driver local …   # or json-file',
          },
          {
            title: 'Attach, to see what it says at its next start',
            command: 'dockhound.attach',
            arguments: [subject.ref],
          },
        ],
      },
    ];
  },
});

const readable = new Set(['json-file', 'local', 'journald']);
