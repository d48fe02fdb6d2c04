// A program is told to log hardly anything.

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { linesKept } from '../../proofs/keptLines';
import { inspectProof } from '../../proofs/proofs';
import { quietSetting } from '../../reading/logPlaces';

interface Data {
  readonly name: string;
  readonly setting: string;
}

export const logLevelQuiet = defineCause<'container', Data>({
  id: 'log-level-quiet',
  severity: 'warning',
  over: 'container',
  needs: ['log'],
  onlyWith: ['logsMissing'],
  explains: ['logs-not-on-stdout', 'logs-buffered'],
  title: ({ name, setting }) => `${name} logs hardly anything because of its log level: ${setting}`,
  explanation: ({ name, setting }) =>
    `${name} runs with ${setting}, so that it writes errors at most. As long as nothing fails its log stays empty.`,
  check(subject) {
    const setting = quietSetting(subject.facts);
    if (setting === undefined || linesKept(subject) > 10) return [];
    return [
      {
        data: { name: subject.name, setting },
        confidence: 0.85,
        subject: subject.ref,
        evidence: [inspectProof('Config.Env, Args', setting), inspectProof('log', `${linesKept(subject)} lines`)],
        remedies: runRemedies(subject, [
          { title: 'Lower the level to info', snippet: `${setting.split(/[= ]/)[0] ?? 'LOG_LEVEL'}=info` },
        ]),
      },
    ];
  },
});
