// The log driver of a container cannot reach the place it writes to (A20).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly why: string;
}

export const logDriverUnreachable = defineCause<'container', Data>({
  id: 'log-driver-unreachable',
  code: 'A20',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, why }) => `${name} cannot start: its log driver fails (${why})`,
  explanation: ({ why }) =>
    `The engine opens the log driver before it starts a container, and that failed: ${why}. The receiver (syslog, Fluentd, Graylog, Splunk …) is down, or its address is wrong. The program itself and its image have nothing to do with it.`,
  check(subject) {
    const match = startWords(subject, wordings);
    if (match === undefined) return [];
    return [
      {
        data: { name: subject.name, why: match.groups?.why ?? '' },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          {
            title:
              'Start the log receiver or correct its address, let it connect later (for Fluentd: fluentd-async), or choose another log driver',
            snippet: `docker inspect -f '{{json .HostConfig.LogConfig}}' ${subject.name}`,
          },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /failed to (?:initialize|create)[\w ]{0,20}logging driver: (?<why>.{1,300})/i,
  /logger: (?<why>dial .{1,200})/i,
];
